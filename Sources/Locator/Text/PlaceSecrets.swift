package import GeoIndex

/// What tells where a structure is that must not be located, and whether a text holds any of it.
///
/// Words meet as in the geocoder: accents, case, endings and the spelling of one sound make no difference, Greeklish is
/// read as Greek, abbreviations as the words they may be short for. One telling word of a street is enough, because people
/// shorten street names; a word that the municipality's own name or the kind's has too tells nothing, for both are published.
/// In doubt a text counts as telling: it is then left out with an error that somebody reads, while a leak stays unseen.
package struct PlaceSecrets: Sendable {
    private var words: [SecretWord] = []
    /// All words of addresses: beside one of them a number is that of the door.
    private var addressWords: [SecretWord] = []
    private var phrases: [[SecretWord]] = []
    private var doors: Set<Int> = []
    private var numbers = NumberSecrets()
    /// Stems of words that are published anyway.
    private let published: Set<[UInt8]>

    /// Secrets of a structure of which `publishedNames` may be said: the names of its municipality and of its kind.
    package init(publishedNames: some Sequence<String> = []) {
        published = Set(publishedNames.flatMap(Self.tokens).flatMap { SecretWord($0).stems })
    }

    /// Adds a street, with or without a number, or an address in one line.
    package mutating func add(address: String) {
        let tokens = Self.tokens(address)
        var index = 0
        while index < tokens.count {
            defer { index += 1 }
            guard let number = tokens[index].number else { continue }
            if number.number >= 10_000 {
                numbers.codes.insert(String(number.number))
            } else if let next = index + 1 < tokens.count ? tokens[index + 1].number?.number : nil,
                (100...999).contains(number.number), (10...99).contains(next)
            {
                // «412 22» is a postal code.
                numbers.codes.insert("\(number.number)\(next)")
                index += 1
            } else if !(index + 1 < tokens.count && tokens[index + 1].classes.contains(.floor)) {
                doors.formUnion([number.number, number.last].compactMap { $0 }.filter { $0 > 0 })
            }
        }
        // A sentence rather than an address: «not published, please phone».
        let isSentence =
            tokens.allSatisfy { $0.number == nil } && tokens.count { tells($0) } > Self.longestStreet
        for part in Self.parts(of: tokens) {
            let telling = part.filter { tells($0) }.map { SecretWord($0) }
            addressWords += part.filter { $0.number == nil && $0.classes.isDisjoint(with: Self.besideNames) }
                .map { SecretWord($0) }
            if isSentence, telling.count > 1 {
                phrases.append(telling)
            } else if !telling.isEmpty, !isSentence {
                words += telling
            } else {
                let named = part.filter { $0.classes.isDisjoint(with: Self.besideNames) && $0.number == nil }
                // «25ης Μαρτίου» is no telling word, but a name.
                if named.contains(where: \.isOrdinal), named.count > 1 { phrases.append(named.map { SecretWord($0) }) }
            }
        }
    }

    /// Adds the name of the settlement or quarter; one that bears its municipality's name tells no more than that does.
    package mutating func add(settlement: String) {
        let named = Self.tokens(settlement).filter { $0.classes.isDisjoint(with: Self.besideNames) }
        guard named.contains(where: { tells($0) }) else { return }
        phrases.append(named.map { SecretWord($0) })
    }

    /// Adds a house number.
    package mutating func add(houseNumber: String) {
        for token in Self.tokens(houseNumber) {
            doors.formUnion([token.number?.number, token.number?.last].compactMap { $0 }.filter { $0 > 0 })
        }
    }

    /// Adds a postal code.
    package mutating func add(postcode: String) { numbers.codes.insert(GazetteerBuilder.compact(postcode)) }

    /// Adds telephone numbers that are not published.
    package mutating func add(phone: String) { numbers.add(phone: phone) }

    /// Adds a position.
    package mutating func add(_ coordinate: Coordinate) { numbers.coordinates.append(coordinate) }

    /// The same without house numbers: what texts of another structure must not hold.
    package var withoutDoors: PlaceSecrets {
        var other = self
        other.doors = []
        return other
    }

    /// Whether `text` holds any of it, any position or link to a map, or a telephone number that `phone` does not hold.
    /// O(words · secrets).
    package func isTold(by text: String, published phone: String?) -> Bool {
        let text = PercentDecoding.decoded(text)
        if numbers.isTold(by: text, published: phone) { return true }
        let tokens = Self.tokens(text)
        if words.contains(where: { word in tokens.contains { word.is($0) } }) { return true }
        if phrases.contains(where: { Self.holds(tokens, $0) }) { return true }
        let scalars = Array(text.unicodeScalars)
        let phones = DigitRun.runs(in: scalars).filter { $0.digits.count >= NumberSecrets.shortestPhone }.map(\.range)
        return tokens.indices.contains { index in
            Self.isAddress(tokens, index)
                || (!phones.contains { $0.overlaps(tokens[index].range) } && isDoor(tokens, index, scalars))
        }
    }

    /// Whether `text` holds the door: a telling word of the address and, at most two words on, its number. This is what
    /// texts of other structures must not hold, which may well stand in the same street.
    package func isDoorTold(by text: String) -> Bool {
        guard !doors.isEmpty, text.unicodeScalars.contains(where: \.isDigit) else { return false }
        let tokens = Self.tokens(PercentDecoding.decoded(text))
        return tokens.indices.contains { index in
            guard let number = tokens[index].number, doors.contains(number.number) else { return false }
            return tokens[..<index].suffix(3).contains { token in words.contains { $0.is(token) } }
        }
    }

    /// Whether an identifier or a code holds a word of the address, the settlement or a telephone number. Digits alone tell
    /// nothing there: identifiers are full of them.
    package func isTold(byIdentifier text: String) -> Bool {
        let tokens = Self.tokens(PercentDecoding.decoded(text))
        return numbers.isTold(byIdentifier: text) || words.contains { word in tokens.contains { word.is($0) } }
            || phrases.contains { Self.holds(tokens, $0) }
    }

    /// Whether `text` holds a number of more digits than help lines have that `phone` does not hold.
    package static func isOtherPhone(_ text: String, than phone: String?) -> Bool {
        let published = DigitRun.runs(in: Array((phone ?? "").unicodeScalars)).flatMap(\.readings)
        return DigitRun.runs(in: Array(text.unicodeScalars)).contains { run in
            run.digits.count > NumberSecrets.longestHelpLine
                && !published.contains { $0.hasSuffix(run.digits) || run.digits.hasSuffix($0) }
        }
    }

    /// More words than this without a number are a sentence.
    private static let longestStreet = 3

    /// Words that stand beside names in an address.
    private static let besideNames: WordClasses = [
        .streetType, .squareType, .municipalityType, .settlementType, .quarterType, .unitType, .article, .connector,
        .between, .relation, .preposition, .numberMark, .floor, .namedFloor, .postcodeMark, .country, .block,
        .foreignType, .centre,
    ]

    private static func tokens(_ text: String) -> [AddressToken] { AddressToken.read(text, forQuery: true) }

    /// The tokens between commas and brackets.
    private static func parts(of tokens: [AddressToken]) -> [ArraySlice<AddressToken>] {
        Dictionary(grouping: tokens, by: \.segment).sorted { $0.key < $1.key }.map { $0.value[...] }
    }

    /// Whether one may know a place by the word alone.
    private func tells(_ token: AddressToken) -> Bool {
        guard token.number == nil, !token.isOrdinal, token.classes.isDisjoint(with: Self.besideNames.union(.month)),
            token.folded.count >= 3
        else { return false }
        return SecretWord(token).stems.isDisjoint(with: published)
    }

    /// Whether the words of `phrase` stand in the text one after another, articles and the like between them aside.
    private static func holds(_ tokens: [AddressToken], _ phrase: [SecretWord]) -> Bool {
        let named = tokens.filter { $0.classes.isDisjoint(with: besideNames) }
        guard !phrase.isEmpty, named.count >= phrase.count else { return false }
        return (0...(named.count - phrase.count)).contains { start in
            zip(phrase, named[start...]).allSatisfy { $0.is($1) }
        }
    }

    /// Whether the token at `index` is the number of the door: any number of two digits and more that is no time, sum or
    /// part of another number, one of one digit where the words before it speak of a door.
    private func isDoor(_ tokens: [AddressToken], _ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        let token = tokens[index]
        guard let number = token.number, doors.contains(number.number) || number.last.map(doors.contains) == true else {
            return false
        }
        func scalar(_ place: Int) -> Unicode.Scalar? { scalars.indices.contains(place) ? scalars[place] : nil }
        let before = scalar(token.range.lowerBound - 1)
        let after = scalar(token.range.upperBound)
        let following = scalars[token.range.upperBound...].first { $0 != " " && $0 != "\u{A0}" }
        if before == ":" || after == ":" { return false }
        if [before, following].contains(where: { $0.map("€$£%".unicodeScalars.contains) ?? false }) { return false }
        for (mark, digit) in [(before, token.range.lowerBound - 2), (after, token.range.upperBound + 1)]
        where mark == "." || mark == "," {
            if scalar(digit)?.isDigit == true { return false }
        }
        if number.number >= 10 || !number.suffix.isEmpty || number.last != nil { return true }
        if before == "#" || before == "№" { return true }
        guard index > 0 else { return tokens.count == 1 }
        let previous = tokens[index - 1]
        return previous.classes.contains(.streetType) || addressWords.contains { $0.is(previous) }
            || previous.keys.contains(where: Self.doorWords.contains)
    }

    /// Words after which a number is that of a door.
    private static let doorWords = Set(
        tokens("στο στον στη στην at no nr nro num αρ αριθ αριθμος αριθμο νουμερο number").map { $0.keys[0] })

    /// Whether an address of any place begins with the token: a word for a street and, within four words, a number.
    private static func isAddress(_ tokens: [AddressToken], _ index: Int) -> Bool {
        let isStreet = !tokens[index].classes.isDisjoint(with: [.streetType, .squareType])
        let rest = tokens.dropFirst(index + 1).prefix(4)
        return isStreet && rest.contains { $0.number != nil } && rest.first?.number == nil
    }
}

