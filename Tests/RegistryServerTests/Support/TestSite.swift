import Alerts
import Entitlement
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Records
import Registry
import RegistryServer
import RegistryTestSupport
import Routing
import RuleFixtures
import Synchronization
import TestSupport
import Testing
import WebTestSupport

/// The server of a registry of its own, and what it has logged.
final class TestSite: Sendable {
    let registry: TestRegistry
    let process: RegistryProcess
    private let sink: LogSink

    /// Creates a server; with `hasRegion` it has the dataset of ``TestRegion``, with `hasRoads` also its roads.
    init(publicAddress: String? = nil, hasRegion: Bool = false, hasRoads: Bool = false) throws {
        registry = try TestRegistry()
        var configuration = RegistryConfiguration()
        if hasRegion {
            configuration.datasetDirectory = try TestRegion.write(
                to: registry.folder.file("dataset"), roads: hasRoads ? TestRegion.roads : RoadGraphBuilder())
        }
        configuration.publicAddress = publicAddress
        let sink = LogSink()
        self.sink = sink
        process = try RegistryProcess(
            registry.home, configuration, logger: Logger(label: "test") { _ in LogSink.Handler(sink: sink) },
            accessLog: { sink.append(String(decoding: $0, as: UTF8.self)) })
    }

    /// Everything that was written into a log.
    var log: String { sink.text }

    var home: RegistryHome { registry.home }

    /// Runs `body` with a browser or program in front of the server.
    func test<Result>(_ body: @Sendable (TestClient) async throws -> Result) async throws -> Result {
        try await process.application().test(.router, body)
    }

    /// Whether the audit is whole, also by its anchors.
    var isAuditWhole: Bool {
        get throws {
            try home.flushAnchors()
            if case .whole = try home.verifyAudit(AnchorFile.read(home.anchors.path)) { return true }
            return false
        }
    }

    /// A person with roles, signed in now: the token of their session.
    func token(_ login: String, _ roles: [(Role, Grant.Place)], until: Timestamp? = nil) throws -> SecretToken {
        let person = try registry.person(login)
        for (role, place) in roles { try home.grant(role, in: place, to: login, until: until, by: .systemOperator) }
        return try token(person)
    }

    /// Signs a person in: the token of their session.
    func token(_ person: TestRegistry.Person) throws -> SecretToken {
        registry.clock.move(seconds: OneTimeCode.stepSeconds)
        return try home.signIn(
            login: person.login, password: person.password, code: registry.code(person), source: person.login)
    }

    /// A report of a mistake that waits, as the public process would write it.
    func report(of structure: String, text: String = "Λάθος νούμερο", readBy moderator: Caller) throws -> RecordID {
        let path = registry.folder.file("reports.jsonl")
        let line = """
            {"date":"2026-05-20","id":"\(RecordID.random())","structure":"\(structure)","topic":"phone","text":"\(text)",\
            "contact":null,"state":"open"}\n
            """
        try Data(line.utf8).write(to: URL(fileURLWithPath: path))
        let known = try Set(home.reports(by: moderator).map(\.id))
        try home.takeReports(from: ReportSource(path: path))
        return try home.reports(by: moderator).map(\.id).first { !known.contains($0) } ?? .random()
    }

    /// A new value of a figure of ``TestRegion``, as the interface takes it.
    static let figureValue =
        #"{"value":230,"from":"2027-01-01","certainty":"sourced","source":{"title":"Νόμος","url":"https://example.org/new"}}"#

    /// The programmes of ``TestRegion``.
    static let programmes = ProgrammeFile(bytes: Array(ProgrammeFixture.json.utf8), book: ProgrammeFixture.book)

    /// An open draft of a figure of ``TestRegion``.
    func figureDraft(by author: Caller, title: String = "Νόμος") throws -> RecordID {
        let json = Self.figureValue.replacing("Νόμος", with: title)
        return try home.draftFigure(
            .add(FigureValues.Entry(entered: StrictJSON(Array(json.utf8)))), of: "single", base: 0, in: Self.programmes,
            reason: "fixture", by: author)
    }

    /// A closure as the interface takes it: all roads around a position of ``TestRegion``.
    static let closureFeature = """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[10.5,45.5]},"properties":{"radiusMetres":200,\
        "note":"Πλημμύρα","source":"Πυροσβεστική"}}
        """

