internal import Foundation
internal import Records

/// A value of `sources.json` with its JSON path, which errors name.
struct CatalogNode {
    let value: StrictJSON
    let file: String
    let path: String

    /// Parses a whole file, ignoring a byte order mark.
    init(data: Data, file: String) throws(StoreError) {
        let mark = data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        do {
            value = try StrictJSON([UInt8](data.dropFirst(mark)))
        } catch {
            let offset = error.offset + mark
            let line = data.prefix(offset).count { $0 == 0x0A } + 1
            throw StoreError(
                .catalogMalformed, at: "\(file), byte \(offset) (line \(line))",
                "not JSON: expected \(error.expected), found \(error.found)")
        }
        self.file = file
        path = "$"
    }

    private init(_ value: StrictJSON, file: String, path: String) {
        self.value = value
        self.file = file
        self.path = path
    }

    func fail(_ reason: String) -> StoreError {
        StoreError(.catalogMalformed, at: "\(file) \(path)", reason)
    }

    private func expected(_ what: String) -> StoreError {
        fail("expected \(what), found \(value.summary)")
    }

    /// The members of an object.
    ///
    /// - Parameter keys: The keys that are allowed; all when nil.
    func members(_ keys: Set<String>? = nil) throws(StoreError) -> [String: CatalogNode] {
        guard case .object(let object) = value else { throw expected("an object") }
        var members: [String: CatalogNode] = [:]
        for member in object {
            let key = member.key
            if let keys, !keys.contains(key) {
                throw fail("has no key \"\(key)\"; it may have \(keys.sorted().joined(separator: ", "))")
            }
            members[key] = CatalogNode(member.value, file: file, path: "\(path).\(key)")
        }
        return members
    }

    var isNull: Bool {
        if case .null = value { true } else { false }
    }

    func elements() throws(StoreError) -> [CatalogNode] {
        guard case .array(let array) = value else { throw expected("an array") }
        return array.enumerated().map { CatalogNode($0.element, file: file, path: "\(path)[\($0.offset)]") }
    }

    func string() throws(StoreError) -> String {
        guard case .string(let text) = value else { throw expected("a text") }
        return text
    }

    /// The name of a reference system, which PROJ must know.
    func referenceSystem() throws(StoreError) -> String {
        let name = try string()
        do throws(StoreError) {
            _ = try CoordinateTransform(from: name)
        } catch {
            throw fail("\"\(name)\": \(error.reason)")
        }
        return name
    }

    func bool() throws(StoreError) -> Bool {
        guard case .bool(let flag) = value else { throw expected("true or false") }
        return flag
    }

    func number() throws(StoreError) -> Double {
        guard case .number(let number) = value else { throw expected("a number") }
        return number
    }

    func integer(in range: ClosedRange<Int>) throws(StoreError) -> Int {
        let number = try number()
        guard let integer = Int(exactly: number), range.contains(integer) else {
            throw expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    func strings() throws(StoreError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.string()) }
        return texts
    }

    func texts() throws(StoreError) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, node) in try members() { texts[key] = try node.string() }
        return texts
    }
}

extension [String: CatalogNode] {
    /// The member `key` of the object at `node`; throws when it is absent or null.
    func required(_ key: String, of node: CatalogNode) throws(StoreError) -> CatalogNode {
        guard let member = self[key], !member.isNull else { throw node.fail("lacks the key \"\(key)\"") }
        return member
    }

    /// The member `key`, or nil when it is absent or null.
    func optional(_ key: String) -> CatalogNode? {
        self[key].flatMap { $0.isNull ? nil : $0 }
    }
}

extension StrictJSON {
    /// The value as JSON with sorted keys: equal values give equal texts.
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
