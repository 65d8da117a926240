/// Words abbreviated in the middle: «Κων/νου», «Θεσ/νίκης».
enum SlashWords {
    private static let table: [String: String] = [
        "κων/νου": "κωνσταντινου", "κων/πολισ": "κωνσταντινουπολισ", "κων/νοσ": "κωνσταντινοσ", "κων/να": "κωνσταντινα",
        "κων/νασ": "κωνσταντινασ", "κων/πολη": "κωνσταντινουπολη",
        "κων/πολησ": "κωνσταντινουπολησ", "κων/πολεωσ": "κωνσταντινουπολεωσ",
        "θεσ/νικη": "θεσσαλονικη", "θεσ/νικησ": "θεσσαλονικησ", "θεσσ/νικη": "θεσσαλονικη",
        "θεσσ/νικησ": "θεσσαλονικησ", "παν/μιο": "πανεπιστημιο", "παν/μιου": "πανεπιστημιου",
        "αντ/ρχου": "αντισυνταγματαρχου", "συν/ρχου": "συνταγματαρχου", "ταγ/ρχου": "ταγματαρχου",
        "αλεξ/πολη": "αλεξανδρουπολη", "αλεξ/πολησ": "αλεξανδρουπολησ", "αλεξ/πολεωσ": "αλεξανδρουπολεωσ",
        "kon/nou": "konstantinou", "kwn/nou": "kwnstantinou", "kon/noy": "konstantinou", "kwn/noy": "kwnstantinou",
        "kon/nos": "konstantinos", "kwn/nos": "kwnstantinos", "thes/niki": "thessaloniki",
        "thes/nikis": "thessalonikis", "8es/nikh": "thessaloniki", "8es/nikhs": "thessalonikis",
    ]

    /// Joins the neighbouring halves of known words. O(n).
    static func join(_ words: [RawWord]) -> [RawWord] {
        guard words.contains(where: { isTight($0.before) }) else { return words }
        var result: [RawWord] = []
        for word in words {
            if isTight(word.before), let last = result.last, last.folded.count <= 4 {
                var key = String.UnicodeScalarView(last.folded)
                key.append("/")
                key.append(contentsOf: word.folded)
                if let full = table[String(key)] {
                    result[result.count - 1].folded = Array(full.unicodeScalars)
                    result[result.count - 1].range = last.range.lowerBound..<word.range.upperBound
                    result[result.count - 1].hasDot = word.hasDot
                    continue
                }
            }
            result.append(word)
        }
        return result
    }

    /// Returns whether words are separated only by a slash, dash, full stop or apostrophe.
    private static func isTight(_ separators: RawWord.Separators) -> Bool {
        separators == .slash || separators == .dash || separators == .dot || separators == .apostrophe
    }
}
