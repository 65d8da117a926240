/// Converts names that a register gives in capitals to normal case with accents: «ΓΙΑΝΝΟΥΛΗΣ» to «Γιάννουλης».
package struct CapitalNames: Sendable {
    /// Known words in normal case by folded form.
    private let words: [String: String]

    /// Learns words and their accents from `names` in normal case.
    package init(knowing names: some Sequence<String>) {
        var words: [String: String] = [:]
        for name in names {
            for word in Self.parts(name) where word.contains(where: \.isLowercase) {
                let folded = TextFolding.fold(word)
                if let known = words[folded], known <= word { continue }
                words[folded] = word
                // The genitive of words in -α and -η keeps the accent.
                if let last = folded.last, last == "α" || last == "η", words[folded + "σ"] == nil {
                    words[folded + "σ"] = word + "ς"
                }
            }
        }
        self.words = words
    }

    /// Returns `name` in lower case with capital initials and the accents that are known. A name with a lower-case
    /// letter is returned unchanged. O(n).
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
