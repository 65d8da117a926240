/// Other forms of a name: the demotic form of a learned name, and the parts of a register entry.
public enum NameForms {
    /// Learned endings and their demotic forms, folded. The first that fits is used.
    private static let endings: [(learned: String, demotic: [String])] = [
        ("ιον", ["ι", "ιο"]), ("εων", ["εωνας", "εωνα"]), ("ων", ["ωνας", "ωνα", "ονα"]), ("ον", ["ο"]),
        ("εια", ["ια"]), ("ις", ["η"]), ("ας", ["αδα"]), ("εα", ["ια"]), ("αι", ["ες"]), ("ουσ", ["ουντα"]),
        ("ξ", ["κα"]),
    ]

    /// Returns the demotic forms of `name`, folded, by the ending of its last word; empty when it has no learned
    /// ending.
    public static func demotic(_ name: String) -> [String] {
        let folded = TextFolding.fold(name)
        for (learned, demotic) in endings {
            let ending = TextFolding.fold(learned)
            guard folded.hasSuffix(ending), folded.unicodeScalars.count - ending.unicodeScalars.count >= 2 else {
                continue
            }
            let base = String(folded.unicodeScalars.dropLast(ending.unicodeScalars.count))
            return demotic.map { base + TextFolding.fold($0) }
        }
        return []
    }

    /// Splits a register entry such as «Κιλελέρ (τ. Κυψέλη)» or «Λάρισα,η» into its name and the names in brackets.
    public static func split(_ entry: String) -> (name: String, others: [String]) {
        var name = ""
        var inside = ""
        var others: [String] = []
        var depth = 0
        for character in entry {
            switch character {
            case "(", "[":
                depth += 1
                if depth == 1 { inside = "" }
            case ")", "]":
                depth -= 1
                if depth == 0 { others.append(inside) }
                depth = max(0, depth)
            default:
                if depth > 0 { inside.append(character) } else { name.append(character) }
            }
        }
        if depth > 0 { others.append(inside) }
        if let comma = name.lastIndex(of: ",") {
            let tail = TextFolding.fold(String(name[comma...]))
            if articles.contains(tail) { name = String(name[..<comma]) }
        }
        return (trimmed(name), others.map(withoutFormerMark).filter { !$0.isEmpty })
    }

    private static let articles: Set<String> = Set(["ο", "η", "το", "οι", "τα", "αι"].map(TextFolding.fold))

    private static func withoutFormerMark(_ text: String) -> String {
        let text = trimmed(text)
        for mark in ["τέως ", "πρώην ", "τ. ", "τ."] where text.hasPrefix(mark) {
            return trimmed(String(text.dropFirst(mark.count)))
        }
        return text
    }

    private static func trimmed(_ text: String) -> String {
        var slice = text[...]
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace || last == "," { slice = slice.dropLast() }
        return String(slice)
    }
}
