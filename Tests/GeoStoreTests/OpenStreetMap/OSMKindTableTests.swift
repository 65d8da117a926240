import Foundation
import GeoStore
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
        #expect(throws: StoreError.self) { try table(text) }
    }

    @Test func namesTheLineOfABadRow() throws {
        let error = #expect(throws: StoreError.self) { try table("kind,tags\nhospital,amenity=hospital\nx,y\n") }
        #expect(error?.place == "memory:3")
        #expect(error?.code == .inputMalformed)
    }

    private func table(_ text: String) throws -> OSMKindTable { try OSMKindTable(ByteStream(bytes: Array(text.utf8))) }
}
