/// Groups of digits with nothing but blanks and a few marks between them.
struct DigitRun {
    /// The number of visible marks between two groups of one run is at most this.
    static let mostMarks = 3

    /// The place of the first digit in the text.
    let start: Int
    private var groups: [[UInt8]] = []
    /// What stands after each group but the last: the visible marks, and " " where there is a blank.
    private var joints: [String] = []

    /// Returns the runs of a text.
    static func runs(of marks: [PersonalNumber.Mark]) -> [DigitRun] {
        var runs: [DigitRun] = []
        var run: DigitRun?
        var joint: String?
        func end() {
            if let run { runs.append(run) }
            run = nil
            joint = nil
        }
        for (place, mark) in marks.enumerated() {
            switch mark {
            case .digit(let digit):
                if run == nil { run = DigitRun(start: place) }
                run?.add(digit, after: joint)
                joint = ""
            case .joint(let scalar):
                guard let before = joint else { continue }
                // In a list, a comma and a blank are between two things.
                let isList = before.last == "," && scalar == nil
                let after = scalar.map { before + String($0) } ?? (before.last == " " ? before : before + " ")
                if isList || after.count(where: { $0 != " " }) > mostMarks { end() } else { joint = after }
            case .letter, .other: end()
            }
        }
        end()
        return runs
    }

    private init(start: Int) { self.start = start }

    private mutating func add(_ digit: UInt8, after joint: String?) {
        guard let joint, joint.isEmpty, !groups.isEmpty else {
            if let joint, !groups.isEmpty { joints.append(joint) }
            groups.append([digit])
            return
        }
        groups[groups.count - 1].append(digit)
    }

    /// Returns the kind of the first number that is a group or a row of groups.
    ///
    /// - Parameter names: The kinds that are named before the run.
    func number(named names: Set<PersonalNumber>) -> PersonalNumber? {
        let others = others
        for first in groups.indices {
            var digits: [UInt8] = []
            for last in first..<groups.count {
                digits += groups[last]
                if digits.count > 11 { break }
                // As a group alone, and where it is named, a number is written as numbers are.
                let isPlain = first == last
                let isOther = others[first...last].contains(true)
                if digits.count == 11, PersonalNumber.isSocialSecurity(digits),
                    isPlain || names.contains(.socialSecurity) || !isOther || PersonalNumber.fitsLuhn(digits)
                {
                    return .socialSecurity
                }
                if digits.count == 9, PersonalNumber.isTax(digits),
                    isPlain || names.contains(.tax) || !isOther
                {
                    return .tax
                }
            }
        }
        return nil
    }

    /// Which groups belong to a date with a year of four digits, a time, or a telephone number.
    private var others: [Bool] {
        var others = [Bool](repeating: false, count: groups.count)
        func mark(_ groups: Range<Int>) { for group in groups { others[group] = true } }
        for first in groups.indices {
            let numbers = groups[first...].prefix(3).map { $0.count <= 4 ? $0.reduce(0) { $0 * 10 + Int($1) } : .max }
            if numbers.count == 3, joints[first] == joints[first + 1], ["/", ".", "-"].contains(joints[first]) {
                let (year, day) = groups[first].count == 4 ? (numbers[0], numbers[2]) : (numbers[2], numbers[0])
                if (1900...2099).contains(year), (1...31).contains(day), (1...12).contains(numbers[1]) {
                    mark(first..<first + 3)
                }
            }
            if isTime(first, ":") { mark(first..<first + 2) }
            if isTime(first, "."), isTime(first + 2, "."), joints[first + 1].contains(where: "-–".contains) {
                mark(first..<first + 4)
            }
            var digits: [UInt8] = []
            for last in first..<groups.count where digits.count < 10 {
                digits += groups[last]
                // A telephone number: 69 or an area code that begins with 2, then pairs or longer groups.
                let rest = groups[first...last].dropFirst()
                if digits.count == 10, digits[0] == 2 || digits.starts(with: [6, 9]),
                    (3...7).contains(groups[first].count) || first == last,
                    rest.allSatisfy({ $0.count == 2 }) || rest.allSatisfy({ $0.count > 1 }) && groups[last].count > 2
                {
                    mark(first..<last + 1)
                }
            }
        }
        return others
    }

    /// Whether a group and the next one are the hour and the minute of a time.
    private func isTime(_ first: Int, _ joint: String) -> Bool {
        guard first + 1 < groups.count, joints[first] == joint, groups[first].count <= 2, groups[first + 1].count == 2
        else { return false }
        return groups[first].reduce(0) { $0 * 10 + $1 } <= 24 && groups[first + 1][0] < 6
    }
}
