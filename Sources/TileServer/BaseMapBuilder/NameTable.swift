internal import Records

/// The distinct names of the map's features.
struct NameTable {
    private struct Name: Hashable {
        var greek, english, reference: String
    }

    private var rows: [Name: UInt32] = [Name(greek: "", english: "", reference: ""): 0]
    private var names = [Name(greek: "", english: "", reference: "")]

    /// The row of a name, added when new; 0 when it is empty.
    mutating func row(_ names: LocalizedText, reference: String = "") -> UInt32 {
        row(Name(greek: names.text(in: "el"), english: names.text(in: "en"), reference: reference))
    }

    /// The row that has only the reference of another row.
    mutating func row(referenceOf row: UInt32) -> UInt32 {
        self.row(Name(greek: "", english: "", reference: names[Int(row)].reference))
    }

    private mutating func row(_ name: Name) -> UInt32 {
        if let row = rows[name] { return row }
        let row = UInt32(names.count)
        rows[name] = row
        names.append(name)
        return row
    }

    var greek: [String] { names.map(\.greek) }
    var english: [String] { names.map(\.english) }
    var references: [String] { names.map(\.reference) }
}
