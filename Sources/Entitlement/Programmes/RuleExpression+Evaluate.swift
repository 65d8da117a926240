extension RuleExpression {
    /// The values of names during evaluation.
    struct Scope {
        var question: (String) -> Finding
        var figure: (String) -> Finding
        var definition: (String) -> Finding
    }

    /// Returns the value in `scope` by Kleene's three-valued logic.
    ///
    /// An unknown operand that cannot change the result does not make it unknown, and an unconfirmed one that did not
    /// change it does not make it unconfirmed.
    func finding(in scope: Scope) -> Finding {
        switch self {
        case .literal(let value): return Finding(value: value)
        case .unknown: return .unknown
        case .question(let name): return scope.question(name)
        case .figure(let name): return scope.figure(name)
        case .definition(let name): return scope.definition(name)
        case .isChoice(let name, let code):
            let answer = scope.question(name)
            guard case .choice(let chosen)? = answer.value else { return Finding.unknown.resting(on: [answer]) }
            return Finding(value: .flag(chosen == code)).resting(on: [answer])
        case .operation(let operation, let operands):
            return Self.apply(operation, operands, scope)
        }
    }

    private static func apply(_ operation: Operation, _ operands: [RuleExpression], _ scope: Scope) -> Finding {
        switch operation {
        case .all, .any: return decide(operands.map { $0.finding(in: scope) }, by: operation == .any)
        case .not:
            let operand = operands[0].finding(in: scope)
            return Finding(value: operand.flag.map { .flag(!$0) }).resting(on: [operand])
        case .choose: return choose(operands, scope)
        case .add, .subtract, .multiply, .divide, .least, .greatest, .less, .atMost, .greater, .atLeast, .equal:
            let findings = operands.map { $0.finding(in: scope) }
            let numbers = findings.compactMap(\.number)
            guard numbers.count == findings.count else { return Finding.unknown.resting(on: findings) }
            return Finding(value: calculate(operation, numbers)).resting(on: findings)
        }
    }

    /// Combines flags. `decisive` is the value that decides alone: true for «or», false for «and».
    private static func decide(_ findings: [Finding], by decisive: Bool) -> Finding {
        let settling = findings.filter { $0.flag == decisive }
        if let certain = settling.first(where: { !$0.isDoubtful }) { return certain }
        if let doubtful = settling.first { return doubtful }
        if findings.contains(where: { $0.flag == nil }) { return Finding.unknown.resting(on: findings) }
        return Finding(value: .flag(!decisive)).resting(on: findings)
    }

    /// Returns the value of the chosen branch. When the condition is unknown, both branches must have the same value.
    private static func choose(_ operands: [RuleExpression], _ scope: Scope) -> Finding {
        let condition = operands[0].finding(in: scope)
        guard let flag = condition.flag else {
            let branches = operands.dropFirst().map { $0.finding(in: scope) }
            if branches[0].value != nil, branches[0].value == branches[1].value {
                return branches[0].resting(on: [branches[1]])
            }
            return Finding.unknown.resting(on: [condition])
        }
        return operands[flag ? 1 : 2].finding(in: scope).resting(on: [condition])
    }

    private static func calculate(_ operation: Operation, _ numbers: [Double]) -> AnswerValue? {
        let first = numbers[0]
        let last = numbers[numbers.count - 1]
        switch operation {
        case .add: return .number(numbers.reduce(0, +))
        case .subtract: return .number(first - last)
        case .multiply: return .number(numbers.reduce(1, *))
        case .divide: return last == 0 ? nil : .number(first / last)
        case .least: return numbers.min().map { .number($0) }
        case .greatest: return numbers.max().map { .number($0) }
        case .less: return .flag(first < last)
        case .atMost: return .flag(first <= last)
        case .greater: return .flag(first > last)
        case .atLeast: return .flag(first >= last)
        case .equal: return .flag(first == last)
        case .all, .any, .not, .choose: return nil
        }
    }
}
