import Foundation
import GeoStore
import InputFiles
import Testing

@Suite struct OSMKindTableTests {
    @Test func firstRowThatHoldsDecides() throws {
        let table = try table(
            """
            kind,tags,note
            -,amenity=social_facility; social_facility:for=abused|victim,kept secret
            soup-kitchen,amenity=social_facility; social_facility=soup_kitchen,
            social-services,amenity=social_facility; social_facility!=*,
            hospital,amenity=hospital|clinic; access!=private,"a note, with a comma"
            """)
        #expect(
            table.answer(for: ["amenity": "social_facility", "social_facility": "soup_kitchen"])
                == .kind("soup-kitchen"))
        #expect(
            table.answer(
                for: ["amenity": "social_facility", "social_facility": "soup_kitchen", "social_facility:for": "victim"])
                == .withheld)
        #expect(table.answer(for: ["amenity": "social_facility"]) == .kind("social-services"))
        #expect(table.answer(for: ["amenity": "social_facility", "social_facility": "nursing_home"]) == nil)
        #expect(table.answer(for: ["amenity": "clinic"]) == .kind("hospital"))
        #expect(table.answer(for: ["amenity": "clinic", "access": "private"]) == nil)
        #expect(table.answer(for: ["amenity": "clinic", "access": "yes"]) == .kind("hospital"))
        #expect(table.answer(for: [:]) == nil)
        #expect(table.kinds == ["soup-kitchen", "social-services", "hospital"])
    }

    @Test func splitsValueLists() throws {
        let table = try table("kind,tags\nsoup-kitchen,amenity=soup_kitchen; for=homeless\n")
        #expect(
            table.answer(for: ["amenity": "cafe; soup_kitchen", "for": "senior;homeless"]) == .kind("soup-kitchen"))
        #expect(table.answer(for: ["amenity": "soup_kitchens", "for": "homeless"]) == nil)
    }

    @Test func findsWholeWords() throws {
        let table = try table("kind,tags\nelderly-open-care,amenity=social_centre; name~ΚΑΠΗ|day home\n")
        #expect(
            table.answer(for: ["amenity": "social_centre", "name": "Α΄ Κ.Α.Π.Η. Βόλου"]) == .kind("elderly-open-care"))
        #expect(table.answer(for: ["amenity": "social_centre", "name": "The Day  Home"]) == .kind("elderly-open-care"))
        #expect(table.answer(for: ["amenity": "social_centre", "name": "ΑΓΑΠΗ"]) == nil)
        #expect(table.answer(for: ["amenity": "social_centre", "name": "Home day"]) == nil)
        #expect(table.answer(for: ["amenity": "social_centre"]) == nil)
    }

    @Test(arguments: [
        "", "kind\nx\n", "kind,tags\nhospital\n", "kind,tags\nhospital,\n", "kind,tags\nhospital,amenity\n",
        "kind,tags\nhospital,amenity=\n", "kind,tags\nhospital,=x\n", "kind,tags\nhospital,amenity=a||b\n",
        "kind,tags\nhospital,amenity=*\n", "kind,tags\nhospital,amenity!=x\n", "kind,tags\nhospital,name~x\n",
        "kind,tags\n,amenity=hospital\n", "kind,tags\nhospital,amenity=x; \n", "kind,tags\nhospital,amenity!~x\n",
        "kind,tags\nhospital,\"amenity=x\n",
    ])
    func refusesRowsItCannotUnderstand(text: String) {
        #expect(throws: InputError.self) { try table(text) }
    }

    @Test func namesTheLineOfABadRow() throws {
        let error = #expect(throws: InputError.self) { try table("kind,tags\nhospital,amenity=hospital\nx,y\n") }
        #expect(error?.place == "memory:3")
        #expect(error?.code == .malformed)
    }

    @Test func theShippedTableDistinguishesServices() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../geodata/osm-kinds.csv").standardized
        let table = try OSMKindTable(ByteStream(path: file.path))
        let expected: [(OSMTags, OSMKindTable.Answer?)] = [
            (["amenity": "pharmacy", "name": "Central"], .kind("pharmacy")),
            (["amenity": "pharmacy", "name": "Κοινωνικό Φαρμακείο Βόλου"], .kind("social-pharmacy")),
            (["amenity": "hospital"], .kind("hospital")),
            (["amenity": "clinic"], .kind("health-centre")),
            (["amenity": "clinic", "name": "Κοινωνικό Ιατρείο"], .kind("social-clinic")),
            (["amenity": "social_facility", "social_facility": "food_bank"], .kind("food-aid")),
            (
                ["amenity": "social_facility", "social_facility": "shelter", "social_facility:for": "homeless"],
                .kind("homeless-centre")
            ),
            (["amenity": "social_facility", "social_facility": "shelter", "social_facility:for": "women"], .withheld),
            (["amenity": "social_facility", "social_facility": "shelter", "name": "Women's Refuge"], .withheld),
            (["amenity": "social_facility", "social_facility": "shelter"], nil),
            (["amenity": "social_facility", "social_facility": "nursing_home"], nil),
            (["amenity": "social_centre", "name": "Α' ΚΑΠΗ"], .kind("elderly-open-care")),
            (["office": "government", "name": "Κ.Ε.Π. Λάρισας"], .kind("citizen-service-centre")),
            (["office": "insurance", "name": "Insurance"], nil),
            (["amenity": "parking"], nil),
        ]
        for (tags, answer) in expected { #expect(table.answer(for: tags) == answer, "\(tags.dictionary)") }
        #expect(table.kinds.count >= 18)
    }

    private func table(_ text: String) throws -> OSMKindTable { try OSMKindTable(ByteStream(bytes: Array(text.utf8))) }
}
