package import GeoIndex

/// The facts that reveal where a structure is that must not be located, to test whether a text contains any of them.
///
/// Words are compared as in the geocoder: accents, case, endings and different spellings of a sound do not matter,
/// Greeklish is read as Greek, and abbreviations as the words they can mean. A single distinctive word of a street is
/// enough, because people shorten street names. Words in the names of the municipality or the kind are not distinctive,
/// because these names are published.
///
/// In doubt a text counts as revealing. It is then left out and reported as an error, while a leak would remain
/// unnoticed.
package struct PlaceSecrets: Sendable {
    private var words: [SecretWord] = []
    /// All words of addresses. A number beside one of them is a house number.
    private var addressWords: [SecretWord] = []
    private var phrases: [[SecretWord]] = []
    private var doors: Set<Int> = []
    private var numbers = NumberSecrets()
    /// Stems of published words.
    private let published: Set<[UInt8]>

    /// Creates an empty set of secrets.
    ///
    /// - Parameter publishedNames: Names that are published: those of the municipality and of the kind.
    package init(publishedNames: some Sequence<String> = []) {
        published = Set(publishedNames.flatMap(Self.tokens).flatMap { SecretWord($0).stems })
    }

    /// Adds an address in one line, or a street with or without a number.
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
        // A sentence instead of an address: «not published, please phone».
        let isUnsaid =
            tokens.allSatisfy { $0.number == nil } && tokens.count { reveals($0) } > Self.longestStreet
            && tokens.contains { $0.keys.contains(where: Self.unsaidWords.contains) }
        for part in Self.parts(of: tokens) {
            let distinctive = part.filter { reveals($0) }.map { SecretWord($0) }
            let isNumberless = part.allSatisfy { $0.number == nil }
            // A part can be a sentence, or name a landmark: «next to the school».
            let isLong = isNumberless && distinctive.count > Self.longestStreet
            let isLandmark =
                isNumberless && distinctive.count > 1 && (part.first?.segment ?? 0) > 0
                && part.first?.classes.contains(.relation) == true
            let isSentence = isUnsaid || isLong || isLandmark
            addressWords += part.filter { $0.number == nil && $0.classes.isDisjoint(with: Self.besideNames) }
                .map { SecretWord($0) }
            if isSentence, distinctive.count > 1 {
                phrases.append(distinctive)
            } else if !distinctive.isEmpty, !isSentence {
                words += distinctive
            } else {
                let named = part.filter { $0.classes.isDisjoint(with: Self.besideNames) && $0.number == nil }
                // «25ης Μαρτίου» has no distinctive word, but it is a name.
                if named.contains(where: \.isOrdinal), named.count > 1 { phrases.append(named.map { SecretWord($0) }) }
            }
        }
    }

    /// Adds the name of the settlement or quarter. A name with no other words than the municipality's is ignored.
    package mutating func add(settlement: String) {
        let named = Self.tokens(settlement).filter { $0.classes.isDisjoint(with: Self.besideNames) }
        guard named.contains(where: { reveals($0) }) else { return }
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

    /// The same without house numbers.
    package var withoutDoors: PlaceSecrets {
        var other = self
        other.doors = []
        return other
    }

    /// Returns whether `text` contains any of the secrets, any position or link to a map, or a telephone number that is
    /// not in `phone`. O(words · secrets).
    package func isRevealed(by text: String, published phone: String?) -> Bool {
        let text = PercentDecoding.decoded(text)
        if numbers.isRevealed(by: text, published: phone) { return true }
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

    /// The secret house numbers.
    package var houseNumbers: Set<Int> { doors }

    /// Returns whether `text` contains the door: a distinctive word of the address with its number near by, alone or in
    /// a range.
    ///
    /// Use it for texts of other structures, which can be in the same street.
    package func isDoorTold(by text: String) -> Bool { isDoorTold(by: Words(text)) }

    /// Returns the same for words that were read before. O(numbers · secrets).
    package func isDoorTold(by text: Words) -> Bool {
        let tokens = text.tokens
        return tokens.indices.contains { index in
            guard let numbers = text.numbers(at: index), doors.contains(where: numbers.contains) else { return false }
            let around = tokens[..<index].suffix(3) + tokens[(index + 1)...].prefix(2)
            return around.contains { token in words.contains { $0.is(token) } }
        }
    }

    /// Whether `text` holds one of the positions to about a hundred metres.
    package func isPointRevealed(by text: Words) -> Bool { numbers.isPointRevealed(by: text.positions) }

    /// The words of a text, read once for comparison with many secrets.
    package struct Words {
        fileprivate let tokens: [AddressToken]
        /// Its numbers that may be a position.
        fileprivate let positions: PositionNumbers

        /// Reads a text. Without a digit the text cannot contain a door, so no words are read. O(n).
        package init(_ text: String) {
            let decoded = PercentDecoding.decoded(text)
            let hasDigit = decoded.unicodeScalars.contains { $0.properties.numericType != nil }
            tokens = hasDigit ? PlaceSecrets.tokens(decoded) : []
            positions = PositionNumbers(decoded)
        }

        /// All numbers that can be house numbers.
        package var numbers: Set<Int> { Set(tokens.indices.flatMap { numbers(at: $0).map(Array.init) ?? [] }) }

        /// Returns the numbers that the token at `index` means: one, or a short range.
        fileprivate func numbers(at index: Int) -> ClosedRange<Int>? {
            guard let number = tokens[index].number else { return nil }
            let last = number.last ?? number.number
            return number.number...(last - number.number <= 50 ? max(last, number.number) : number.number)
        }
    }

    /// Returns whether an identifier or code contains a word of the address, the settlement or a telephone number.
    /// Other digits do not count, because identifiers are full of them.
    package func isRevealed(byIdentifier text: String) -> Bool {
        let tokens = Self.tokens(PercentDecoding.decoded(text))
        return numbers.isRevealed(byIdentifier: text) || words.contains { word in tokens.contains { word.is($0) } }
            || phrases.contains { Self.holds(tokens, $0) }
    }

    /// Returns whether a text contains one of the telephone numbers.
    package func isRevealed(byPhone text: String) -> Bool { numbers.isRevealed(byIdentifier: text) }

    /// Returns whether `text` contains a number that is longer than a help line and not in `phone`.
    package static func isOtherPhone(_ text: String, than phone: String?) -> Bool {
        let published = DigitRun.runs(in: Array((phone ?? "").unicodeScalars)).flatMap(\.readings)
        return DigitRun.runs(in: Array(text.unicodeScalars)).contains { run in
            run.digits.count > NumberSecrets.longestHelpLine
                && !published.contains { $0.hasSuffix(run.digits) || run.digits.hasSuffix($0) }
        }
    }

    /// Maximum number of distinctive words of a street. More words without a number are a sentence.
    private static let longestStreet = 3

    /// Words of sentences that say that there is no address.
    private static let unsaidWords = keys(
        """
        δεν μη μην διευθυνση δημοσιευεται ανακοινωνεται γνωστοποιειται απορρητη απορρητο εμπιστευτικη μυστικη \
        τηλεφωνηστε καλεστε επικοινωνηστε not published confidential undisclosed disclosed secret hidden withheld \
        please phone call contact address
        """)

    /// Returns the keys of words separated by blanks.
    private static func keys(_ words: String) -> Set<[UInt8]> { Set(tokens(words).map { $0.keys[0] }) }

    /// Words that occur beside names in an address.
    private static let besideNames: WordClasses = [
        .streetType, .squareType, .municipalityType, .settlementType, .quarterType, .unitType, .article, .connector,
        .between, .relation, .preposition, .numberMark, .floor, .namedFloor, .postcodeMark, .country, .block,
        .foreignType, .centre,
    ]

    private static func tokens(_ text: String) -> [AddressToken] { AddressToken.read(text, forQuery: true) }

    /// Returns the tokens between commas and brackets.
    private static func parts(of tokens: [AddressToken]) -> [ArraySlice<AddressToken>] {
        Dictionary(grouping: tokens, by: \.segment).sorted { $0.key < $1.key }.map { $0.value[...] }
    }

    /// Returns whether the word alone reveals a place.
    private func reveals(_ token: AddressToken) -> Bool {
        guard token.number == nil, !token.isOrdinal, token.classes.isDisjoint(with: Self.besideNames.union(.month)),
            token.folded.count >= 3
        else { return false }
        return SecretWord(token).stems.isDisjoint(with: published)
    }

    /// Returns whether the text contains the words of `phrase` in sequence, ignoring articles and the like.
    private static func holds(_ tokens: [AddressToken], _ phrase: [SecretWord]) -> Bool {
        let named = tokens.filter { $0.classes.isDisjoint(with: besideNames) }
        guard !phrase.isEmpty, named.count >= phrase.count else { return false }
        return (0...(named.count - phrase.count)).contains { start in
            zip(phrase, named[start...]).allSatisfy { $0.is($1) }
        }
    }

    /// Returns whether the token at `index` is the house number.
    ///
    /// A number of two or more digits counts unless it is a time, an amount or part of another number. A single digit
    /// counts only when the word before it belongs to a door.
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
        if before == "#" || before == "№" { return true }
        if Self.isUnitSuffix(number.suffix) { return false }
        let previous = index > 0 ? tokens[index - 1] : nil
        if let previous,
            previous.classes.contains(.streetType) || addressWords.contains(where: { $0.is(previous) })
                || previous.keys.contains(where: Self.doorWords.contains)
        {
            return true
        }
        if Self.isMeasure(tokens, index) { return false }
        if number.number >= 10 || !number.suffix.isEmpty || number.last != nil { return true }
        return previous == nil && tokens.count == 1
    }

    /// Returns whether the number at `index` is a measure: hours, years, people or money by the unit after it, possibly
    /// after a second number («18 έως 65 ετών»), or a time after «ώρες».
    private static func isMeasure(_ tokens: [AddressToken], _ index: Int) -> Bool {
        func isUnit(_ token: AddressToken?) -> Bool {
            token.map { $0.keys.contains(where: units.contains) && $0.segment == tokens[index].segment } ?? false
        }
        func token(_ place: Int) -> AddressToken? { tokens.indices.contains(place) ? tokens[place] : nil }
        if isUnit(token(index + 1)) { return true }
        if token(index + 1)?.number != nil, isUnit(token(index + 2)) { return true }
        let joins = token(index + 1)?.keys.contains(where: toWords.contains) ?? false
        if joins, token(index + 2)?.number != nil, isUnit(token(index + 3)) { return true }
        return token(index - 1)?.keys.contains(where: hourWords.contains) ?? false
    }

    /// Returns whether letters joined to a number are a unit: «24ωρο».
    private static func isUnitSuffix(_ suffix: String) -> Bool {
        let folded = TextFolding.fold(suffix)
        return ["ωρ", "χρον", "ημερ", "μην"].contains { folded.hasPrefix($0) }
    }

    private static let units = keys(
        """
        ωρες ωρα ωρων ετων ετη χρονων χρονια ημερες μερες ημερων μηνες μηνων εβδομαδες εβδομαδων λεπτα λεπτων \
        ατομα ατομων θεσεις θεσεων κλινες κλινων ευρω euro euros hours hour days day weeks months years year minutes \
        people persons beds places
        """)
    private static let toWords = keys("εως ως μεχρι και to until and")
    private static let hourWords = keys("ωρες ωρα hours")

    /// Words before a house number.
    private static let doorWords = keys("στο στον στη στην at no nr nro num αρ αριθ αριθμος αριθμο νουμερο number")

    private static let fridays = Array("παρ".unicodeScalars)

    /// Returns whether an address of any place begins at the token: a word for a street with a number among the next
    /// four tokens, not directly after it.
    private static func isAddress(_ tokens: [AddressToken], _ index: Int) -> Bool {
        // Without a full stop «παρ» means Friday, not «πάροδος».
        let token = tokens[index]
        let isShort = token.hasDot && token.folded != fridays
        let classes = isShort ? token.classes : WordClasses.of(token.keys[0])
        let isStreet = !classes.isDisjoint(with: [.streetType, .squareType])
        let rest = tokens.dropFirst(index + 1).prefix(4)
        return isStreet && rest.contains { $0.number != nil } && rest.first?.number == nil
    }
}

/// A word of a place, prepared for comparison.
private struct SecretWord: Sendable {
    /// The stems of all words that it can be read as or abbreviate.
    let stems: Set<[UInt8]>
    /// The stem of its own reading.
    private let own: [UInt8]

    init(_ token: AddressToken) {
        own = WordStem.stem(token.keys[0])
        stems = Set((token.keys + token.expansions).map(WordStem.stem))
    }

    /// Returns whether `token` is this word in another form or spelling, with a typing mistake, or joined to other
    /// words («#kryfi7»).
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

/// Decodes the percent-encoding of links.
enum PercentDecoding {
    /// Returns `text` with sequences such as `%CF%80` decoded. Invalid sequences are unchanged. O(n).
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
