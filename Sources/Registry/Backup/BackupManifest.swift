package import Records

/// What a backup holds, so that it can be checked before and after it is opened.
package struct BackupManifest: Hashable, Sendable {
    /// A sealed file of a backup.
    package struct Part: Hashable, Sendable {
        /// Its name in the folder of the backup.
        package var name: String
        /// The SHA-256 of the sealed file, in hexadecimal digits.
        package var sealed: String
        /// The SHA-256 of the database in it.
        package var plain: String
    }

    /// The name of the manifest's file.
    package static let fileName = "manifest.json"

    /// The installation.
    package var installation: RecordID
    /// When it was made.
    package var at: Timestamp
    /// The end of the audit at that time.
    package var head: AuditHead
    /// The number of steps of `registry.sqlite`.
    package var schema: Int
    /// The keys in the key ring.
    package var keys: [RecordID]
    /// The number of rows of each table.
    package var counts: [String: Int]
    /// `registry.sqlite` and `keys.sqlite`, sealed apart.
    package var parts: [Part]

    /// Creates a manifest.
    init(
        installation: RecordID, at: Timestamp, head: AuditHead, schema: Int, keys: [RecordID], counts: [String: Int],
        parts: [Part]
    ) {
        (self.installation, self.at, self.head, self.schema) = (installation, at, head, schema)
        (self.keys, self.counts, self.parts) = (keys, counts, parts)
    }

    /// The manifest as JSON.
    package var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("format", 1)
            json.member("installation", installation.description)
            json.member("at", at.milliseconds)
            json.key("audit")
            json.object { json in
                json.member("seq", head.seq)
                json.member("at", head.at.milliseconds)
                json.member("hash", head.hash.hexadecimal)
            }
            json.member("schema", schema)
            json.member("keys", keys.map(\.description))
            json.key("rows")
            json.object { json in
                for (table, count) in counts.sorted(by: { $0.key < $1.key }) {
                    json.key(named: table)
                    json.integer(count)
                }
            }
            json.key("files")
            json.array { json in
                for part in parts {
                    json.object { json in
                        json.member("name", part.name)
                        json.member("sha256", part.sealed)
                        json.member("sha256Opened", part.plain)
                    }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// Reads a manifest strictly.
    ///
    /// - Throws: `DataFileError` with the place of what does not fit.
    package init(json bytes: [UInt8], file: String) throws(DataFileError) {
        let node = try DataNode(reading: bytes, file: file)
        let members = try node.object(["format", "installation", "at", "audit", "schema", "keys", "rows", "files"])
        let whole = 0...Int(1) << 53
        _ = try members[required: "format"].integer(in: 1...1)
        installation = try members[required: "installation"].recordID()
        at = Timestamp(milliseconds: try members[required: "at"].integer(in: whole))
        let audit = try members[required: "audit"].object(["seq", "at", "hash"])
        head = AuditHead(
            seq: try audit[required: "seq"].integer(in: whole),
            at: Timestamp(milliseconds: try audit[required: "at"].integer(in: whole)),
            hash: try audit[required: "hash"].digest())
        schema = try members[required: "schema"].integer(in: 1...10_000)
        keys = []
        for node in try members[required: "keys"].array() { keys.append(try node.recordID()) }
        counts = [:]
        for (table, node) in try members[required: "rows"].dictionary() { counts[table] = try node.integer(in: whole) }
        parts = []
        for node in try members[required: "files"].array() {
            let part = try node.object(["name", "sha256", "sha256Opened"])
            let name = try part[required: "name"].string()
            // The name becomes a path.
            guard BackupFolder.names.contains(name) else {
                throw try part[required: "name"].fault("one of \(BackupFolder.names.joined(separator: ", "))")
            }
            parts.append(
                Part(
                    name: name, sealed: try part[required: "sha256"].digest().hexadecimal,
                    plain: try part[required: "sha256Opened"].digest().hexadecimal))
        }
        guard parts.map(\.name) == BackupFolder.names else {
            throw try members[required: "files"].fault("the files \(BackupFolder.names.joined(separator: ", "))")
        }
    }
}

extension DataNode {
    fileprivate func recordID() throws(DataFileError) -> RecordID {
        guard let id = RecordID(try string()) else { throw fault("32 hexadecimal digits") }
        return id
    }

    fileprivate func digest() throws(DataFileError) -> [UInt8] {
        guard let bytes = Hexadecimal.bytes(try string()), bytes.count == 32 else {
            throw fault("64 hexadecimal digits")
        }
        return bytes
    }
}
