internal import GeoIndex

/// A list of codes per row, such as the languages spoken at a structure, in compressed rows over one table of codes.
///
/// A class for the same reason as ``StructureFile``.
final class CodeLists: Sendable {
    /// The distinct codes, sorted.
    let codes: [String]
    private let first: Column<UInt32>
    private let members: Column<UInt16>

    static func write(_ lists: [[String]], into writer: inout PackedFileWriter, prefix: String) {
        let codes = Set(lists.joined()).sorted().prefix(Int(UInt16.max))
        let numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, UInt16($0)) })
        var first: [UInt32] = [0]
        var members: [UInt16] = []
        for list in lists {
            members += Set(list).compactMap { numbers[$0] }.sorted()
            first.append(UInt32(members.count))
        }
        writer.add("\(prefix).codes", texts: codes)
        writer.add("\(prefix).first", first)
        writer.add("\(prefix).members", members)
    }

    init(_ file: PackedFile, prefix: String, count: Int) throws(PackedFileError) {
        codes = Array(try file.texts("\(prefix).codes"))
        first = try file.column("\(prefix).first", as: UInt32.self)
        members = try file.column("\(prefix).members", as: UInt16.self)
        try file.require(
            first.count == count + 1 && first.rises(to: members.count)
                && members.allSatisfy { Int($0) < codes.count },
            prefix, "lists of codes that are there")
    }

    /// Returns whether the list of `row` is empty.
    func isEmpty(at row: Int) -> Bool { first[row] == first[row + 1] }

    /// Calls `body` with the index of each code in the list of `row`.
    func forEach(at row: Int, _ body: (Int) -> Void) {
        for index in Int(first[row])..<Int(first[row + 1]) { body(Int(members[index])) }
    }

    /// Returns one flag per code of the table: whether it is in `texts`.
    func wanted(_ texts: [String]) -> [Bool] { codes.map(texts.contains) }
}
