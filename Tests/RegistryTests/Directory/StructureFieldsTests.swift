import Records
import Registry
import RegistryTestSupport
import TestSupport
import Testing

struct StructureFieldsTests {
    private func fields(_ json: String) throws -> StructureFields { try StructureFields(patch: Array(json.utf8)) }

    @Test(
        "Values that fit",
        arguments: [
            #"{"name":{"el":"Κέντρο"}}"#, #"{"phone":"+30 24210-12345, 6900000000"}"#,
            #"{"position":{"lon":22.4,"lat":39.6}}"#,
            #"{"position":{"lon":22.4,"lat":39.6,"accuracyMetres":150}}"#,
            #"{"openingHours":"Mo-Fr 08:00-15:00; PH off"}"#,
            #"{"redacted":true}"#, #"{"validTo":"2026-12-31"}"#, #"{"checkEveryDays":90}"#,
            #"{"languages":["el","ar"]}"#,
            #"{"website":"https://example.org/α?b=c"}"#, #"{"phone":null}"#, #"{"email":"a@example.org"}"#,
            #"{"documents":[{"el":"Ταυτότητα"},{"el":"<script>alert(1)</script>"}]}"#, #"{"kind":"roma-annex"}"#,
        ])
    func good(_ json: String) throws {
        let fields = try fields(json)
        #expect(try self.fields(fields.json) == fields)
    }

    @Test(
        "Values that do not fit are named with their field",
        arguments: [
            ("{}", "draft"), ("[]", "draft"), ("{", "byte 1"), (#"{"colour":"red"}"#, "«colour»"),
            (#"{"a\nb":"red"}"#, "«a\u{FFFD}b»"),
            (#"{"phone":""}"#, "phone"),
            (#"{"phone":"call me"}"#, "phone"), (#"{"phone":12}"#, "phone"), (#"{"phone":"2410\n12345"}"#, "phone"),
            (#"{"phone":"１２３４５"}"#, "phone"), (#"{"name":{}}"#, "name"), (#"{"name":null}"#, "name"),
            (#"{"name":"Κέντρο"}"#, "name"),
            (#"{"name":{"fr":"Centre"}}"#, "name"), (#"{"name":{"el":" Κέντρο"}}"#, "name.el"),
            (#"{"name":{"el":"Κέντρο\u202Eορτνέκ"}}"#, "name.el"), (#"{"name":{"el":"Κέντρο\u0000"}}"#, "name.el"),
            (#"{"position":{"lon":39.6,"lat":122.4}}"#, "position"), (#"{"position":{"lon":22.4}}"#, "position"),
            (#"{"position":[22.4,39.6]}"#, "position"), (#"{"openingHours":"sometimes"}"#, "openingHours"),
            (#"{"openingHours":"Mo-Fr 08:00-25"}"#, "openingHours"), (#"{"status":"open"}"#, "status"),
            (#"{"redacted":"yes"}"#, "redacted"),
            (#"{"validTo":"2026-02-30"}"#, "validTo"), (#"{"validTo":"31/12/2026"}"#, "validTo"),
            (#"{"checkEveryDays":0}"#, "checkEveryDays"),
            (#"{"checkEveryDays":1.5}"#, "checkEveryDays"), (#"{"languages":[]}"#, "languages"),
            (#"{"languages":["el","el"]}"#, "languages[1]"),
            (#"{"website":"javascript:alert(1)"}"#, "website"), (#"{"website":"https://a b"}"#, "website"),
            (#"{"email":"a@b"}"#, "email"),
            (#"{"kind":"Κέντρο"}"#, "kind"), (#"{"documents":["Ταυτότητα"]}"#, "documents[0]"),
            (#"{"municipality":null}"#, "municipality"),
            (#"{"phone":"2410","phone":"2411"}"#, "byte 16"),
        ])
    func bad(_ json: String, _ place: String) {
        let failure = error { try fields(json) }
        #expect(failure?.code == .invalid, "\(json)")
        #expect(failure?.place == place, "\(json)")
    }

    @Test("A difference applied to the former state gives the later one, for random states")
    func differences() throws {
        var random = SeededGenerator(seed: 5)
        let values: [(DirectoryField, [String])] = [
            (.cost, [#""free""#, #""paid""#]), (.phone, [#""111""#, #""222""#]),
            (.languages, [#"["el"]"#, #"["el","en"]"#]),
            (.redacted, ["true", "false"]), (.validTo, [#""2026-01-01""#]),
            (.position, [#"{"lon":1,"lat":2}"#, #"{"lon":1,"lat":3}"#]),
        ]
        func some() throws -> StructureFields {
            var fields = StructureFields()
            for (field, choices) in values where Bool.random(using: &random) {
                try fields.set(field, StrictJSON(Array(choices.randomElement(using: &random)!.utf8)))
            }
            return fields
        }
        for _ in 0..<500 {
            let (one, other) = (try some(), try some())
            #expect(one.applying(one.change(to: other)) == other)
            #expect(FieldChange.between(one, other).count == one.change(to: other).values.count)
            #expect(one.change(to: one) == StructureFields())
        }
    }

    @Test("Damaged bytes are fields or an error")
    func damaged() throws {
        var random = SeededGenerator(seed: 6)
        let good = Array(
            #"{"name":{"el":"Κέντρο"},"position":{"lon":22.4,"lat":39.6},"openingHours":"Mo 08:00-15:00","phone":"24"}"#
                .utf8)
        for _ in 0..<10_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let fields = try? StructureFields(patch: bytes) else { continue }
            #expect(try StructureFields(patch: Array(fields.json.utf8)) == fields)
        }
    }
}
