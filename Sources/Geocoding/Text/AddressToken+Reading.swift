extension AddressToken {
    /// Returns the tokens of `text`. O(n) for names.
    ///
    /// - Parameters:
    ///   - forQuery: Whether to add the Greeklish and abbreviation readings that only queries need.
    ///   - joinsLetters: Whether «8 Α» becomes one number.
    package static func read(_ text: String, forQuery: Bool, joinsLetters: Bool = true) -> [AddressToken] {
        let words = WordSplitter.split(text)
        var tokens: [AddressToken] = []
        tokens.reserveCapacity(words.count)
        var segment = 0
        var isBracketed = false
        for word in words {
            if word.before.contains(.comma) || word.before.contains(.opening) || word.before.contains(.closing) {
                if !tokens.isEmpty { segment += 1 }
            }
            if word.before.contains(.closing) { isBracketed = false }
            if word.before.contains(.opening) { isBracketed = true }
            if let last = tokens.last, mergeNumber(word, last, into: &tokens, joinsLetters: joinsLetters) { continue }
            tokens.append(token(word, segment: segment, isBracketed: isBracketed, forQuery: forQuery))
        }
        return joinedOrdinals(tokens)
    }

    private static func token(
        _ word: RawWord, segment: Int, isBracketed: Bool, forQuery: Bool
    ) -> AddressToken {
        var token = AddressToken(
            folded: word.folded, script: word.script, range: word.range, segment: segment, hasDot: word.hasDot,
            isBracketed: isBracketed, isAfterSlash: word.before.contains(.slash), keys: [], expansions: [],
            classes: [], number: nil, isOrdinal: false)
        if let first = word.folded.first, first.isDigit, token.readNumber(word.written) { return token }
        token.keys = [PhoneticKey.key(word.folded, script: word.script)]
        if forQuery { token.addReadings(word) }
        if word.script == .latin, !word.hasDot, !word.isUppercase, word.folded == ["e"] || word.folded == ["y"] {
            // «Rua X e Rua Y», «Calle X y Calle Y».
            token.classes.insert(.connector)
        }
        for key in token.keys.prefix(6) { token.classes.formUnion(WordClasses.of(key)) }
        if WordClasses.isCentre(word.folded) { token.classes.insert(.centre) }
        let allowed = word.script == .latin ? 4 : 1
        for key in token.keys.prefix(allowed) {
            for expansion in Abbreviations.expansions(of: key) where !token.expansions.contains(expansion.key) {
                token.expansions.append(expansion.key)
            }
        }
        for expansion in token.expansions {
            token.classes.formUnion(WordClasses.of(expansion).intersection(.optionalInQuery))
        }
        return token
    }

    private mutating func addReadings(_ word: RawWord) {
        if word.script == .latin {
            let readings = PhoneticKey.readings(ofLatin: word.folded)
            keys = readings.map(\.key)
            keyCosts = readings.map { min(6, $0.cost) }
            if word.isUppercase, let greek = ScriptRepair.visualGreek(word.folded) {
                let key = PhoneticKey.key(greek, script: .greek)
                if !keys.contains(key) {
                    keys.insert(key, at: 1)
                    keyCosts.insert(1, at: 1)
                }
            }
        }
        if let alternative = word.alternative {
            let key = PhoneticKey.key(alternative, script: .greek)
            if !keys.contains(key) { keys.append(key) }
        }
    }

    /// Reads the token as a number («8», «8Α») or an ordinal («23ης»); returns false when too much follows the digits.
    private mutating func readNumber(_ written: [Unicode.Scalar]) -> Bool {
        let digits = folded.prefix { $0.isDigit }
        let rest = folded[digits.count...]
        guard digits.count <= 9, rest.count <= 2 || Ordinals.isSuffix(rest) else { return false }
        let value = digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
        if !rest.isEmpty, Ordinals.isSuffix(rest) || (value == 1 && Ordinals.isSuffixOfOne(rest)),
            !(rest.count == 1 && script == .latin && rest.first == "h")
        {
            isOrdinal = true
            keys = [Array(String(value).utf8)]
        } else {
            let tail = String(String.UnicodeScalarView(written.drop { $0.isDigit }))
            number = HouseNumber(number: value, suffix: tail)
            setNumberKey()
        }
        return true
    }

    /// Sets the key of a number: its digits, its letter, the end of its range.
    private mutating func setNumberKey() {
        guard let number else { return }
        var key = Array(String(number.number).utf8) + number.suffixKey
        if let last = number.last { key += [0x2D] + Array(String(last).utf8) }
        keys = [key]
    }

    /// Joins «23-25», «12/3» and «8 Α» into one number; returns whether it did.
    private static func mergeNumber(
        _ word: RawWord, _ last: AddressToken, into tokens: inout [AddressToken], joinsLetters: Bool
    ) -> Bool {
        guard var number = last.number, !last.isOrdinal, let first = word.folded.first else { return false }
        let tight = word.range.lowerBound - last.range.upperBound
        if first.isDigit {
            let next = HouseNumber(parsing: String(String.UnicodeScalarView(word.written)))
            if word.before.contains(.dash), !word.before.contains(.comma), number.last == nil,
                next.number > number.number, next.number - number.number <= 200, next.suffix.unicodeScalars.count <= 1
            {
                number.last = next.number
                number.suffix = number.suffix.isEmpty ? next.suffix : number.suffix
            } else if word.before == .slash, tight == 1, next.number > 0, next.number < 1000 {
                number.suffix += "/" + next.description
            } else {
                return false
            }
        } else {
            guard word.folded.count == 1, !word.hasDot, number.suffix.isEmpty, number.number < 10_000,
                (word.before == .space && joinsLetters) || (word.before == .dash && tight == 1),
                "αβγδεabcde".unicodeScalars.contains(first)
            else { return false }
            number.suffix = String(String.UnicodeScalarView(word.written))
            tokens[tokens.count - 1].isJoinedByBlank = word.before == .space
        }
        tokens[tokens.count - 1].number = number
        tokens[tokens.count - 1].range = last.range.lowerBound..<word.range.upperBound
        tokens[tokens.count - 1].setNumberKey()
        return true
    }

    /// Joins numbers and ordinal words with the month that follows: «28 Οκτωβρίου», «Εικοστής Ογδόης Οκτωβρίου».
    private static func joinedOrdinals(_ tokens: [AddressToken]) -> [AddressToken] {
        guard let month = tokens.lastIndex(where: { $0.classes.contains(.month) }), month > 0 else { return tokens }
        var result = tokens
        var index = month
        while index > 0 {
            defer { index -= 1 }
            guard result[index].classes.contains(.month) else { continue }
            let before = result[index - 1]
            if let number = before.number, number.suffix.isEmpty, number.last == nil, number.number <= 31 {
                result[index - 1].isOrdinal = true
                result[index - 1].number = nil
            } else if let unit = Ordinals.value(of: before.keys) {
                var value = unit
                if index > 1, unit < 10, let tens = Ordinals.value(of: result[index - 2].keys), tens >= 10 {
                    value += tens
                    result[index - 1].range = result[index - 2].range.lowerBound..<before.range.upperBound
                    result.remove(at: index - 2)
                    index -= 1
                }
                result[index - 1].isOrdinal = true
                result[index - 1].keys = [Array(String(value).utf8)]
                result[index - 1].expansions = []
                result[index - 1].classes = []
            }
        }
        return result
    }
}
