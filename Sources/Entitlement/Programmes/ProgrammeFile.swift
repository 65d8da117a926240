public import Records

/// `programmes.json` of a region, and what it says.
public struct ProgrammeFile: Sendable {
    /// The name of the file in errors.
    package static let name = "programmes.json"

    /// The file, UTF-8.
    public let bytes: [UInt8]
    /// What it says.
    public let book: ProgrammeBook

    /// Pairs a file with what it says.
    package init(bytes: [UInt8], book: ProgrammeBook) { (self.bytes, self.book) = (bytes, book) }

    /// Reads a file.
    ///
    /// - Throws: `DataFileError` with the JSON path of the first error.
    public init(_ bytes: [UInt8]) throws(DataFileError) {
        self.init(bytes: bytes, book: try ProgrammeBook.read(bytes, file: Self.name))
    }

    /// Returns the file with other values of some figures; figures that it does not have are left out. Builds, running
    /// servers and previews use this one function, so they judge alike. O(bytes).
    ///
    /// - Parameter figures: The values by the name of their figure.
    /// - Throws: `DataFileError` when the result is not a file of programmes.
    public func replacing(_ figures: [String: FigureValues]) throws(DataFileError) -> ProgrammeFile {
        guard book.figures.contains(where: { figures[$0.id] != nil }) else { return self }
        let members = try DataNode(reading: bytes, file: Self.name).dictionary().map { key, node in
            StrictJSON.Member(key: key, value: key == "figures" ? Self.replace(node.value, by: figures) : node.value)
        }
        var json = JSONWriter(capacity: bytes.count)
        json.value(.object(members))
        return try ProgrammeFile(json.bytes)
    }

    private static func replace(_ list: StrictJSON, by values: [String: FigureValues]) -> StrictJSON {
        guard case .array(let figures) = list else { return list }
        return .array(
            figures.map { figure in
                guard case .object(let members) = figure,
                    case .string(let id)? = members.first(where: { $0.key == "id" })?.value, let replaced = values[id]
                else { return figure }
                return .object(
                    members.map { StrictJSON.Member(key: $0.key, value: $0.key == "values" ? replaced.json : $0.value) }
                )
            })
    }
}
