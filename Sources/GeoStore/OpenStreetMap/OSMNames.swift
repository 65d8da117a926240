internal import Records

/// Reads the names of an object in all languages.
enum OSMNames {
    /// `name` under `und`, `name:xx` under its language tag. Suffixes that are not languages (`name:left`) are ignored.
    static func names(of tags: OSMTags) -> LocalizedText {
        var texts: [String: String] = [:]
        for (key, value) in tags {
            guard key.utf8.starts(with: "name".utf8) else { continue }
            let text = String(value.trimmingSpace)
            if key == "name" {
                texts["und"] = texts["und"] ?? text
            } else if key.utf8.starts(with: "name:".utf8), let tag = languageTag(key.dropFirst(5)) {
                texts[tag] = texts[tag] ?? text
            }
        }
        return LocalizedText(texts)
    }

    /// Former and alternative names, each once, in the order of `otherNameKeys`, then of the file.
    static func formerNames(of tags: OSMTags) -> [String] {
        var found: [(rank: Int, text: String)] = []
        for (key, value) in tags {
            let base = key.prefix { $0 != ":" }
            guard let rank = otherNameKeys.firstIndex(where: { base == $0 }) else { continue }
            for part in value.split(separator: ";") {
                let text = String(part.trimmingSpace)
                if !text.isEmpty, !found.contains(where: { $0.text == text }) { found.append((rank, text)) }
            }
        }
        return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element.text)
    }

    private static let otherNameKeys = [
        "official_name", "alt_name", "loc_name", "short_name", "nat_name", "reg_name", "int_name", "old_name",
    ]

    /// The suffix as a lower-case BCP 47 tag: two or three letters, then parts of up to eight; `_` is read as `-`. Nil
    /// otherwise.
    private static func languageTag(_ suffix: some StringProtocol) -> String? {
        let parts = suffix.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        guard let language = parts.first, (2...3).contains(language.utf8.count),
            language.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { return nil }
        let isValid = parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                }
        }
        guard isValid else { return nil }
        // Romanised names are tagged without the script: `ja_rm`, `zh_pinyin`.
        if language == "ja", parts.count == 2, parts[1] == "rm" { return "ja-latn" }
        if parts.count == 2, parts[1] == "pinyin" { return "\(language)-latn-pinyin" }
        return parts.joined(separator: "-")
    }
}
