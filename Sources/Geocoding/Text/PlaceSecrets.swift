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
    package func isRevealed(by text: ExaminedText, published phone: String?) -> Bool {
        text.readings.contains { reading in
            if numbers.isRevealed(by: reading, published: phone) { return true }
            let tokens = reading.tokens
            if words.contains(where: { word in tokens.contains { word.is($0) } }) { return true }
            if phrases.contains(where: { Self.holds(tokens, $0) }) { return true }
            let numbers = DoorNumbers(reading)
            return tokens.indices.contains { index in
                numbers.isAddress(index) || numbers.isDoor(index, doors: doors, beside: addressWords)
            }
        }
    }

    /// The secret house numbers.
    package var houseNumbers: Set<Int> { doors }

    /// Returns whether `text` contains the door: a distinctive word of the address with its number near by, alone or in
    /// a range, or farther away where the number can be nothing but that of a door.
    ///
    /// Use it for texts of other structures, which can be in the same street. O(numbers · secrets).
    package func isDoorTold(by text: ExaminedText) -> Bool {
        text.readings.contains { reading in
            let given = reading.tokens.indices.filter { index in
                reading.numbers(at: index).map { doors.contains(where: $0.contains) } ?? false
            }
            guard !given.isEmpty else { return false }
            let streets = reading.tokens.indices.filter { index in words.contains { $0.is(reading.tokens[index]) } }
            guard !streets.isEmpty else { return false }
            let numbers = DoorNumbers(reading)
            return given.contains { numbers.isOfStreet($0, streets) }
        }
    }

    /// Whether `text` holds one of the positions to about a hundred metres, in degrees or as a code.
    package func isPointRevealed(by text: ExaminedText) -> Bool {
        text.readings.contains { numbers.isPointRevealed(by: $0.positions) }
    }

    /// Returns whether an identifier or code contains a word of the address, the settlement or a telephone number.
    /// Other digits do not count, because identifiers are full of them.
    package func isRevealed(byIdentifier text: ExaminedText) -> Bool {
        isRevealed(byPhone: text)
            || text.readings.contains { reading in
                words.contains { word in reading.tokens.contains { word.is($0) } }
                    || phrases.contains { Self.holds(reading.tokens, $0) }
            }
    }

    /// Returns whether a text contains one of the telephone numbers.
    package func isRevealed(byPhone text: ExaminedText) -> Bool {
        text.readings.contains { numbers.isRevealed(byIdentifier: $0) }
    }

    /// Returns whether `text` contains a number that is longer than a help line and not in `phone`.
    package static func isOtherPhone(_ text: ExaminedText, than phone: String?) -> Bool {
        let published = DigitRun.runs(in: Array((phone ?? "").unicodeScalars)).flatMap(\.readings)
        return text.readings.contains { reading in
            reading.runs.contains { run in
                run.digits.count > NumberSecrets.longestHelpLine
                    && !published.contains { $0.hasSuffix(run.digits) || run.digits.hasSuffix($0) }
            }
        }
    }

    /// The positions that were added.
    package var coordinates: [Coordinate] { numbers.coordinates }

    /// Maximum number of distinctive words of a street. More words without a number are a sentence.
    private static let longestStreet = 3

    /// Words of sentences that say that there is no address.
    private static let unsaidWords = SecretWord.keys(
        """
        δεν μη μην διευθυνση δημοσιευεται ανακοινωνεται γνωστοποιειται απορρητη απορρητο εμπιστευτικη μυστικη \
        τηλεφωνηστε καλεστε επικοινωνηστε not published confidential undisclosed disclosed secret hidden withheld \
        please phone call contact address
        """)

    /// Words that occur beside names in an address.
    private static let besideNames: WordClasses = [
        .streetType, .squareType, .municipalityType, .settlementType, .quarterType, .unitType, .article, .connector,
        .between, .relation, .preposition, .numberMark, .floor, .namedFloor, .postcodeMark, .country, .block,
        .foreignType, .centre,
    ]

    private static func tokens(_ text: String) -> [AddressToken] {
        AddressToken.read(TextDecoding.decoded(text), forQuery: true)
    }

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
}
