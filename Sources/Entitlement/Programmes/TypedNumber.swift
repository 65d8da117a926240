/// A number as a person types it: thousands in groups of three, at most two decimals, perhaps a sign of currency.
///
/// Dots and blanks group thousands as in Greek («2.000,50», «2 000»), commas do in English where the text leaves no doubt
/// («2,000.50», «2,000,000»). «2,000» may be two or two thousand: it is neither.
enum TypedNumber: Hashable {
    case number(Double)
    /// Thousands or decimals: nobody but the person can tell.
    case ambiguous

    private static let longest = 40

    /// Reads a text; nothing when it is no such number. Digits 0 to 9 only, never below zero.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        var scalars = text.unicodeScalars[...]
        let isAside: (Unicode.Scalar) -> Bool = {
            $0.properties.isWhitespace || $0.properties.generalCategory == .currencySymbol || $0 == "%"
        }
        while let first = scalars.first, isAside(first) { scalars.removeFirst() }
        while let last = scalars.last, isAside(last) { scalars.removeLast() }
        // Runs of digits and what stands between them.
        var runs = [""]
        var marks: [Unicode.Scalar] = []
        for scalar in scalars {
            if ("0"..."9").contains(scalar) {
                runs[runs.count - 1].unicodeScalars.append(scalar)
            } else if scalar == "." || scalar == "," || scalar.properties.isWhitespace {
                marks.append(scalar.properties.isWhitespace ? " " : scalar)
                runs.append("")
            } else {
                return nil
            }
        }
        guard runs.allSatisfy({ (1...12).contains($0.utf8.count) }) else { return nil }
        var decimals = ""
        if let last = marks.last, last != " ", marks.count(where: { $0 == last }) == 1 {
            let digits = runs[runs.count - 1].utf8.count
            let mayGroup = digits == 3 && marks.count == 1 && runs[0].utf8.count <= 3 && runs[0].first != "0"
            if digits <= 2 {
                decimals = runs.removeLast()
                marks.removeLast()
            } else if mayGroup, last == "," {
                self = .ambiguous
                return
            } else if !mayGroup {
                return nil
            }
        }
        let isGrouped =
            Set(marks).count <= 1 && runs.dropFirst().allSatisfy { $0.utf8.count == 3 }
            && (marks.isEmpty || (runs[0].utf8.count <= 3 && runs[0].first != "0"))
        guard isGrouped, let number = Double(runs.joined() + (decimals.isEmpty ? "" : ".\(decimals)")) else {
            return nil
        }
        self = .number(number)
    }
}