    /// A closure that waits for a decision, or is in force when a coordinator makes it.
    func closure(by author: Caller, feature: String = closureFeature) throws -> RecordID {
        let entry = try ClosureEntry(feature: StrictJSON(Array(feature.utf8)))
        return try #require(try home.proposeClosures([entry], reason: "fixture", by: author).first)
    }

    /// An alert for everybody about what happens.
    static let alertDocument = """
        <alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>fixture</identifier><sender>gr.fixture</sender>\
        <sent>2026-05-28T23:00:00+03:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info>\
        <language>el</language><category>Met</category><event>Πλημμύρα</event><urgency>Immediate</urgency>\
        <severity>Extreme</severity><certainty>Observed</certainty><area><areaDesc>Παλαμάς</areaDesc></area></info></alert>
        """
    /// ``alertDocument`` as the interface takes it.
    static let alertBody = "{\"document\":\"\(alertDocument)\"}"

    /// An alert that waits for a decision.
    func alert() throws -> RecordID {
        let until = registry.clock.now.adding(seconds: 86400)
        let author = try registry.caller("warner", [(.coordinator, .region)], until: until)
        return try home.take(AlertDocument(Self.alertDocument), origin: .file, by: author)
    }

    /// A structure that is live.
    ///
    /// - Parameter more: Further fields, as members of a JSON object that begin with a comma.
    func structure(
        _ ref: String, in municipality: String, by author: Caller, _ reviewers: [Caller], more: String = ""
    ) throws {
        let fields = """
            {"name":{"el":"Κέντρο \(ref)","en":"Centre \(ref)"},"kind":"community-centre","municipality":"\(municipality)",
            "status":"active","phone":"2410 000","openingHours":"Mo-Fr 08:00-15:00; PH off"\(more)}
            """
        let draft = try home.draftNew(
            StructureFields(patch: Array(fields.utf8)), ref: ref, reason: "fixture", by: author)
        for reviewer in reviewers { _ = try home.review(draft, approve: true, by: reviewer) }
    }
}

/// Keeps what is logged.
final class LogSink: Sendable {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    func append(_ text: String) { kept.withLock { $0 += text } }

    /// Writes events into the sink.
    struct Handler: LogHandler {
        let sink: LogSink
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            sink.append("\(event.level) \(event.message) \(event.metadata.map { "\($0)" } ?? "")\n")
        }
    }
}

extension TestClient {
    /// A request of a program to the interface.
    func api(
        _ method: HTTPRequest.Method, _ path: String, _ token: SecretToken? = nil, _ json: String? = nil,
        key: String? = nil, ifMatch: String? = nil, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token.text)" }
        if json != nil { headers[.contentType] = "application/json" }
        if let key { headers[HTTPField.Name("Idempotency-Key")!] = key }
        if let ifMatch { headers[.ifMatch] = ifMatch }
        return try await execute(
            uri: "/registry/v1\(path)", method: method, headers: headers, body: json.map { ByteBuffer(string: $0) })
    }

    /// A page as a browser asks for it.
    func page(_ path: String, _ session: SecretToken? = nil, cookies: String? = nil) async throws -> TestResponse {
        var headers: HTTPFields = [.accept: "text/html"]
        if let session { headers[.cookie] = "plision-session=\(session.text)" }
        if let cookies { headers[.cookie] = cookies }
        return try await execute(uri: path, method: .get, headers: headers)
    }

    /// A form as a browser sends it, with the token of the session.
    func send(
        _ path: String, _ session: SecretToken?, _ fields: [(String, String)], token: String? = nil,
        key: String = UUID().uuidString, headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.accept: "text/html", .contentType: "application/x-www-form-urlencoded"]
        if let session { headers[.cookie] = "plision-session=\(session.text)" }
        for field in more { headers[field.name] = field.value }
        let proof = token ?? session?.formToken ?? ""
        let pairs = fields + [("token", proof), ("key", key)]
        let body = pairs.map { "\($0.escaped)=\($1.escaped)" }.joined(separator: "&")
        return try await execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
    }
}

extension SecretToken {
    /// What the forms of a session carry.
    var formToken: String { digest(for: .form).map { String(format: "%02x", $0) }.joined() }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The value of a member of a JSON answer that is a text.
    func member(_ name: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any]
        return try #require(object?[name] as? String)
    }

    /// The value of the hidden input with a name, of the form with an action.
    func hidden(_ name: String, of action: String) throws -> String {
        let form = try #require(text.components(separatedBy: "action=\"\(action)").dropFirst().first)
        let input = try #require(form.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first)
        return String(input.prefix { $0 != "\"" })
    }
}

extension String {
    var escaped: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}