/// A word of a place, ready to be compared.
private struct SecretWord: Sendable {
    /// Every way it may be read or be short for, without its ending.
    let stems: Set<[UInt8]>
    /// Its own reading.
    private let own: [UInt8]

    init(_ token: AddressToken) {
        own = WordStem.stem(token.keys[0])
        stems = Set((token.keys + token.expansions).map(WordStem.stem))
    }

    /// Whether `token` is this word, in another case or spelling, with a slip, or grown together with others («#kryfi7»).
    func `is`(_ token: AddressToken) -> Bool {
        let other = SecretWord(token)
        if !stems.isDisjoint(with: other.stems) { return true }
        guard token.number == nil, own.count >= 5 else { return false }
        return token.keys.prefix(8).contains { key in
            Self.holds(key, own)
                || (own.count >= 6 && EditDistance.distance(WordStem.stem(key), own, limit: 1) != nil)
        }
    }

    private static func holds(_ key: [UInt8], _ part: [UInt8]) -> Bool {
        guard key.count >= part.count else { return false }
        return (0...(key.count - part.count)).contains { key[$0..<($0 + part.count)].elementsEqual(part) }
    }
}

/// Texts as links write them.
enum PercentDecoding {
    /// `text` with `%CF%80` and the like as the letters they stand for; what is no such code stays. O(n).
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x25) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
