/// Writes names that a register gives in capitals the way they are written in a sentence: «ΓΙΑΝΝΟΥΛΗΣ» as «Γιάννουλης».
package struct CapitalNames: Sendable {
    /// Words of known names by their folded form.
    private let words: [String: String]

    /// Learns where the accents are from `names`, which are written in full.
    package init(knowing names: some Sequence<String>) {
        var words: [String: String] = [:]
        for name in names {
            for word in Self.parts(name) where word.contains(where: \.isLowercase) {
                let folded = TextFolding.fold(word)
                if let known = words[folded], known <= word { continue }
                words[folded] = word
                // The genitive of -α and -η keeps the accent where it is.
                if let last = folded.last, last == "α" || last == "η", words[folded + "σ"] == nil {
                    words[folded + "σ"] = word + "ς"
                }
            }
        }
        self.words = words
    }

    /// `name` with small letters after the first of each word and the accents that are known; a name with a small letter
    /// is returned as it is. O(n).
    package func written(_ name: String) -> String {
        guard !name.contains(where: \.isLowercase) else { return name }
        var result = ""
        var word = ""
        for character in name + " " {
            if character.isLetter {
                word.append(character)
                continue
            }
            if !word.isEmpty { result += written(word: word) }
            word = ""
            result.append(character)
        }
        return String(result.dropLast())
    }

    private func written(word: String) -> String {
        if let known = words[TextFolding.fold(word)] { return known }
        let lowered = word.lowercased()
        let ended = lowered.hasSuffix("σ") ? String(lowered.dropLast()) + "ς" : lowered
        return ended.prefix(1).uppercased() + ended.dropFirst()
    }

    private static func parts(_ name: String) -> [String] {
        name.split { !$0.isLetter }.map(String.init)
    }
}
