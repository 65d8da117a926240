internal import Records

extension StoreError {
    /// What is wrong with a value of `sources.json`.
    init(catalog error: DataFileError) {
        self.init(
            .catalogMalformed, at: "\(error.file) \(error.place)", "expected \(error.expected), found \(error.found)")
    }
}

/// Values as `sources.json` has them: a member that is null counts as absent, and a text may be empty.
extension DataNode {
    /// Reads a whole file, a byte order mark before it passed over; throws the byte and the line where it is no JSON.
    init(catalog bytes: [UInt8], file: String) throws(StoreError) {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        do {
            self.init(value: try StrictJSON(Array(bytes[mark...])), file: file, path: "$")
        } catch {
            let offset = error.offset + mark
            let line = bytes.prefix(offset).count { $0 == 0x0A } + 1
            throw StoreError(
                .catalogMalformed, at: "\(file), byte \(offset) (line \(line))",
                "not JSON: expected \(error.expected), found \(error.found)")
        }
    }

    /// The members of an object, all keys of which are in `keys` when it is given.
    func members(_ keys: Set<String>? = nil) throws(DataFileError) -> [String: DataNode] {
        var members: [String: DataNode] = [:]
        for (key, node) in try dictionary() {
            if let keys, !keys.contains(key) {
                throw fault("the keys \(keys.sorted().joined(separator: ", "))", found: "\"\(key)\"")
            }
            members[key] = node
        }
        return members
    }

    /// The name of a reference system that PROJ knows.
    func referenceSystem() throws(DataFileError) -> String {
        let name = try string(mayBeEmpty: true)
        do throws(StoreError) {
            _ = try CoordinateTransform(from: name)
        } catch {
            throw fault("a reference system that PROJ knows", found: "\"\(name)\": \(error.reason)")
        }
        return name
    }

    /// An object of texts.
    func texts() throws(DataFileError) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, node) in try dictionary() { texts[key] = try node.string(mayBeEmpty: true) }
        return texts
    }
}

extension [String: DataNode] {
    /// The member `key` of the object at `node`, which must be there.
    func required(_ key: String, of node: DataNode) throws(DataFileError) -> DataNode {
        guard let member = optional(key) else { throw node.fault("the key \"\(key)\"", found: "none") }
        return member
    }

    /// The member `key`, nil when it is absent or null.
    func optional(_ key: String) -> DataNode? { self[key]?.present }
}

extension StrictJSON {
    /// The value as JSON with sorted keys: the same text for the same value.
    var canonical: String {
        switch self {
        case .null: return "null"
        case .bool(let value): return "\(value)"
        case .number(let value): return "\(value)"
        case .string(let value): return JSONText.string(value)
        case .array(let values): return "[\(values.map(\.canonical).joined(separator: ","))]"
        case .object(let members):
            let parts = members.sorted { $0.key < $1.key }.map {
                "\(JSONText.array([$0.key])):\($0.value.canonical)"
            }
            return "{\(parts.joined(separator: ","))}"
        }
    }
}
