/// A value of a data file together with its JSON path, which all errors about it name.
package struct DataNode {
    /// The value.
    package let value: StrictJSON
    /// The name of the file, for errors.
    package let file: String
    /// The JSON path of the value, such as `$.feasts[3]`.
    package let path: String

    /// Parses a whole file, UTF-8, with or without a byte order mark.
    ///
    /// - Throws: `DataFileError` with the byte offset when the text is not strict JSON.
    package init(reading bytes: [UInt8], file: String) throws(DataFileError) {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        do {
            self.init(value: try StrictJSON(Array(bytes[mark...])), file: file, path: "$")
        } catch {
            throw DataFileError(
                file: file, place: "byte \(error.offset + mark)", expected: error.expected, found: error.found)
        }
    }

    /// Creates a node of a value that is at `path` of `file`.
    package init(value: StrictJSON, file: String, path: String) {
        self.value = value
        self.file = file
        self.path = path
    }

    /// The value, nil when it is null.
    package var present: DataNode? { value == .null ? nil : self }

    /// An error at this value.
    package func fault(_ expected: String, found: String? = nil) -> DataFileError {
        DataFileError(file: file, place: path, expected: expected, found: found ?? value.summary)
    }

    /// Returns the members of an object.
    ///
    /// A member that is neither in `required` nor in `optional` is an error, so that a misspelt name is reported.
    package func object(_ required: [String], optional: [String] = []) throws(DataFileError) -> DataObject {
        guard case .object(let members) = value else { throw fault("an object") }
        var nodes: [String: DataNode] = [:]
        for member in members {
            let node = DataNode(value: member.value, file: file, path: "\(path).\(member.key)")
            guard required.contains(member.key) || optional.contains(member.key) else {
                let names = (required + optional).joined(separator: ", ")
                throw node.fault("one of the names \(names)", found: "\"\(member.key)\"")
            }
            nodes[member.key] = node
        }
        for key in required where nodes[key] == nil {
            throw fault("a member \"\(key)\"", found: "none")
        }
        return DataObject(node: self, members: nodes)
    }

    /// Returns all members of an object, whatever their names, in the order of the file.
    package func dictionary() throws(DataFileError) -> [(key: String, node: DataNode)] {
        guard case .object(let members) = value else { throw fault("an object") }
        return members.map { ($0.key, DataNode(value: $0.value, file: file, path: "\(path).\($0.key)")) }
    }

    /// Returns the elements of an array.
    package func array() throws(DataFileError) -> [DataNode] {
        guard case .array(let values) = value else { throw fault("an array") }
        return values.enumerated().map { DataNode(value: $1, file: file, path: "\(path)[\($0)]") }
    }

    /// The text; an empty one only where it may be.
    package func string(mayBeEmpty: Bool = false) throws(DataFileError) -> String {
        guard case .string(let text) = value, mayBeEmpty || !text.isEmpty else { throw fault("a text") }
        return text
    }

    /// True or false.
    package func bool() throws(DataFileError) -> Bool {
        guard case .bool(let value) = value else { throw fault("true or false") }
        return value
    }

    /// Returns a number.
    package func number() throws(DataFileError) -> Double {
        guard case .number(let number) = value else { throw fault("a number") }
        return number
    }

    /// Returns a whole number within `range`.
    package func integer(in range: ClosedRange<Int>) throws(DataFileError) -> Int {
        guard case .number(let number) = value, let integer = Int(exactly: number), range.contains(integer) else {
            throw fault("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    /// Returns a date such as `2026-04-10`.
    package func date() throws(DataFileError) -> CivilDate {
        guard case .string(let text) = value, let date = TimeText.date(text) else {
            throw fault("a date like 2026-04-10")
        }
        return date
    }

    /// The texts of an array; empty ones only where they may be.
    package func strings(mayBeEmpty: Bool = false) throws(DataFileError) -> [String] {
        var texts: [String] = []
        for node in try array() { texts.append(try node.string(mayBeEmpty: mayBeEmpty)) }
        return texts
    }

    /// Returns an object of BCP 47 tags and texts as one text; at least one language is required.
    package func text() throws(DataFileError) -> LocalizedText {
        var texts: [String: String] = [:]
        for (key, node) in try dictionary() { texts[key] = try node.string() }
        guard !texts.isEmpty else { throw fault("a text in at least one language") }
        return LocalizedText(texts)
    }

    /// Returns the case of an enumeration that has this string as its raw value.
    package func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type) throws(DataFileError) -> T
    where T.RawValue == String {
        guard case .string(let text) = value, let choice = T(rawValue: text) else {
            throw fault("one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}

/// The members of a JSON object, which has all required ones.
package struct DataObject {
    /// The object.
    package let node: DataNode
    /// Its members by name.
    package let members: [String: DataNode]

    /// A member that must be present.
    ///
    /// - Throws: `DataFileError` at the object when it is missing.
    package subscript(required key: String) -> DataNode {
        get throws(DataFileError) {
            guard let member = members[key] else { throw node.fault("a member \"\(key)\"", found: "none") }
            return member
        }
    }

    /// An optional member.
    package subscript(key: String) -> DataNode? { members[key] }
}
