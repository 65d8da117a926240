/// A number as people type it: thousands in groups of three, at most two decimals, optionally a currency sign or `%`.
///
/// Dots and blanks group thousands as in Greek («2.000,50», «2 000»). Commas do so in English when the text is
/// unambiguous («2,000.50», «2,000,000»). «2,000» can mean two or two thousand, so it is ambiguous.
package enum TypedNumber: Hashable {
    /// A number.
    case number(Double)
    /// Either thousands or decimals.
    case ambiguous

    private static let longest = 40

    /// Reads a text; nil when it is not such a number. Only digits 0 to 9 are read, and no negative numbers.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        var scalars = text.unicodeScalars[...]
        let isAside: (Unicode.Scalar) -> Bool = {
            $0.properties.isWhitespace || $0.properties.generalCategory == .currencySymbol || $0 == "%"
        }
        while let first = scalars.first, isAside(first) { scalars.removeFirst() }
        while let last = scalars.last, isAside(last) { scalars.removeLast() }
        // The runs of digits and the marks between them.
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
