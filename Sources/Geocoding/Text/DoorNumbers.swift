/// Tells house numbers in a text from its other numbers: hours, ages, amounts, telephones, numbers of other streets.
struct DoorNumbers {
    private let reading: ExaminedText.Reading
    private var tokens: [AddressToken] { reading.tokens }
    private var scalars: [Unicode.Scalar] { reading.scalars }
    /// Where telephone numbers stand.
    private let phones: [Range<Int>]

    init(_ reading: ExaminedText.Reading) {
        self.reading = reading
        phones = reading.runs.filter { $0.digits.count >= NumberSecrets.shortestPhone }.map(
            \.range)
    }

    // MARK: - Texts of the structure itself

    /// Returns whether the token at `index` is one of `doors`, in a text of the structure itself.
    ///
    /// A number of two or more digits counts unless it is a time, an amount or part of another number. A single digit,
    /// or a number in words, counts only when the word before it belongs to a door.
    func isDoor(_ index: Int, doors: Set<Int>, beside streets: [SecretWord]) -> Bool {
        let token = tokens[index]
        guard let number = token.number, doors.contains(number.number) || number.last.map(doors.contains) == true,
            !isPartOfAnother(index)
        else { return false }
        if before(index) == "#" { return true }
        if Self.isUnitSuffix(number.suffix) { return false }
        let previous = index > 0 ? tokens[index - 1] : nil
        if let previous,
            previous.classes.contains(.streetType) || streets.contains(where: { $0.is(previous) })
                || previous.keys.contains(where: Self.doorWords.contains)
        {
            return !(reading.isSpelled(index) && isCount(index))
        }
        if isMeasure(index) { return false }
        if reading.isSpelled(index) { return previous == nil && tokens.count == 1 }
        if number.number >= 10 || !number.suffix.isEmpty || number.last != nil { return true }
        return previous == nil && tokens.count == 1
    }

    /// Returns whether an address of any place begins at the token: a word for a street with a number among the next
    /// four tokens, not directly after it.
    func isAddress(_ index: Int) -> Bool {
        // Without a full stop «παρ» means Friday, not «πάροδος».
        let token = tokens[index]
        let isShort = token.hasDot && token.folded != Self.fridays
        let classes = isShort ? token.classes : WordClasses.of(token.keys[0])
        let isStreet = !classes.isDisjoint(with: [.streetType, .squareType])
        let rest = tokens.indices.dropFirst(index + 1).prefix(4)
        return isStreet && rest.contains { tokens[$0].number != nil && !(reading.isSpelled($0) && isCount($0)) }
            && rest.first.map { tokens[$0].number == nil } == true
    }

    // MARK: - Texts of others

    /// Returns whether the number at `index` is that of a door of the street whose words stand at `streets`.
    ///
    /// Beside the street any number counts; one in words must not count things. Farther away it counts after a word
    /// such as «αριθμός» anywhere in the text, and alone («στο 47», «…, 47») within ``farthest`` words; unless it
    /// belongs to something else, such as the next street.
    func isOfStreet(_ index: Int, _ streets: [Int]) -> Bool {
        if isBeside(index, streets) {
            let isOther = isOfLaw(index) || isAmount(index) || isTime(index)
            return !isOther && !(reading.isSpelled(index) && isCount(index, streets))
        }
        guard !isPartOfAnother(index), !isMeasure(index), !isOfAnotherStreet(index, streets) else { return false }
        if before(index) == "#" { return true }
        let previous = index > 0 ? tokens[index - 1] : nil
        if let previous,
            !previous.classes.isDisjoint(with: [.numberMark]) || Self.isHouse(previous)
        {
            return true
        }
        guard let number = tokens[index].number, number.last == nil, !Self.years.contains(number.number),
            streets.contains(where: { abs($0 - index) <= Self.farthest })
        else { return false }
        // A short word with a full stop is an abbreviation: «εσωτ. 47».
        let isAfterWord = previous.map {
            $0.segment == tokens[index].segment && !($0.hasDot && $0.folded.count > 5) && !isAfterDash(index)
        }
        let beginsPart = isAfterWord != true
        let isAfterVerb = previous?.keys.contains(where: Self.placeWords.contains) ?? false
        return (beginsPart || isAfterVerb) && endsPart(index)
    }

    /// Whether a word of the street is one of the three before the number or of the two after it; behind a comma, only
    /// the next: «Γραμμή 47, στάση Ασφοδελών».
    private func isBeside(_ index: Int, _ streets: [Int]) -> Bool {
        streets.contains { street in
            if (index - 3..<index).contains(street) { return true }
            let isNear = street == index + 2 && tokens[street].segment == tokens[index].segment
            return street == index + 1 || isNear
        }
    }

