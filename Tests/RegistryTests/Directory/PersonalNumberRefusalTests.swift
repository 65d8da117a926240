import Foundation
import Records
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// No free text of the registry holds a number of a person, and nothing of a refused one stays.
struct PersonalNumberRefusalTests {
    private static let numbers = ["01018012345", "094014201", "GR1601101250000000012300695"]

    private func refusal(_ body: () throws -> Void) -> RegistryError? {
        do {
            try body()
            return nil
        } catch {
            return error as? RegistryError
        }
    }

    @Test func everyFreeTextIsLookedThrough() throws {
        let fields = [
            #""name":{"el":"@"}"#, #""address":{"el":"x","en":"@"}"#, #""accessNote":{"el":"@"}"#,
            #""eligibility":{"el":"@"}"#, #""application":{"el":"@"}"#, #""costNote":{"el":"@"}"#,
            #""statusReason":{"el":"@"}"#, #""documents":[{"el":"x"},{"el":"@"}]"#,
            #""openingHours":"Mo 08:00-10:00 \"@\"""#,
        ]
        for field in fields {
            for number in Self.numbers {
                let json = "{\(field.replacing("@", with: "για τον \(number)"))}"
                let error = refusal { _ = try StructureFields(patch: Array(json.utf8)) }
                #expect(error?.code == .invalid && error?.greek?.contains("Σβήστε τον αριθμό") == true, "\(json)")
                #expect(error.map { "\($0)".contains(number) } == false)
            }
            let plain = "{\(field.replacing("@", with: "για 12 άτομα, 2410 531234"))}"
            #expect(refusal { _ = try StructureFields(patch: Array(plain.utf8)) } == nil, "\(plain)")
        }
    }

    @Test func nothingOfARefusedTextStays() throws {
        let registry = try TestRegistry()
        let editor = try registry.caller("editor", [(.editor, .municipality("9001"))])
        let fields = try StructureFields(
            patch: Array(
                #"{"name":{"el":"Κέντρο"},"kind":"community-centre","municipality":"9001","status":"active"}"#.utf8))
        let moderator = try registry.caller("moderator", [(.moderator, .municipality("9001"))])
        let draft = try registry.home.draftNew(fields, ref: "fixture-3", reason: "fixture", by: editor)
        let folder = registry.folder.file("home")
        for number in Self.numbers {
            let error = refusal {
                _ = try registry.home.draftNew(fields, ref: "fixture-1", reason: "του \(number)", by: editor)
            }
            #expect(error?.code == .invalid && error?.place == "reason")
            let note = refusal {
                _ = try registry.home.review(draft, approve: false, note: "του \(number)", by: moderator)
            }
            #expect(note?.code == .invalid && note?.place == "note")
            let table = "id,name.el,kind,municipality\nf-2,\(number),community-centre,9001\n"
            let report = try registry.home.check(ImportedFile(Array(table.utf8), .csv), by: editor)
            #expect(!"\(report)".contains(number) && "\(report)".contains("Σβήστε"), "\(report)")
            for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") else { continue }
                #expect(bytes.range(of: Data(number.utf8)) == nil, "\(file)")
            }
        }
    }
}
