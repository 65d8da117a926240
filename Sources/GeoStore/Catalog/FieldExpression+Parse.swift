internal import GeoIndex
internal import Records

extension FieldExpression {
    /// The keys an expression may have; none of them is also a language tag.
    private static let keys: Set<String> = [
        "value", "column", "map", "default", "split", "script", "template", "hash", "prefix", "first",
    ]

    init(_ node: CatalogNode) throws(StoreError) {
        if case .string(let column) = node.value {
            self = .column(column)
            return
        }
        let members = try node.members(Self.keys)
        let found = Set(members.keys)
        func only(_ keys: Set<String>) throws(StoreError) {
            guard found.isSubset(of: keys) else {
                throw node.fail("the keys \(found.sorted().joined(separator: ", ")) do not go together")
            }
        }
        if let value = members.optional("value") {
            try only(["value"])
            self = .constant(try value.string())
        } else if let template = members.optional("template") {
            try only(["template"])
            self = .template(try Self.parts(of: template))
        } else if let hash = members.optional("hash") {
            try only(["hash", "prefix"])
            self = .hash(columns: try hash.strings(), prefix: try members.optional("prefix")?.string() ?? "")
        } else if let first = members.optional("first") {
            try only(["first"])
            var choices: [FieldExpression] = []
            for choice in try first.elements() { choices.append(try FieldExpression(choice)) }
            self = .first(choices)
        } else if let split = members.optional("split") {
            try only(["column", "split", "script"])
            let separator = try split.string()
            guard !separator.isEmpty else { throw split.fail("expected a separator, found an empty text") }
            self = .split(
                column: try members.required("column", of: node).string(), separator: separator,
                script: try members.optional("script").map { node throws(StoreError) in try Self.script(node) })
        } else if let map = members.optional("map") {
            try only(["column", "map", "default"])
            self = .mapped(
                column: try members.required("column", of: node).string(), table: try map.texts(),
                otherwise: try members.optional("default")?.string())
        } else {
            try only(["column"])
            self = .column(try members.required("column", of: node).string())
        }
    }

    /// The expressions of an object, by key; a single expression is a text in an unknown language.
    static func keyed(_ node: CatalogNode) throws(StoreError) -> [String: FieldExpression] {
        if case .string = node.value { return ["und": try FieldExpression(node)] }
        if try !node.members().isEmpty, try keys.isSuperset(of: node.members().keys) {
            return ["und": try FieldExpression(node)]
        }
        var expressions: [String: FieldExpression] = [:]
        for (key, member) in try node.members() { expressions[key] = try FieldExpression(member) }
        return expressions
    }

    /// The columns it reads.
    var columns: Set<String> {
        switch self {
        case .column(let column), .mapped(let column, _, _), .split(let column, _, _): [column]
        case .constant: []
        case .template(let parts):
            Set(parts.compactMap { if case .column(let column) = $0 { column } else { nil } })
        case .hash(let columns, _): Set(columns)
        case .first(let choices): choices.reduce(into: []) { $0.formUnion($1.columns) }
        }
    }

    private static func script(_ node: CatalogNode) throws(StoreError) -> WritingSystem {
        let name = try node.string()
        guard let script = WritingSystem(rawValue: name) else {
            let known = WritingSystem.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.fail("expected one of \(known), found \"\(name)\"")
        }
        return script
    }

    private static func parts(of node: CatalogNode) throws(StoreError) -> [TemplatePart] {
        var parts: [TemplatePart] = []
        var rest = try node.string()[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw node.fail("a brace is not closed") }
            let column = rest[rest.index(after: open)..<close]
            guard !column.isEmpty else { throw node.fail("braces without a column name") }
            parts.append(.column(String(column)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }
}
