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
        let isUnsaid =
            tokens.allSatisfy { $0.number == nil } && tokens.count { tells($0) } > Self.longestStreet
            && tokens.contains { $0.keys.contains(where: Self.unsaidWords.contains) }
        for part in Self.parts(of: tokens) {
            let telling = part.filter { tells($0) }.map { SecretWord($0) }
            let isNumberless = part.allSatisfy { $0.number == nil }
            // A part may be a sentence, or name what the place is near: «next to the school».
            let isLong = isNumberless && telling.count > Self.longestStreet
            let isLandmark =
                isNumberless && telling.count > 1 && (part.first?.segment ?? 0) > 0
                && part.first?.classes.contains(.relation) == true
            let isSentence = isUnsaid || isLong || isLandmark
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

    /// The house numbers.
    package var houseNumbers: Set<Int> { doors }

    /// Whether `text` holds the door: a telling word of the address and, at most two words before or after it, its number,
    /// by itself or in a range. This is what texts of other structures must not hold, which may well stand in the same
    /// street.
    package func isDoorTold(by text: String) -> Bool { isDoorTold(by: Words(text)) }

    /// The same for words that have been read already. O(numbers · secrets).
    package func isDoorTold(by text: Words) -> Bool {
        let tokens = text.tokens
        return tokens.indices.contains { index in
            guard let numbers = text.numbers(at: index), doors.contains(where: numbers.contains) else { return false }
            let around = tokens[..<index].suffix(3) + tokens[(index + 1)...].prefix(2)
            return around.contains { token in words.contains { $0.is(token) } }
        }
    }

    /// Whether `text` holds one of the positions to about a hundred metres.
    package func isPointTold(by text: Words) -> Bool { numbers.isPointTold(by: text.positions) }

    /// The words of a text, read once to be compared with many secrets.
    package struct Words {
        fileprivate let tokens: [AddressToken]
        /// Its numbers that may be a position.
        fileprivate let positions: PositionNumbers

        /// Reads a text; one without a digit has no words, for it holds no door. O(n).
        package init(_ text: String) {
            let decoded = PercentDecoding.decoded(text)
            let hasDigit = decoded.unicodeScalars.contains { $0.properties.numericType != nil }
            tokens = hasDigit ? PlaceSecrets.tokens(decoded) : []
            positions = PositionNumbers(decoded)
        }

        /// All numbers that may be of a door.
        package var numbers: Set<Int> { Set(tokens.indices.flatMap { numbers(at: $0).map(Array.init) ?? [] }) }

        /// The numbers that the token at `index` stands for: one, or a short range.
        fileprivate func numbers(at index: Int) -> ClosedRange<Int>? {
            guard let number = tokens[index].number else { return nil }
            let last = number.last ?? number.number
            return number.number...(last - number.number <= 50 ? max(last, number.number) : number.number)
        }
    }

    /// Whether an identifier or a code holds a word of the address, the settlement or a telephone number. Digits alone tell
    /// nothing there: identifiers are full of them.
    package func isTold(byIdentifier text: String) -> Bool {
        let tokens = Self.tokens(PercentDecoding.decoded(text))
        return numbers.isTold(byIdentifier: text) || words.contains { word in tokens.contains { word.is($0) } }
            || phrases.contains { Self.holds(tokens, $0) }
    }

    /// Whether a text holds one of the telephone numbers.
    package func isTold(byPhone text: String) -> Bool { numbers.isTold(byIdentifier: text) }

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

    /// Words by which a sentence says that there is no address.
    private static let unsaidWords = keys(
        """
        δεν μη μην διευθυνση δημοσιευεται ανακοινωνεται γνωστοποιειται απορρητη απορρητο εμπιστευτικη μυστικη \
        τηλεφωνηστε καλεστε επικοινωνηστε not published confidential undisclosed disclosed secret hidden withheld \
        please phone call contact address
        """)

    /// The keys of words parted by blanks.
    private static func keys(_ words: String) -> Set<[UInt8]> { Set(tokens(words).map { $0.keys[0] }) }

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

    /// Whether the number at `index` counts hours, years, people or money: its unit follows, perhaps after a second number
    /// («18 έως 65 ετών»), or it is a time after «ώρες».
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

    /// Whether letters grown together with a number are a unit: «24ωρο».
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

    /// Words after which a number is that of a door.
    private static let doorWords = keys("στο στον στη στην at no nr nro num αρ αριθ αριθμος αριθμο νουμερο number")

    private static let fridays = Array("παρ".unicodeScalars)

    /// Whether an address of any place begins with the token: a word for a street and, within four words, a number.
    private static func isAddress(_ tokens: [AddressToken], _ index: Int) -> Bool {
        // Without a full stop «παρ» is Friday rather than short for «πάροδος».
        let token = tokens[index]
        let isShort = token.hasDot && token.folded != fridays
        let classes = isShort ? token.classes : WordClasses.of(token.keys[0])
        let isStreet = !classes.isDisjoint(with: [.streetType, .squareType])
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
