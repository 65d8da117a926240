/// Other forms of a name that people use: the demotic form of a learned one, and the parts of a register entry.
public enum NameForms {
    /// Learned endings and what speech makes of them, folded; tried longest first.
    private static let endings: [(learned: String, demotic: [String])] = [
        ("ιον", ["ι", "ιο"]), ("εων", ["εωνας", "εωνα"]), ("ων", ["ωνας", "ωνα", "ονα"]), ("ον", ["ο"]),
        ("εια", ["ια"]), ("ις", ["η"]), ("ας", ["αδα"]), ("εα", ["ια"]), ("αι", ["ες"]), ("ουσ", ["ουντα"]),
        ("ξ", ["κα"]),
    ]

    /// The demotic forms of `name`, folded, made from its last word; empty when the name has no learned ending.
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

    /// Parts a register entry such as «Κιλελέρ (τ. Κυψέλη)» or «Λάρισα,η» into its name and its former or other names.
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
