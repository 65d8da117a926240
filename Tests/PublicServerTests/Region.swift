import Foundation
import Geocoding
import GeoIndex
import HTTPTypes
import Hummingbird
import Locator
import Logging
import NIOCore
import Publication
import PublicServer
import Records
import Routing
import Synchronization
import TileServer
import WebSupport
import WebTestSupport

/// A server for an invented region of two municipalities, with its dataset in a folder of its own.
final class Region: Sendable {
    let folder: String
    let process: PublicProcess
    private let lines: Lines

    final class Lines: Sendable {
        let text = Mutex("")
    }

    /// The current time of the server.
    let moment: Lines

    init(
        contents: DatasetContents = Region.contents(), roads: RoadGraphBuilder = RoadGraphBuilder(),
        closures: String? = nil, assets: String? = nil, limits: RequestLimits = .patient,
        takesReports: Bool = false, outside: OutsideNames = OutsideNames(), adminPort: Int? = nil,
        now: String = "2026-02-11T09:30", published: String? = nil, key: String? = nil,
        names: (inout GazetteerBuilder) throws -> Void = { _ in }
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("public-\(UUID().uuidString)").path
        try Self.write(DatasetWriter(contents, roads: roads, names: names), to: folder)
        let closureFile = "\(folder)/closures.geojson"
        if let closures { try Data(closures.utf8).write(to: URL(fileURLWithPath: closureFile)) }
        let lines = Lines()
        self.lines = lines
        let moment = Lines()
        moment.text.withLock { $0 = now }
        self.moment = moment
        var configuration = PublicConfiguration(
            datasetDirectory: "\(folder)/dataset", adminPort: adminPort, assetFolder: assets, names: outside,
            closureFile: closures == nil ? nil : closureFile, closureSteps: 1_000_000, limits: limits,
            reportFile: takesReports ? "\(folder)/reports.jsonl" : nil,
            clock: { TimeText.instant(moment.text.withLock { $0 }, in: .utc) ?? .now })
        if let published, let key { configuration.published = try PublishedSource(folder: published, key: key) }
        process = try PublicProcess(
            configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { bytes in lines.text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The reports written so far, one JSON object per line.
    var reports: String { (try? String(contentsOfFile: "\(folder)/reports.jsonl", encoding: .utf8)) ?? "" }

    /// The access log so far; complete when ``test(_:)`` has returned.
    var log: String { lines.text.withLock { $0 } }

    /// Replaces the dataset by another build.
    func write(_ contents: DatasetContents, roads: RoadGraphBuilder = RoadGraphBuilder()) throws {
        try Self.write(DatasetWriter(contents, roads: roads), to: folder)
    }

    /// Writes a dataset with an empty map.
    private static func write(_ writer: DatasetWriter, to folder: String) throws {
        var writer = writer
        writer.add(MapBuilder().finish())
        _ = try writer.write(to: "\(folder)/dataset")
    }

    /// Replaces the file of closures.
    func write(closures: String) throws {
        try Data(closures.utf8).write(to: URL(fileURLWithPath: "\(folder)/closures.geojson"), options: .atomic)
    }

    /// Runs `body` with a client of the server, without a socket.
    func test<Result: Sendable>(_ body: @escaping @Sendable (Client) async throws -> Result) async throws -> Result {
        try await process.application().test(.router) { client in try await body(Client(client: client)) }
    }
}

/// A client with abbreviations for requests.
struct Client: Sendable {
    let client: TestClient

    func get(
        _ path: String, _ headers: HTTPFields = [:], host: String = "localhost"
    ) async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, host: host, headers: headers)
    }

    /// Sends a form, and follows the redirect to its answer as a browser does.
    func post(_ path: String, _ form: [(String, String)], _ headers: HTTPFields = [:]) async throws -> TestResponse {
        let response = try await send(path, form, headers)
        guard response.status == .seeOther, let answer = response.headers[.location] else { return response }
        return try await get(answer, headers)
    }

    /// Sends a form.
    func send(_ path: String, _ form: [(String, String)], _ headers: HTTPFields = [:]) async throws -> TestResponse {
        let body = form.map { "\($0.0)=\(PercentText.encode($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await client.execute(
            uri: path, method: .post, headers: headers,
            body: ByteBuffer(string: body))
    }

    /// Sends the report form of a structure as a browser does after loading its page.
    func report(_ id: String, _ form: [(String, String)], _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await post("/structures/\(id)/report", form + [("token", try await token(id))], headers)
    }

    /// The token in the form on a structure's page.
    func token(_ id: String) async throws -> String {
        let parts = try await page("/structures/\(id)").components(separatedBy: "name=\"token\" value=\"")
        return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : ""
    }

    func page(_ path: String, _ headers: HTTPFields = [:]) async throws -> String {
        String(buffer: try await get(path, headers).body)
    }

    /// The JSON of a response; throws when the status is not the expected one.
    func json(_ path: String, status: Int = 200, _ headers: HTTPFields = [:]) async throws -> [String: Any] {
        let response = try await get(path, headers)
        guard response.status.code == status else { throw Unexpected.status(response.status.code, path) }
        guard
            let object = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
        else { throw Unexpected.noObject(path) }
        return object
    }

    enum Unexpected: Error { case status(Int, String), noObject(String) }
}

extension Region {
    static func text(_ greek: String, _ english: String) -> LocalizedText {
        LocalizedText(["el": greek, "en": english])
    }

