internal import Crypto
internal import Records
internal import Synchronization

/// The keys of the registry: one current key for each purpose, and the former ones, which still open what they sealed.
///
/// They are stored in `keys.sqlite`, wrapped with the root key, apart from what they protect.
package final class KeyRing: Sendable {
    /// A key with its identifier.
    package struct Key: Sendable {
        /// The identifier, which everything made with the key names.
        package let id: RecordID
        /// What it is for.
        package let purpose: KeyPurpose
        /// The key.
        let secret: SymmetricKey

        /// The key for Ed25519 signatures.
        var signing: Curve25519.Signing.PrivateKey {
            get throws(RegistryError) {
                do {
                    return try Curve25519.Signing.PrivateKey(rawRepresentation: secret.withUnsafeBytes { Array($0) })
                } catch {
                    throw RegistryError(.database, at: "\(purpose) key", "\(error)")
                }
            }
        }
    }

    private struct Keys {
        var all: [RecordID: Key] = [:]
        var current: [KeyPurpose: Key] = [:]
    }

    /// The identifier of the installation, which belongs to its two files alone.
    package let installation: RecordID
    /// The file of the wrapped keys.
    let file: StoreFile
    private let root: RootKey
    private let keys: Mutex<Keys>

    /// Makes the first keys in a new file.
    static func create(in file: StoreFile, root origin: RootKey.Origin, now: Timestamp) throws(RegistryError) -> KeyRing
    {
        let salt = RandomBytes.make(16)
        let root = try RootKey(origin, salt: salt)
        let installation = RecordID.random()
        try file.transaction { connection in
            try connection.execute(
                "INSERT INTO ring (one, installation, salt, proof, created_at) VALUES (1, ?, ?, ?, ?)", installation,
                salt,
                try proof(installation, root), now)
            for purpose in KeyPurpose.allCases { try add(purpose, root, now, to: connection) }
        }
        return try KeyRing(file: file, root: root, installation: installation)
    }

    /// Opens the keys of a file. Makes the first key of each purpose that the version which made the file did not know.
    ///
    /// - Throws: ``RegistryError`` with the code `wrongKey` when the root key is another one.
    static func open(_ file: StoreFile, root origin: RootKey.Origin, now: Timestamp) throws(RegistryError) -> KeyRing {
        let (installation, salt, sealed) = try file.read { connection -> (RecordID, [UInt8], [UInt8]) in
            guard let row = try connection.row("SELECT installation, salt, proof FROM ring") else {
                throw RegistryError(.damaged, at: file.path, "has no key ring")
            }
            return (try row["installation"], try row["salt"], try row["proof"])
        }
        let root = try RootKey(origin, salt: salt)
        guard AEAD.open(sealed, key: root.key, bound: proofMessage(installation)) != nil else {
            throw RegistryError(.wrongKey, at: file.path, "the root key is not the one this key ring was made with")
        }
        if try !missing(file.read { connection in try load(connection, root) }).isEmpty {
            try file.transaction { connection in
                for purpose in missing(try load(connection, root)) { try add(purpose, root, now, to: connection) }
            }
        }
        return try KeyRing(file: file, root: root, installation: installation)
    }

    private static func missing(_ keys: Keys) -> [KeyPurpose] {
        KeyPurpose.allCases.filter { keys.current[$0] == nil }
    }

    private init(file: StoreFile, root: RootKey, installation: RecordID) throws(RegistryError) {
        self.file = file
        self.root = root
        self.installation = installation
        keys = Mutex(try Self.load(file, root))
    }

    /// The current key of a purpose.
    func current(_ purpose: KeyPurpose) throws(RegistryError) -> Key {
        guard let key = keys.withLock({ $0.current[purpose] }) else {
            throw RegistryError(.damaged, at: file.path, "has no current key for «\(purpose)»")
        }
        return key
    }

    /// The key of an identifier, current or former. Looks into the file again for one that another process has added.
    func key(_ id: RecordID, for purpose: KeyPurpose) throws(RegistryError) -> Key {
        if keys.withLock({ $0.all[id] }) == nil {
            let loaded = try Self.load(file, root)
            keys.withLock { $0 = loaded }
        }
        guard let key = keys.withLock({ $0.all[id] }), key.purpose == purpose else {
            throw RegistryError(.wrongKey, at: "key \(id)", "is not in the key ring as a key for «\(purpose)»")
        }
        return key
    }

    /// The identifiers of all keys, for the manifest of a backup.
    package var identifiers: [RecordID] {
        keys.withLock { $0.all.keys.sorted { $0.description < $1.description } }
    }

    /// Makes a new current key for a purpose. What former keys made can still be read.
    ///
    /// - Throws: ``RegistryError`` with the code `refused` for a purpose whose key cannot be replaced.
    package func rotate(_ purpose: KeyPurpose, now: Timestamp) throws(RegistryError) {
        guard purpose.isReplaceable else {
            throw RegistryError(
                .refused, at: "\(purpose) key", "cannot be replaced while things made with it are in use")
        }
        try file.transaction { connection in
            try connection.execute(
                "UPDATE purpose_key SET is_current = 0 WHERE purpose = ? AND is_current = 1", purpose.rawValue)
            try Self.add(purpose, root, now, to: connection)
        }
        let loaded = try Self.load(file, root)
        keys.withLock { $0 = loaded }
    }

    /// Wraps all keys with another root key. Nothing that they protect changes. The ring must be opened again.
    package func rewrap(with origin: RootKey.Origin) throws(RegistryError) {
        let salt = RandomBytes.make(16)
        let new = try RootKey(origin, salt: salt)
        try file.transaction { connection in
            for key in try Self.load(connection, root).all.values {
                try connection.execute(
                    "UPDATE purpose_key SET wrapped = ? WHERE id = ?", try Self.wrapped(key, new), key.id)
            }
            try connection.execute(
                "UPDATE ring SET salt = ?, proof = ?", salt, try Self.proof(installation, new))
        }
    }

    private static func load(_ file: StoreFile, _ root: RootKey) throws(RegistryError) -> Keys {
        try file.read { connection in try load(connection, root) }
    }

    private static func load(_ connection: StoreConnection, _ root: RootKey) throws(RegistryError) -> Keys {
        var keys = Keys()
        for row in try connection.rows("SELECT id, purpose, is_current, wrapped FROM purpose_key") {
            let id: RecordID = try row["id"]
            guard let purpose = KeyPurpose(rawValue: try row["purpose"]),
                let secret = AEAD.open(try row["wrapped"], key: root.key, bound: wrapMessage(purpose, id))
            else {
                throw RegistryError(.wrongKey, at: "key \(id)", "cannot be unwrapped: damaged, or another root key")
            }
            let key = Key(id: id, purpose: purpose, secret: SymmetricKey(data: secret))
            keys.all[id] = key
            if try row["is_current"] as Bool { keys.current[purpose] = key }
        }
        return keys
    }

    private static func add(
        _ purpose: KeyPurpose, _ root: RootKey, _ now: Timestamp, to connection: StoreConnection
    ) throws(RegistryError) {
        let key = Key(id: .random(), purpose: purpose, secret: SymmetricKey(size: .bits256))
        try connection.execute(
            "INSERT INTO purpose_key (id, purpose, is_current, wrapped, created_at) VALUES (?, ?, 1, ?, ?)", key.id,
            purpose.rawValue, try wrapped(key, root), now)
    }

    private static func wrapped(_ key: Key, _ root: RootKey) throws(RegistryError) -> [UInt8] {
        try AEAD.seal(key.secret.withUnsafeBytes { Array($0) }, key: root.key, bound: wrapMessage(key.purpose, key.id))
    }

    private static func wrapMessage(_ purpose: KeyPurpose, _ id: RecordID) -> BoundMessage {
        var message = BoundMessage("plision-wrap-1")
        message.append(purpose.rawValue)
        message.append(id.bytes)
        return message
    }

    /// A sealed nothing, which opens only with the right root key.
    private static func proof(_ installation: RecordID, _ root: RootKey) throws(RegistryError) -> [UInt8] {
        try AEAD.seal([], key: root.key, bound: proofMessage(installation))
    }

    private static func proofMessage(_ installation: RecordID) -> BoundMessage {
        var message = BoundMessage("plision-ring-1")
        message.append(installation.bytes)
        return message
    }
}

/// AES-256-GCM with a random nonce, bound to a message that is not stored.
enum AEAD {
    /// Seals `plain`: nonce, ciphertext and tag.
    static func seal(_ plain: [UInt8], key: SymmetricKey, bound: BoundMessage) throws(RegistryError) -> [UInt8] {
        guard let box = try? AES.GCM.seal(plain, using: key, authenticating: bound.bytes), let combined = box.combined
        else { throw RegistryError(.database, at: "seal", "the cipher failed") }
        return Array(combined)
    }

    /// What was sealed; nil when key or message are not the same, or a byte has changed.
    static func open(_ sealed: [UInt8], key: SymmetricKey, bound: BoundMessage) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let plain = try? AES.GCM.open(box, using: key, authenticating: bound.bytes)
        else { return nil }
        return Array(plain)
    }
}
