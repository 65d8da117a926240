package import Alerts
internal import Crypto
public import Entitlement
public import Records
public import Routing

/// What the registry publishes at a moment: structures, figures of programmes and road closures as people with a role
/// have approved them, and nothing about people.
///
/// It is a file that the registry signs and the public process reads; neither knows the other.
public struct PublishedSnapshot: Hashable, Sendable {
    /// A structure of a snapshot.
    public struct Entry: Hashable, Sendable {
        /// The version of the structure, from 1.
        public var version: Int
        /// The structure.
        public var structure: Structure

        /// Creates an entry.
        public init(version: Int, structure: Structure) {
            self.version = version
            self.structure = structure
        }
    }

    /// A figure of programmes in a snapshot.
    public struct Figure: Hashable, Sendable {
        /// Its name in rules.
        public var id: String
        /// The version of its values, from 1.
        public var version: Int
        /// All its values.
        public var values: FigureValues

        /// Creates a figure.
        public init(id: String, version: Int, values: FigureValues) {
            (self.id, self.version, self.values) = (id, version, values)
        }
    }

    /// The most bytes of a snapshot.
    public static let byteLimit = 8 << 20

    /// The installation of the registry, 32 hexadecimal digits.
    public var installation: String
    /// Its number; each snapshot of an installation has a higher one than those before.
    public var revision: Int
    /// When it was signed.
    public var at: UTCInstant
    /// The structures in the order of their identifiers.
    public var structures: [Entry]
    /// The figures that the registry has changed, in the order of their names.
    public var figures: [Figure]
    /// The road closures in force, with their version from 1; nil while the registry never had one.
    public var closures: ClosureSet?
    /// The alerts that were approved, also those that take others back.
    package var alerts: [AlertDocument] = []

    /// Creates an unsigned snapshot without alerts. `structures` and `figures` must be in the order of their identifiers.
    public init(
        installation: String, revision: Int, at: UTCInstant, structures: [Entry], figures: [Figure] = [],
        closures: ClosureSet? = nil
    ) {
        self.installation = installation
        self.revision = revision
        self.at = at
        self.structures = structures
        self.figures = figures
        self.closures = closures
    }

    /// Opens a snapshot: checks size and signature, then reads it strictly, in O(n).
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - key: The public key of the registry, 64 hexadecimal digits.
    ///   - inUse: The revision that is in use; nil when there is none.
    /// - Throws: ``SnapshotError``; the snapshot in use then stays.
    public static func open(
        _ bytes: [UInt8], key: String, inUse: Int? = nil
    ) throws(SnapshotError) -> PublishedSnapshot {
        guard bytes.count <= byteLimit else { throw .tooLarge(bytes: bytes.count) }
        let key = try publicKey(key)
        let head = Array(mark.utf8)
        guard bytes.count > head.count + 129, bytes.starts(with: head), bytes[head.count + 128] == UInt8(ascii: "\n"),
            let signature = Hexadecimal.bytes(String(decoding: bytes[head.count..<head.count + 128], as: UTF8.self))
        else { throw .notSigned }
        let body = Array(bytes[(head.count + 129)...])
        guard key.isValidSignature(signature, for: message(body)) else { throw .notSigned }
        let snapshot: PublishedSnapshot
        do {
            snapshot = try PublishedSnapshot(DataNode(reading: body, file: "snapshot"))
        } catch {
            throw .malformed(error)
        }
        if let inUse, snapshot.revision <= inUse { throw .notNewer(revision: snapshot.revision, inUse: inUse) }
        return snapshot
    }

    /// Throws ``SnapshotError/badKey`` when `key` is no public key of 64 hexadecimal digits.
    static func check(key: String) throws(SnapshotError) { _ = try publicKey(key) }

    private static func publicKey(_ text: String) throws(SnapshotError) -> Curve25519.Signing.PublicKey {
        guard let bytes = Hexadecimal.bytes(text), bytes.count == 32,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { throw .badKey }
        return key
    }

    /// The file in the folder of a registry that holds its newest snapshot.
    package static func path(inFolder folder: String) -> String { "\(folder)/current" }

    /// The bytes that a registry signs for a body of JSON.
    package static func message(_ body: [UInt8]) -> [UInt8] { Array(mark.utf8) + body }

    /// The file of a body and its signature.
    package static func file(_ body: [UInt8], signature: [UInt8]) -> [UInt8] {
        Array("\(mark)\(signature.hexadecimal)\n".utf8) + body
    }

    private static let mark = "plision-snapshot-1 "
}
