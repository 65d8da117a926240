import RegistryTestSupport
import TestSupport

extension TestRegistry {
    /// Runs SQL on the store of this registry, as somebody with access to the file could.
    func sql(_ sql: String...) throws {
        try RawStore(folder.file("home/registry.sqlite")).run(sql)
    }

    /// The number of rows that a condition holds for.
    func count(_ table: String, where condition: String = "1 = 1") throws -> Int {
        try RawStore(folder.file("home/registry.sqlite")).count(table, condition)
    }
}
