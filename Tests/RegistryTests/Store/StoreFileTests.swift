import Foundation
import GRDB
import GRDBSQLite
import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// One file of the registry: how it is opened, what it refuses, what a transaction promises.
struct StoreFileTests {
    private let folder: TemporaryFolder
    private let now = Timestamp(milliseconds: 1_780_000_000_000)
    private let schema = StoreSchema(
        applicationID: 42,
        migrations: [
            StoreSchema.Migration(
                "items",
                [
                    """
                    CREATE TABLE item (id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), name TEXT, is_new INTEGER, at INTEGER)
                    STRICT, WITHOUT ROWID
                    """,
                    "CREATE TABLE part (item BLOB NOT NULL REFERENCES item (id)) STRICT",
                ])
        ])

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.file("store.sqlite") }

    private static let settings = ["journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema"]

    private static func settings(_ connection: StoreConnection) throws -> [ColumnValue] {
        try settings.map { name in try #require(try connection.row("PRAGMA \(name)"))[name] }
    }

    @Test("Every connection is durable, checked, overwrites what is deleted, and trusts no schema")
    func connections() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        let reopened = try StoreFile.open(at: path, schema: schema, now: now)
        for file in [file, reopened] {
            let expected: [ColumnValue] = [.text("wal"), .integer(2), .integer(1), .integer(1), .integer(0)]
            #expect(try file.transaction(Self.settings) == expected)
            #expect(try file.read(Self.settings) == expected)
        }
    }

    @Test("The process has one SQLite, the one it was compiled against")
    func oneSQLite() throws {
        let library = try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
        #expect(library == String(cString: sqlite3_libversion()))
        #expect(library == SQLITE_VERSION)
    }

    @Test("Files can be read by their owner alone")
    func modes() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        try file.transaction { try $0.execute("INSERT INTO item (id) VALUES (?)", RecordID.random()) }
        for name in try folder.names() {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        #expect(try folder.names().contains("store.sqlite-wal"))
    }

    @Test("Values come back as they were stored, and as nothing else")
    func values() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        let id = RecordID.random()
        let count = try file.transaction {
            try $0.execute(
                "INSERT INTO item (id, name, is_new, at) VALUES (?, ?, ?, ?)", id, "Λάρισα\u{1}'\"", true, now)
        }
        #expect(count == 1)
        let row = try #require(try file.read { try $0.row("SELECT * FROM item") })
        #expect(try row["id"] == id)
        #expect(try row["name"] == "Λάρισα\u{1}'\"")
        #expect(try row["is_new"] == true)
        #expect(try row["at"] == now)
        #expect(try row["at"] as Timestamp? == now)
        #expect(error { try row["name"] as RecordID }?.code == .damaged)
        #expect(error { try row["at"] as Bool }?.code == .damaged)
        #expect(error { try row["missing"] as Int }?.code == .damaged)
        try file.transaction { try $0.execute("UPDATE item SET name = ?, at = ?", ColumnValue.null, ColumnValue.null) }
        let empty = try #require(try file.read { try $0.row("SELECT * FROM item") })
        #expect(try empty["name"] as String? == nil)
        #expect(try empty["at"] as Timestamp? == nil)
        #expect(error { try empty["name"] as String }?.code == .damaged)
    }

    @Test("A text with a zero byte is refused, as readers would take it for its end")
    func zeroByte() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        let refusal = error {
            try file.transaction {
                try $0.execute("INSERT INTO item (id, name) VALUES (?, ?)", RecordID.random(), "a\u{0}b")
            }
        }
        #expect(refusal?.code == .invalid)
        #expect(error { try file.read { try $0.row("SELECT id FROM item WHERE name = ?", "\u{0}") } }?.code == .invalid)
    }

    @Test("Tables are strict, and keys refer to rows that are there")
    func strict() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        for statement in [
            "INSERT INTO item (id, is_new) VALUES (x'00112233445566778899aabbccddeeff', 'maybe')",
            "INSERT INTO item (id) VALUES (x'0011')", "INSERT INTO item (id) VALUES (NULL)",
            "INSERT INTO part (item) VALUES (x'00112233445566778899aabbccddeeff')",
        ] {
            #expect(error { try file.transaction { try $0.execute(statement) } }?.code == .database, "\(statement)")
        }
    }

    @Test("A transaction that fails leaves nothing")
    func rollback() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        let failure = error {
            try file.transaction { connection in
                try connection.execute("INSERT INTO item (id) VALUES (?)", RecordID.random())
                throw RegistryError(.refused, at: "test", "no")
            }
        }
        #expect(failure == RegistryError(.refused, at: "test", "no"))
        #expect(try file.read { try $0.rows("SELECT id FROM item").count } == 0)
    }

    @Test("A full disk is told apart from a fault, and its transaction leaves nothing")
    func fullDisk() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        let failure = error {
            try file.transaction { connection in
                _ = try connection.rows("PRAGMA max_page_count = 10")
                for _ in 0..<1000 {
                    try connection.execute(
                        "INSERT INTO item (id, name) VALUES (?, ?)", RecordID.random(),
                        String(repeating: "x", count: 500))
                }
            }
        }
        #expect(failure?.code == .unavailable)
        #expect(try file.read { try $0.rows("SELECT id FROM item").count } == 0)
    }

    @Test("Steps are applied once, and in a newer program only the new ones")
    func migrations() throws {
        _ = try StoreFile.create(at: path, schema: schema, now: now)
        let more = StoreSchema(
            applicationID: 42,
            migrations: schema.migrations + [StoreSchema.Migration("notes", ["ALTER TABLE item ADD COLUMN note TEXT"])])
        for _ in 0..<2 {
            let file = try StoreFile.open(at: path, schema: more, now: now)
            #expect(try file.read { try $0.rows("SELECT note FROM item").count } == 0)
            #expect(try file.read { try $0.rows("SELECT number FROM migration").count } == 2)
        }
        let refusal = error { _ = try StoreFile.open(at: path, schema: schema, now: now) }
        #expect(refusal?.code == .newerSchema)
        #expect(refusal?.reason.contains("«notes»") == true)
    }

    @Test("A step that fails leaves the file as it was")
    func failingMigration() throws {
        _ = try StoreFile.create(at: path, schema: schema, now: now)
        let broken = StoreSchema(
            applicationID: 42,
            migrations: schema.migrations + [
                StoreSchema.Migration(
                    "broken", ["CREATE TABLE half (a INTEGER) STRICT", "CREATE TABLE item (a INTEGER)"])
            ])
        #expect(error { _ = try StoreFile.open(at: path, schema: broken, now: now) }?.code == .database)
        let file = try StoreFile.open(at: path, schema: schema, now: now)
        #expect(try file.read { try $0.rows("SELECT name FROM sqlite_schema WHERE name = 'half'").count } == 0)
    }

    @Test("What exists is not overwritten, and what does not exist is not made by opening it")
    func existence() throws {
        #expect(error { _ = try StoreFile.open(at: path, schema: schema, now: now) }?.code == .noSuchFile)
        #expect(try folder.names() == [])
        _ = try StoreFile.create(at: path, schema: schema, now: now)
        #expect(error { _ = try StoreFile.create(at: path, schema: schema, now: now) }?.code == .alreadyThere)
        #expect(
            error { _ = try StoreFile.create(at: folder.file("none/store.sqlite"), schema: schema, now: now) }?.code
                == .unavailable)
    }

    @Test(
        "A file that is not ours or was damaged is refused and left alone",
        arguments: ["empty", "text", "other program", "other id", "cut", "zeros", "header"])
    func damaged(_ kind: String) throws {
        do {
            let file = try StoreFile.create(at: path, schema: schema, now: now)
            try file.transaction { connection in
                for _ in 0..<300 {
                    try connection.execute(
                        "INSERT INTO item (id, name) VALUES (?, ?)", RecordID.random(),
                        String(repeating: "x", count: 300))
                }
            }
        }
        var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.count > 50_000, "the log was applied when the file was closed")
        switch kind {
        case "empty": bytes = []
        case "text": bytes = Array("not a database, but a text of some length".utf8)
        case "other program":
            try FileManager.default.removeItem(atPath: path)
            try RawStore(path).run(["CREATE TABLE a (b)"])
            bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
        case "other id": bytes[71] = 43
        case "cut": bytes.removeLast(20_000)
        case "zeros": bytes.replaceSubrange(20_000..<40_000, with: [UInt8](repeating: 0, count: 20_000))
        default: bytes.replaceSubrange(0..<16, with: [UInt8](repeating: 7, count: 16))
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(error { _ = try StoreFile.open(at: path, schema: schema, now: now) }?.code == .damaged)
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == bytes)
    }

    @Test("A copy is whole and has what was committed, while others write")
    func copy() throws {
        let file = try StoreFile.create(at: path, schema: schema, now: now)
        for _ in 0..<50 {
            try file.transaction { try $0.execute("INSERT INTO item (id) VALUES (?)", RecordID.random()) }
        }
        try file.copy(to: folder.file("copy.sqlite"))
        let copy = try StoreFile.open(at: folder.file("copy.sqlite"), schema: schema, now: now)
        #expect(try copy.read { try $0.rows("SELECT id FROM item").count } == 50)
        #expect(error { try file.copy(to: folder.file("copy.sqlite")) }?.code == .unavailable)
    }
}