    /// Whether the number is that of a law or a decision: «47/2020».
    private func isOfLaw(_ index: Int) -> Bool {
        let after = scalars[tokens[index].range.upperBound...]
        return after.first == "/" && after.dropFirst().prefix(while: \.isDigit).count >= 3
    }

    /// Whether the number, or a larger one that it begins, is an amount of money, a share or a length: «47.000 ευρώ».
    private func isAmount(_ index: Int) -> Bool {
        var rest = scalars[tokens[index].range.upperBound...]
        while let mark = rest.first, mark == "." || mark == ",", rest.dropFirst().first?.isDigit == true {
            rest = rest.dropFirst().drop(while: \.isDigit)
        }
        rest = rest.drop { $0 == " " || $0 == "\u{A0}" }
        if let sign = rest.first, "€$£%".unicodeScalars.contains(sign) { return true }
        let next = tokens[index...].first { $0.range.lowerBound == rest.startIndex }
        return next?.keys.contains(where: Self.amountUnits.contains) ?? false
    }

    private func isTime(_ index: Int) -> Bool {
        let range = tokens[index].range
        return scalar(range.upperBound) == ":" && scalar(range.upperBound + 1)?.isDigit == true
            || before(index) == ":" && scalar(range.lowerBound - 2)?.isDigit == true
    }

    /// The greatest number of words between a street and a number that stands alone.
    private static let farthest = 15
    private static let years = 1900...2100

    /// Whether the number belongs to the words before it, which name another street: «Κρίνων αρ. 47», «οδός Κρίνων,
    /// αριθμός 47».
    private func isOfAnotherStreet(_ index: Int, _ streets: [Int]) -> Bool {
        var place = index - 1
        while place >= 0, tokens[place].segment == tokens[index].segment, isOfDoor(tokens[place]) { place -= 1 }
        if place >= 0, tokens[place].segment == tokens[index].segment, !streets.contains(place), isName(tokens[place]) {
            // The first word of a sentence has a capital too: «Βρίσκεται στο 47».
            let isFirst = place == 0 || tokens[place - 1].hasDot
            if !isFirst || tokens[place + 1].classes.contains(.numberMark) { return true }
        }
        // The last word for a street before the number, when the name beside it is not this street's.
        let around = max(0, index - 6)..<index
        guard let type = around.last(where: { streetName(at: $0) != nil }), let name = streetName(at: type) else {
            return false
        }
        let isThisStreet = name > type ? streets.contains { $0 == name || $0 == name + 1 } : streets.contains(name)
        let isLandmark = (max(0, type - 2)..<type).contains { tokens[$0].classes.contains(.relation) }
        return !isThisStreet && !isLandmark
    }

    /// Where the name stands beside a word that means a street: «οδός Κρίνων», `Lily Street`. Nil for other words.
    private func streetName(at place: Int) -> Int? {
        let token = tokens[place]
        guard token.number == nil else { return nil }
        if !token.classes.isDisjoint(with: [.streetType, .squareType]) {
            return place + 1 < tokens.count && isName(tokens[place + 1]) ? place + 1 : nil
        }
        let isForeign = token.classes.contains(.foreignType) && isName(token) && place > 0
        return isForeign && isName(tokens[place - 1]) ? place - 1 : nil
    }

    private func isOfDoor(_ token: AddressToken) -> Bool {
        !token.classes.isDisjoint(with: [.numberMark, .article, .preposition])
            || Self.isHouse(token)
    }

    /// Whether a word is written like a name: a capital, then small letters.
    private func isName(_ token: AddressToken) -> Bool {
        guard token.number == nil, token.range.count > 1 else { return false }
        let letters = scalars[token.range]
        return letters.first?.properties.isUppercase == true
            && letters.dropFirst().contains { $0.properties.isLowercase }
    }

    /// Whether a dash between blanks stands before the number.
    private func isAfterDash(_ index: Int) -> Bool {
        let before = scalars[..<tokens[index].range.lowerBound].suffix(2)
        return before.count == 2 && before.last == " " && before.first.map("–—-·".unicodeScalars.contains) == true
    }

    /// Whether nothing that the number could count follows it.
    private func endsPart(_ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        let next = tokens[index + 1]
        if next.segment != tokens[index].segment || tokens[index].hasDot { return true }
        let small: WordClasses = [
            .preposition, .connector, .relation, .between, .streetType, .squareType, .floor, .namedFloor,
        ]
        let isSmall = !next.classes.isDisjoint(with: small) && !next.classes.contains(.article)
        return next.number == nil && (isSmall || next.keys.contains(where: Self.placeWords.contains))
    }

