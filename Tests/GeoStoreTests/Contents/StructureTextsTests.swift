import GeoIndex
import GeoStore
import Records
import Testing

struct StructureTextsTests {
    private static let canary = "canary"

    /// A structure whose every text is the canary.
    private func full() -> Structure {
        let text = LocalizedText(["el": Self.canary, "en": Self.canary])
        var structure = Structure(
            id: "id", kind: "kind", names: text, parent: Self.canary, municipality: "T1", address: text,
            phone: Self.canary, email: Self.canary, website: Self.canary, openingHours: "Mo 09:00-12:00 \"canary\"",
            wheelchair: Self.canary, coordinate: Coordinate(longitude: 1, latitude: 1), accuracyMetres: 1,
            positionNote: text, source: Self.canary, sourceDate: "2024", checkedOn: "2024-01-01")
        structure.details.organisation = Self.canary
        structure.details.statusReason = text
        structure.details.serviceArea = ServiceArea(municipalities: [Self.canary], settlements: [Self.canary])
        structure.details.accessNote = text
        structure.details.audiences = [Self.canary]
        structure.details.eligibility = text
        structure.details.application = text
        structure.details.interpretation = text
        structure.details.services = [
            StructureService(code: Self.canary, names: text, descriptions: text, programmes: [Self.canary])
        ]
        structure.details.documents = [text]
        structure.details.costNote = text
        structure.details.contacts = [
            StructureContact(names: text, roles: text, phone: Self.canary, email: Self.canary)
        ]
        structure.details.funding = [Funding(names: text, code: Self.canary)]
        structure.details.partnerRecord = Self.canary
        return structure
    }

    /// A field that is added later and holds a text fails here until somebody has thought of it.
    @Test func noTextIsForgotten() {
        var structure = full()
        structure.withholdPosition(LocationRule([]))
        let fields = structure.removeTexts { _, text in text.contains(Self.canary) }
        var left = ""
        dump(structure, to: &left)
        #expect(!left.contains(Self.canary), "\(left)")
        #expect(
            Set(fields).isSuperset(of: ["names", "documents", "contactPhone", "openingHours", "service descriptions"]))
        func empty(_ value: Any, _ path: String) {
            let mirror = Mirror(reflecting: value)
            for child in mirror.children {
                let path = "\(path).\(child.label ?? "")"
                if let text = child.value as? String {
                    #expect(!text.isEmpty, "the fixture lacks \(path)")
                } else if let text = child.value as? LocalizedText {
                    #expect(!text.isEmpty, "the fixture lacks \(path)")
                } else if type(of: child.value) == String?.self {
                    #expect(child.value as? String != nil, "the fixture lacks \(path)")
                } else {
                    empty(child.value, path)
                }
            }
        }
        empty(full(), "structure")
    }

    @Test func eachLanguageAndEachItemIsLookedAtByItself() {
        var structure = Structure(id: "a", kind: "b", names: LocalizedText(["el": "canary", "en": "House"]))
        structure.details.documents = [LocalizedText(["el": "Card"]), LocalizedText(["el": "canary"])]
        structure.openingHours = "Mo 09:00-12:00; Tu \"by phone\""
        let fields = structure.removeTexts { _, text in text == "canary" }
        #expect(fields == ["names", "documents"])
        #expect(structure.names == LocalizedText(["en": "House"]))
        #expect(structure.details.documents == [LocalizedText(["el": "Card"])])
        #expect(structure.openingHours == "Mo 09:00-12:00; Tu \"by phone\"")
    }

    @Test func hoursThatAreNoneAreAText() {
        var structure = Structure(id: "a", kind: "b", names: LocalizedText())
        structure.openingHours = "ring at canary"
        #expect(structure.removeTexts { _, text in text.contains("canary") } == ["openingHours"])
        #expect(structure.openingHours == nil)
    }

    @Test func anUnknownKindIsWithheld() {
        let open = StructureKind(code: "open", names: LocalizedText())
        let hidden = StructureKind(code: "hidden", names: LocalizedText(), isRedacted: true)
        let rule = LocationRule([open, hidden, StructureKind(code: "twice", names: LocalizedText()), hidden])
        #expect(!rule.withholds(kind: "open", isMarked: false))
        #expect(rule.withholds(kind: "open", isMarked: true))
        #expect(rule.withholds(kind: "hidden", isMarked: false))
        #expect(rule.withholds(kind: "nobody knows", isMarked: false))
        #expect(LocationRule([open, hidden]).withholds(kind: "hidden", isMarked: false))
    }
}
