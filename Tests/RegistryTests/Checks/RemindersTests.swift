import Foundation
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// Who is reminded by mail, and what the mail says.
struct RemindersTests {
    private let registry: TestRegistry
    private var home: RegistryHome { registry.home }

    init() throws {
        registry = try TestRegistry()
        let editor = try registry.caller("maker", [(.editor, .region)])
        let reviewers = try ["one", "two"].map { [registry] in
            try registry.caller("reviewer-\($0)", [(.moderator, .region)])
        }
        for (ref, municipality) in [("here", "9001"), ("there", "9002")] {
            let text = """
                {"name":{"el":"Κέντρο \(ref)"},"kind":"community-centre","municipality":"\(municipality)",
                "status":"active","checkedOn":"2026-01-10","checkEveryDays":30}
                """
            let draft = try home.draftNew(
                StructureFields(patch: Array(text.utf8)), ref: ref, reason: "fixture", by: editor)
            for reviewer in reviewers { _ = try home.review(draft, approve: true, by: reviewer) }
        }
    }

    private func editor(_ login: String, in place: Grant.Place, address: String?) throws -> Caller {
        let caller = try registry.caller(login, [(.editor, place)])
        try home.setOwnAddress(address, by: caller)
        return caller
    }

    @Test("Editors with an address and something to check in their municipality, and nobody else")
    func plan() throws {
        let one = try editor("anna", in: .municipality("9001"), address: "anna@example.org")
        _ = try editor("bella", in: .municipality("9003"), address: "bella@example.org")
        let plan = try home.reminderPlan()
        #expect(plan.due.map(\.login) == ["anna"] && plan.due[0].count == 1)
        // The editor who made the structures has no address; moderators are not asked.
        #expect(plan.withoutAddress == 1 && plan.recent == 0)
        try home.confirm("here", base: 1, by: one)
        #expect(try home.reminderPlan().due.isEmpty)
    }

    @Test("A failed mail is counted and tried by the next run; none is sent without the program or a server")
    func failures() throws {
        _ = try editor("anna", in: .municipality("9001"), address: "anna@example.org")
        let server = try MailServer(url: "smtp://127.0.0.1:1")
        for _ in 0..<2 {
            let plan = try home.reminderPlan()
            let outcome = try home.send(plan, through: server, from: "r@example.org", site: "https://r.example")
            #expect(outcome.sent == 0 && outcome.failures.map(\.code) == [.unavailable])
            #expect(!"\(outcome.failures)".contains("anna"))
        }
        #expect(try home.failingReminders() == 1 && home.reminderPlan().due.count == 1)
        let left = try FileManager.default.contentsOfDirectory(atPath: registry.folder.path + "/home")
        #expect(!left.contains { $0.hasPrefix(".mail") })
    }

    @Test("The address is one's own, sealed, of one account only, and in no audit text")
    func ownAddress() throws {
        let anna = try editor("anna", in: .region, address: "kanari@example.org")
        #expect(try home.ownAddress(by: anna) == "kanari@example.org")
        let bella = try editor("bella", in: .region, address: nil)
        #expect(error { try home.setOwnAddress("KANARI@example.org", by: bella) }?.code == .conflict)
        #expect(error { try home.setOwnAddress("b@example.org\r\nBcc: c@example.org", by: bella) }?.code == .invalid)
        try home.setOwnAddress("kanari@example.org", by: anna)
        for name in ["registry.sqlite", "registry.sqlite-wal"] {
            let bytes = FileManager.default.contents(atPath: registry.folder.file("home/\(name)")) ?? Data()
            #expect(bytes.range(of: Data("kanari".utf8)) == nil)
        }
        try home.setOwnAddress(nil, by: anna)
        #expect(try home.ownAddress(by: anna) == nil)
        try home.setOwnAddress("kanari@example.org", by: bella)
    }

    @Test("No address or subject can add a header; every line is ASCII and short")
    func headers() throws {
        let now = registry.clock.now
        for address in ["a@b.example\r\nBcc: c@d.example", "a@b.example\nx", "a b@c.example", "<a@b.example>", ""] {
            #expect(
                error { try MailMessage(from: "r@example.org", to: address, subject: "x", text: "x", at: now) }?.code
                    == .invalid)
        }
        let message = try MailMessage(
            from: "r@example.org", to: "a@b.example",
            subject: "Δομές\r\nBcc: c@d.example " + String(repeating: "ώ", count: 90),
            text: "Κείμενο\n.\nτέλος", at: now)
        let text = String(decoding: message.bytes, as: UTF8.self)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(!text.contains("Bcc"))
        #expect(lines.filter { $0.hasPrefix("Subject:") || $0.hasPrefix("To:") }.count == 2)
    }

    @Test(
        "A mail server is named without login, and TLS is required on other machines",
        arguments: [
            ("smtp://mail.example:587", true), ("smtps://mail.example", true), ("smtp://127.0.0.1:25", false),
            ("smtp://localhost", false), ("smtp://[::1]:25", false), ("smtp://127.0.0.1.example", true),
        ])
    func servers(url: String, needsTLS: Bool) throws {
        #expect(try MailServer(url: url).isLoopback != needsTLS)
    }

    @Test(
        "What is no mail server is refused",
        arguments: [
            "mail.example", "http://mail.example", "smtp://", "smtp://a:b@mail.example", "smtp://mail.example/x",
            "smtp://mail.example\"\nurl = x", "smtp://mail.example?x", "file:///etc/passwd", "smtp://{a,b}.example",
        ])
    func otherServers(url: String) {
        #expect(error { try MailServer(url: url) }?.code == .invalid)
    }
}