    private static func square(_ west: Double, _ east: Double) -> MultiPolygon {
        let corners = [(west, 45.0), (east, 45.0), (east, 46.0), (west, 46.0)]
        return [Polygon(rings: [corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }])]
    }

    static func structure(
        _ id: String, kind: String = "office", at longitude: Double?, municipality: String? = "001",
        accuracy: Double? = nil, phone: String? = nil, status: Structure.Status = .unverified, source: String? = nil
    ) -> Structure {
        Structure(
            id: id, kind: kind, names: text("Δομή <\(id)> & Σία", "Structure <\(id)> & Co"), municipality: municipality,
            address: text("Οδός «\(id)» 1", "Street \"\(id)\" 1"), phone: phone, status: status,
            coordinate: longitude.map { Coordinate(longitude: $0, latitude: 45.5) }, accuracyMetres: accuracy,
            source: source, sourceDate: "2024-05-15")
    }

    static func contents(build: String = "1") -> DatasetContents {
        DatasetContents(
            region: RegionDescription(
                code: "tiny", names: text("Μικρή Γη", "Tiny Land"), language: "el", dataDate: "2026-01-02",
                credits: [
                    .init(
                        id: "set", title: LocalizedText(["und": "Σύνολο \(build)"]), attribution: "© Κάποιος",
                        licence: "CC-BY-4.0",
                        url: "https://example.org/set", dataDate: "2025")
                ],
                notes: [text("Λείπουν τα ωράρια.", "Opening hours are missing.")]),
            kinds: [
                StructureKind(code: "office", names: text("Γραφείο", "Office"), pictogram: "Γ", isMunicipal: true),
                StructureKind(code: "clinic", names: text("Ιατρείο", "Clinic"), pictogram: "Ι"),
                StructureKind(code: "unused", names: text("Άλλο", "Other"), pictogram: "Α"),
            ],
            municipalities: [
                .init(
                    municipality: Municipality(
                        code: "001", names: text("Δυτικών", "West"), seatNames: text("Δύση", "Westtown"),
                        seat: Coordinate(longitude: 10.5, latitude: 45.5), population: 100, populationYear: 2021,
                        squareKilometres: 8000.5, outline: .surveyed), outline: square(10, 11)),
                .init(
                    municipality: Municipality(code: "002", names: text("Ανατολικών", "East"), outline: .sketch),
                    outline: square(11, 12)),
            ],
            structures: [
                structure("a", at: 10.5, accuracy: 800, phone: "2410 123456; +30 2410 999"),
                structure("b", at: 10.6, source: "https://www.example.org/page"),
                structure("c", kind: "clinic", at: 10.9, municipality: nil, source: "javascript:alert(1)"),
                structure("d", at: 11.5, municipality: "002"),
                structure("e", at: 10.51, status: .closed), structure("f", at: nil),
            ],
            places: [
                Place(
                    id: "p1", kind: "settlement", names: text("Δύση", "Westtown"), population: 900, municipality: "001",
                    coordinate: Coordinate(longitude: 10.45, latitude: 45.5)),
                Place(
                    id: "p2", kind: "settlement", names: text("Νεράιδα", "Neraida"), population: 10,
                    municipality: "001",
                    coordinate: Coordinate(longitude: 10.2, latitude: 45.2)),
                Place(
                    id: "p3", kind: "settlement", names: text("Νεράιδα", "Neraida"), population: 10,
                    municipality: "002",
                    coordinate: Coordinate(longitude: 11.8, latitude: 45.8)),
            ])
    }
}

extension Region {
    /// Creates a server for a directory, which need not contain a dataset.
    static func process(in directory: String) throws -> PublicProcess {
        try PublicProcess(
            PublicConfiguration(datasetDirectory: directory, limits: .patient),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { _ in }
    }
}

extension RequestLimits {
    /// Limits for tests that run beside hundreds of others and share a few threads for expensive requests.
    static let patient = RequestLimits(
        expensiveWaiting: [.quick: 100_000, .long: 100_000], answerBytes: 1 << 30, answerSeconds: 3000)
}