    /// Whether a number in words counts something: a unit follows, or, after a number below ten, any word in small
    /// letters; or whether it is the beginning of another name: «Τριών Ιεραρχών».
    private func isCount(_ index: Int, _ streets: [Int] = []) -> Bool {
        if isMeasure(index) { return true }
        let next = index + 1
        if next < tokens.count, tokens[next].segment == tokens[index].segment, isName(tokens[next]),
            !streets.contains(next), !streets.contains(index - 1)
        {
            return true
        }
        guard let number = tokens[index].number?.number, number < 10 else { return false }
        return !endsPart(index) && !isName(tokens[index + 1])
    }

    // MARK: - Other numbers

    private func scalar(_ place: Int) -> Unicode.Scalar? { scalars.indices.contains(place) ? scalars[place] : nil }

    /// The character directly before a token.
    private func before(_ index: Int) -> Unicode.Scalar? { scalar(tokens[index].range.lowerBound - 1) }

    /// Whether the number is part of a time, an amount, a fraction, a date or a telephone number.
    private func isPartOfAnother(_ index: Int) -> Bool {
        let range = tokens[index].range
        if phones.contains(where: { $0.overlaps(range) }) { return true }
        let (before, after) = (before(index), scalar(range.upperBound))
        let following = scalars[range.upperBound...].first { $0 != " " && $0 != "\u{A0}" }
        if isTime(index) { return true }
        if [before, following].contains(where: { $0.map("€$£%".unicodeScalars.contains) ?? false }) { return true }
        func isMark(_ mark: Unicode.Scalar?) -> Bool { mark == "." || mark == "," || mark == "/" }
        return isMark(before) && scalar(range.lowerBound - 2)?.isDigit == true
            || isMark(after) && scalar(range.upperBound + 1)?.isDigit == true
    }

    /// Returns whether the number at `index` is a measure: hours, years, people or money by the unit after it, possibly
    /// after a second number («18 έως 65 ετών»), or a time after «ώρες».
    private func isMeasure(_ index: Int) -> Bool {
        func isUnit(_ token: AddressToken?) -> Bool {
            token.map { $0.keys.contains(where: Self.units.contains) && $0.segment == tokens[index].segment } ?? false
        }
        func token(_ place: Int) -> AddressToken? { tokens.indices.contains(place) ? tokens[place] : nil }
        if isUnit(token(index + 1)) { return true }
        if token(index + 1)?.number != nil, isUnit(token(index + 2)) { return true }
        let joins = token(index + 1)?.keys.contains(where: Self.toWords.contains) ?? false
        if joins, token(index + 2)?.number != nil, isUnit(token(index + 3)) { return true }
        return token(index - 1)?.keys.contains(where: Self.hourWords.contains) ?? false
    }

    /// Returns whether letters joined to a number are a unit: «24ωρο».
    private static func isUnitSuffix(_ suffix: String) -> Bool {
        let folded = TextFolding.fold(suffix)
        return ["ωρ", "χρον", "ημερ", "μην"].contains { folded.hasPrefix($0) }
    }

    private static let units = SecretWord.keys(
        """
        ωρες ωρα ωρων ετων ετη χρονων χρονια ημερες μερες ημερων μηνες μηνων εβδομαδες εβδομαδων λεπτα λεπτων \
        ατομα ατομων θεσεις θεσεων κλινες κλινων ευρω φορες φορα μελη μελων μετρα μετρων χιλιομετρα \
        euro euros hours hour days day weeks months years year minutes people persons beds places times metres meters
        """)
    private static let amountUnits = SecretWord.keys("ευρω euro euros μετρα μετρων χιλιομετρα χλμ metres meters km")
    private static let toWords = SecretWord.keys("εως ως μεχρι και to until and")
    private static let hourWords = SecretWord.keys("ωρες ωρα hours")

    /// Words before a house number.
    private static let doorWords = SecretWord.keys(
        "στο στον στη στην at no nr nro num αρ αριθ αριθμος αριθμο νουμερο number")
    /// The stems of words for a door or its number, which make a door of the number after them.
    private static let houseStems = Set(
        SecretWord.keys("αριθμος νουμερο σπιτι πορτα κτιριο εισοδος πολυκατοικια number house door building")
            .map(WordStem.stem))

    private static func isHouse(_ token: AddressToken) -> Bool {
        token.keys.contains { houseStems.contains(WordStem.stem($0)) }
    }

    /// Words between a place and its number alone.
    private static let placeWords = SecretWord.keys("στο στον στη στην βρισκεται ειναι at is")

    private static let fridays = Array("παρ".unicodeScalars)
}
