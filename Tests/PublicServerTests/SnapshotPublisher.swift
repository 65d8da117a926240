import Crypto
import Foundation

/// A registry: a key, and a folder in which it publishes.
final class SnapshotPublisher: Sendable {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("published-\(UUID().uuidString)")
        .path
    private let key = Curve25519.Signing.PrivateKey()

    var publicKey: String { key.publicKey.rawRepresentation.map { String(format: "%02x", $0) }.joined() }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A signed snapshot with the structure `a` under this name, and further members.
    func snapshot(_ revision: Int, name: String, kind: String = "office", extra: String = "", more: String = "")
        throws -> Data
    {
        let body = """
            {"installation":"\(String(repeating: "a", count: 32))","revision":\(revision),"at":1770000000,"structures":[\
            {"id":"a","version":\(revision),"fields":{"name":{"en":"\(name)"},"kind":"\(kind)","municipality":"001",\
            "status":"active","phone":"24100 9\(revision)"\(extra)}}]\(more)}
            """
        let signature = try key.signature(for: Data(("plision-snapshot-1 " + body).utf8))
        return Data("plision-snapshot-1 \(signature.map { String(format: "%02x", $0) }.joined())\n\(body)".utf8)
    }

    func publish(_ data: Data) throws {
        try data.write(to: URL(fileURLWithPath: folder + "/current"), options: .atomic)
    }
}
