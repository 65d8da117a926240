internal import GeoIndex
internal import Records

extension FieldExpression {
    /// The keys an expression may have; none of them is also a language tag.
    private static let keys: Set<String> = [
        "value", "column", "map", "default", "split", "script", "template", "hash", "prefix", "first",
    ]

    init(_ node: DataNode) throws(DataFileError) {
        if case .string(let column) = node.value {
            self = .column(column)
            return
        }
        let members = try node.members(Self.keys)
        let found = Set(members.keys)
        func only(_ keys: Set<String>) throws(DataFileError) {
            guard found.isSubset(of: keys) else {
                throw node.fault("keys that go together", found: found.sorted().joined(separator: ", "))
            }
        }
        if let value = members.optional("value") {
            try only(["value"])
            self = .constant(try value.string(mayBeEmpty: true))
        } else if let template = members.optional("template") {
            try only(["template"])
            self = .template(try Self.parts(of: template))
        } else if let hash = members.optional("hash") {
            try only(["hash", "prefix"])
            self = .hash(
                columns: try hash.strings(mayBeEmpty: true),
                prefix: try members.optional("prefix")?.string(mayBeEmpty: true) ?? "")
        } else if let first = members.optional("first") {
            try only(["first"])
            var choices: [FieldExpression] = []
            for choice in try first.array() { choices.append(try FieldExpression(choice)) }
            self = .first(choices)
        } else if let split = members.optional("split") {
            try only(["column", "split", "script"])
            let separator = try split.string(mayBeEmpty: true)
            guard !separator.isEmpty else { throw split.fault("a separator", found: "an empty text") }
            self = .split(
                column: try members.required("column", of: node).string(mayBeEmpty: true), separator: separator,
                script: try members.optional("script").map { node throws(DataFileError) in try Self.script(node) })
        } else if let map = members.optional("map") {
            try only(["column", "map", "default"])
            self = .mapped(
                column: try members.required("column", of: node).string(mayBeEmpty: true), table: try map.texts(),
                otherwise: try members.optional("default")?.string(mayBeEmpty: true))
        } else {
            try only(["column"])
            self = .column(try members.required("column", of: node).string(mayBeEmpty: true))
        }
    }

    /// The expressions of an object, by key; a single expression is a text in an unknown language.
    static func keyed(_ node: DataNode) throws(DataFileError) -> [String: FieldExpression] {
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

    private static func script(_ node: DataNode) throws(DataFileError) -> WritingSystem {
        let name = try node.string(mayBeEmpty: true)
        guard let script = WritingSystem(rawValue: name) else {
            let known = WritingSystem.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.fault("one of \(known)", found: "\"\(name)\"")
        }
        return script
    }

    private static func parts(of node: DataNode) throws(DataFileError) -> [TemplatePart] {
        var parts: [TemplatePart] = []
        var rest = try node.string(mayBeEmpty: true)[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw node.fault("every brace closed") }
            let column = rest[rest.index(after: open)..<close]
            guard !column.isEmpty else { throw node.fault("a column name between braces") }
            parts.append(.column(String(column)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }
}
