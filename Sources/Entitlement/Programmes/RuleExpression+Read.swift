internal import Records

/// Reads rules and checks their names and types, so that every rule that was read can be evaluated.
struct RuleReader {
    /// The questions by name.
    let questions: [String: EntitlementQuestion]
    /// The names of figures.
    let figures: Set<String>
    /// The types of the definitions read so far.
    var definitions: [String: AnswerKind] = [:]

    /// Reads a rule of the given type.
    func rule(_ node: DataNode, _ kind: AnswerKind) throws(DataFileError) -> RuleExpression {
        let (rule, found) = try read(node, depth: 0)
        guard found == nil || found == kind else { throw node.fault(kind.rawValue, found: found?.rawValue) }
        return rule
    }

    /// Reads a rule of any type. The type is nil for an unknown value (`null`).
    func rule(_ node: DataNode) throws(DataFileError) -> (RuleExpression, AnswerKind?) {
        try read(node, depth: 0)
    }

    private func read(_ node: DataNode, depth: Int) throws(DataFileError) -> (RuleExpression, AnswerKind?) {
        guard depth < 32 else { throw node.fault("at most 32 levels") }
        switch node.value {
        case .null: return (.unknown, nil)
        case .bool(let flag): return (.literal(.flag(flag)), .flag)
        case .number(let number): return (.literal(.number(number)), .number)
        case .string(let name): return try named(name, node)
        case .array: return try operation(node, depth: depth)
        case .object: throw node.fault("a number, true, false, null, a name or an operation")
        }
    }

    private func named(_ name: String, _ node: DataNode) throws(DataFileError) -> (RuleExpression, AnswerKind?) {
        if let kind = definitions[name] { return (.definition(name), kind) }
        if figures.contains(name) { return (.figure(name), .number) }
        guard let question = questions[name] else {
            throw node.fault("a question, a figure or a definition further up")
        }
        switch question.form {
        case .flag: return (.question(name), .flag)
        case .number: return (.question(name), .number)
        case .choice: return (.question(name), .choice)
        }
    }

    private func operation(_ node: DataNode, depth: Int) throws(DataFileError) -> (RuleExpression, AnswerKind?) {
        let parts = try node.array()
        guard let head = parts.first, case .string(let name) = head.value else {
            throw node.fault("an operation with its name first")
        }
        if name == "is" { return (try choice(node, parts), .flag) }
        guard let operation = RuleExpression.Operation(rawValue: name) else {
            let names = RuleExpression.Operation.allCases.map(\.rawValue).joined(separator: " ")
            throw head.fault("one of \(names) is")
        }
        guard operation.count.contains(parts.count - 1) else {
            throw node.fault(
                "\(operation.count.lowerBound) to \(operation.count.upperBound) operands", found: "\(parts.count - 1)")
        }
        let wanted: AnswerKind?
        switch operation {
        case .all, .any, .not: wanted = .flag
        case .choose: wanted = nil
        default: wanted = .number
        }
        var operands: [RuleExpression] = []
        var result: AnswerKind?
        for (index, part) in parts.dropFirst().enumerated() {
            let (rule, kind) = try read(part, depth: depth + 1)
            let expected = operation == .choose ? (index == 0 ? .flag : result) : wanted
            guard kind == nil || expected == nil || kind == expected else {
                throw part.fault(expected?.rawValue ?? "a value", found: kind?.rawValue)
            }
            if operation == .choose, index > 0 { result = result ?? kind }
            operands.append(rule)
        }
        switch operation {
        case .all, .any, .not, .less, .atMost, .greater, .atLeast, .equal: result = .flag
        case .choose: break
        default: result = .number
        }
        return (.operation(operation, operands), result)
    }

    private func choice(_ node: DataNode, _ parts: [DataNode]) throws(DataFileError) -> RuleExpression {
        guard parts.count == 3 else { throw node.fault("a question of choice and a code", found: "\(parts.count - 1)") }
        let name = try parts[1].string()
        guard case .choice(let choices)? = questions[name]?.form else { throw parts[1].fault("a question of choice") }
        let code = try parts[2].string()
        guard choices.contains(where: { $0.code == code }) else {
            throw parts[2].fault("one of \(choices.map(\.code).joined(separator: ", "))")
        }
        return .isChoice(name, code)
    }
}
