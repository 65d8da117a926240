import Registry
import TestSupport
import Testing

/// The predicate of a scope against its check on output: they agree on every record.
struct ScopeTests {
    private let schema = StoreSchema(
        applicationID: 7,
        migrations: [
            StoreSchema.Migration("t", ["CREATE TABLE t (n INTEGER NOT NULL PRIMARY KEY, m TEXT, o BLOB) STRICT"])
        ])

    @Test("Database and check choose the same records, in 500 random scopes")
    func agreement() throws {
        let folder = try TemporaryFolder()
        let file = try StoreFile.create(at: folder.file("t.sqlite"), schema: schema, now: Timestamp(milliseconds: 0))
        var random = SeededGenerator(seed: 7)
        let codes = ["9001", "9002", "9003", "", "' OR 1 = 1 --"]
        let owners = (0..<4).map { _ in RecordID.random() }
        let records: [(String?, RecordID?)] = (0..<200).map { _ in
            (
                Bool.random(using: &random) ? codes.randomElement(using: &random) : nil,
                Bool.random(using: &random) ? owners.randomElement(using: &random) : nil
            )
        }
        try file.transaction { connection in
            for (n, record) in records.enumerated() {
                try connection.execute("INSERT INTO t (n, m, o) VALUES (?, ?, ?)", n, record.0, record.1)
            }
        }
        for _ in 0..<500 {
            var scope = Scope()
            scope.isEverything = Int.random(in: 0..<10, using: &random) == 0
            scope.municipalities = Set(codes.filter { _ in Bool.random(using: &random) })
            scope.owner = Bool.random(using: &random) ? owners.randomElement(using: &random) : nil
            let columns = ScopeColumns(
                municipality: Bool.random(using: &random) ? "m" : nil, owner: Bool.random(using: &random) ? "o" : nil)
            let predicate = scope.predicate(columns)
            let found = try file.read { connection in
                try connection.rows("SELECT n FROM t WHERE \(predicate.sql) ORDER BY n", with: predicate.values).map {
                    try $0["n"] as Int
                }
            }
            let expected = records.indices.filter { index in
                scope.admits(
                    municipality: columns.municipality == nil ? nil : records[index].0,
                    owner: columns.owner == nil ? nil : records[index].1)
            }
            #expect(found == expected)
        }
    }

    @Test("An empty scope has no record, also none without municipality or owner")
    func empty() {
        #expect(Scope().predicate(ScopeColumns(municipality: "m", owner: "o")).sql == "(1 = 0)")
        #expect(!Scope().admits(municipality: nil))
        #expect(!Scope().admits(municipality: "9001", owner: .random()))
    }
}
