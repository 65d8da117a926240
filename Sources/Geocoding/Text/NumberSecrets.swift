internal import GeoIndex

/// Numbers that reveal the location of a structure: telephones, postal codes, positions in any notation, links to maps.
struct NumberSecrets: Sendable {
    /// Postal codes without blanks.
    var codes: Set<String> = []
    /// Positions, WGS 84.
    var coordinates: [Coordinate] = []
    /// Digits of unpublished telephone numbers.
    private var phones: Set<String> = []

    /// Adds the telephone numbers in a text.
    mutating func add(phone: String) {
        for run in DigitRun.runs(in: Array(phone.unicodeScalars)) where run.digits.count > Self.longestHelpLine {
            phones.formUnion(run.readings)
        }
    }

    /// Returns whether `text` contains one of the numbers, any other position, or a telephone number that is not in
    /// `phone`. O(n).
    func isRevealed(by text: ExaminedText.Reading, published phone: String?) -> Bool {
        let scalars = text.scalars
        if Self.linksToMap(text.text) || text.positions.hasCode || holdsPosition(scalars) { return true }
        if isPointRevealed(by: text.positions) { return true }
        let published = DigitRun.runs(in: Array((phone ?? "").unicodeScalars)).flatMap(\.readings)
        let links = Self.links(in: scalars)
        return text.runs.contains { run in
            // The secret numbers themselves count in any context.
            let bare = DigitRun.without(published, run.digits)
            if phones.contains(where: { $0.count >= Self.shortestPhone && bare.contains($0) }) { return true }
            if run.isSum(in: scalars) { return false }
            let digits = DigitRun.without(published, run.digitsWithoutDates)
            // Links contain many numbers of articles and pages, so only a number as long as a whole telephone number
            // counts.
            let isLink = links.contains { $0.overlaps(run.range) }
            let isPhone =
                isLink
                ? run.betweenSlashes.contains {
                    DigitRun.without(published, $0.digitsWithoutDates).count >= Self.wholePhone
                } : digits.count >= Self.shortestPhone
            if isPhone { return true }
            if codes.contains(where: { !$0.isEmpty && digits.contains($0) }) { return true }
            return phones.contains { phone in
                digits.contains(phone) || (digits.count >= Self.shortestLocalNumber && phone.hasSuffix(digits))
            }
        }
    }

    /// Returns whether an identifier contains one of the telephone numbers. Its other digits do not matter.
    func isRevealed(byIdentifier text: ExaminedText.Reading) -> Bool {
        return text.runs.contains { run in
            phones.contains { $0.count >= Self.shortestPhone && run.digits.contains($0) }
        }
    }

    /// Minimum number of digits in a row that count as a telephone number.
    static let shortestPhone = 8
    /// Minimum number of digits of a telephone number within a link.
    private static let wholePhone = 10
    /// Maximum number of digits of help lines, which are public.
    static let longestHelpLine = 5
    /// Minimum number of last digits of a telephone number that reveal it, because people may dial only these within a
    /// town.
    private static let shortestLocalNumber = 5

    private static let mapLinks = [
        "geo:", "maps.", "/maps", "goo.gl", "openstreetmap", "osm.org", "waze", "what3words", "w3w.co", "///",
        "plus.codes", "mapy.c", "wikimapia",
    ]

    /// Returns the ranges of links.
    private static func links(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var links: [Range<Int>] = []
        var start = 0
        for place in 0...scalars.count {
            guard place == scalars.count || scalars[place].properties.isWhitespace else { continue }
            let word = scalars[start..<place]
            var text = String.UnicodeScalarView()
            text.append(contentsOf: word.prefix(200))
            let small = String(text).lowercased()
            let host = small.prefix { $0 != "/" }
            let hasHost =
                host.count < small.count && host.contains(".")
                && host.split(separator: ".").last.map { $0.count >= 2 && $0.allSatisfy(\.isLetter) } == true
            if small.contains("://") || small.contains("www.") || hasHost { links.append(start..<place) }
            start = place + 1
        }
        return links
    }

    private static func linksToMap(_ text: String) -> Bool {
        let small = text.lowercased()
        return mapLinks.contains { small.contains($0) }
    }

    /// Whether a text holds one of the positions to about a hundred metres: what texts of other structures must not hold.
    func isPointRevealed(by text: PositionNumbers) -> Bool {
        coordinates.contains { text.isNear($0) }
    }

    /// Returns whether the text contains degrees near a secret position, two numbers that look like a position, degrees
    /// with minutes, or grid coordinates in metres.
    private func holdsPosition(_ scalars: [Unicode.Scalar]) -> Bool {
        let numbers = PlainNumber.numbers(in: scalars)
        for (index, number) in numbers.enumerated() {
            let next = index + 1 < numbers.count ? numbers[index + 1] : nil
            let between = next.map { scalars[number.end..<$0.start] } ?? []
            let isNextTo = between.count <= Self.farthest && !between.contains(":")
            if number.decimals >= 2, coordinates.contains(where: { Self.isNear(number.value, $0) }) { return true }
            if let next, isNextTo {
                if number.decimals >= 4, next.decimals >= 4 { return true }
                if number.decimals == 0, next.decimals == 0, (6...7).contains(number.digits),
                    (6...7).contains(next.digits)
                {
                    return true
                }
                if coordinates.contains(where: { Self.isDegrees(number, next, of: $0) }) { return true }
            }
            let rest = scalars[number.end...].drop { $0 == " " || $0 == "\u{A0}" }
            if let mark = rest.first, "°º˚".unicodeScalars.contains(mark) {
                let after = rest.dropFirst().first { $0 != " " && $0 != "\u{A0}" }
                if after?.isDigit == true { return true }
            }
        }
        return false
    }

    /// Greatest number of characters between two numbers of a pair.
    private static let farthest = 12
    /// Distance in degrees within which a number reveals more of a position than its municipality does.
    private static let nearDegrees = 0.02

    private static func isNear(_ value: Double, _ position: Coordinate) -> Bool {
        [position.latitude, position.longitude].contains { abs(abs(value) - abs($0)) <= nearDegrees }
    }

    /// Returns whether two whole numbers are the degrees and minutes of a position («39 38 11»).
    private static func isDegrees(_ degrees: PlainNumber, _ minutes: PlainNumber, of position: Coordinate) -> Bool {
        guard degrees.decimals == 0, minutes.value < 60, minutes.digits == 2, degrees.digits >= 2 else { return false }
        let value = degrees.value + minutes.value / 60
        return [position.latitude, position.longitude].contains { abs(abs($0) - value) <= 1.0 / 60 }
    }
}

/// Digits in a row, with blanks, hyphens, slashes, full stops and brackets between them.
struct DigitRun {
    /// The digits between two separators.
    private let parts: [String]
    /// The separators between the parts.
    private let joints: [String]
    private let isInternational: Bool
    /// Its range in the scalars of the text.
    let range: Range<Int>

    /// All digits.
    var digits: String { parts.joined() }

    /// The digits with and without the country code, if there is one.
    var readings: [String] {
        guard isInternational || digits.hasPrefix("00") else { return [digits] }
        return (0...5).map { String(digits.dropFirst($0)) }.filter { $0.count >= 7 || $0 == digits }
    }

    /// Returns `digits` without the numbers of `published`.
    static func without(_ published: [String], _ digits: String) -> String {
        published.filter { $0.count >= 3 }.reduce(digits) { $0.replacing($1, with: "") }
    }

    /// Returns whether it is an amount of money in groups of three digits: «12.000.000 €».
    func isSum(in scalars: [Unicode.Scalar]) -> Bool {
        guard parts.count >= 2, (1...3).contains(parts[0].count), parts.dropFirst().allSatisfy({ $0.count == 3 }),
            joints.allSatisfy({ [".", " ", "\u{A0}", "\u{202F}"].contains($0) })
        else { return false }
        var rest = scalars[range.upperBound...]
        if rest.first == "," { rest = rest.dropFirst().drop(while: \.isDigit) }
        let before = scalars[..<range.lowerBound].last { $0 != " " && $0 != "\u{A0}" }
        var after = String.UnicodeScalarView()
        after.append(contentsOf: rest.drop { $0 == " " || $0 == "\u{A0}" }.prefix(5))
        let word = TextFolding.fold(String(after))
        return before == "€" || after.first == "€" || ["ευρω", "eur"].contains { word.hasPrefix($0) }
    }

    /// The parts between the slashes of a link.
    var betweenSlashes: [DigitRun] {
        var found: [DigitRun] = []
        var start = 0
        for end in 1...parts.count where end == parts.count || joints[end - 1].contains("/") {
            found.append(
                DigitRun(
                    parts: Array(parts[start..<end]), joints: Array(joints[start..<(end - 1)]),
                    isInternational: isInternational, range: range))
            start = end
        }
        return found
    }

    /// The digits without dates, spans of years, and numbers of laws and gazettes («3500/2006»).
    var digitsWithoutDates: String {
        func isYear(_ place: Int) -> Bool {
            parts[place].count == 4 && (parts[place].hasPrefix("19") || parts[place].hasPrefix("20"))
        }
        func isShort(_ place: Int) -> Bool { parts[place].count <= 2 }
        func isDate(at place: Int) -> Bool {
            guard place + 2 < parts.count, joints[place] == joints[place + 1], "-./".contains(joints[place]),
                isShort(place + 1)
            else { return false }
            return isYear(place) && isShort(place + 2) || isShort(place) && isYear(place + 2)
        }
        var digits = ""
        var place = 0
        while place < parts.count {
            let hasNext = place + 1 < parts.count
            if isDate(at: place) {
                place += 3
            } else if hasNext, isYear(place + 1),
                joints[place] == "/" && parts[place].count <= 5 || isYear(place) && parts.count == 2
            {
                place += 2
            } else {
                digits += parts[place]
                place += 1
            }
        }
        return digits
    }

    static func runs(in scalars: [Unicode.Scalar]) -> [DigitRun] {
        var runs: [DigitRun] = []
        var parts: [String] = []
        var joints: [String] = []
        var joint = ""
        var isOpen = false
        var isInternational = false
        var range = 0..<0
        func end() {
            if !parts.isEmpty {
                runs.append(DigitRun(parts: parts, joints: joints, isInternational: isInternational, range: range))
            }
            (parts, joints, joint, isOpen, isInternational) = ([], [], "", false, false)
        }
        for (place, scalar) in scalars.enumerated() {
            if let digit = digit(scalar) {
                range = (parts.isEmpty ? place : range.lowerBound)..<(place + 1)
                if isOpen {
                    parts[parts.count - 1] += digit
                } else {
                    if !parts.isEmpty { joints.append(joint) }
                    parts.append(digit)
                }
                (isOpen, joint) = (true, "")
            } else if scalar == "+" {
                end()
                isInternational = true
            } else if isSeparator(scalar) {
                isOpen = false
                joint.unicodeScalars.append(scalar)
            } else if scalar.properties.generalCategory != .format {
                end()
            }
        }
        end()
        return runs
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .dashPunctuation: true
        default: "./()[]_·\u{2212}\t\n".unicodeScalars.contains(scalar)
        }
    }

    /// Returns the decimal digit that a scalar of any alphabet stands for, or nil.
    static func digit(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isDigit { return String(Character(scalar)) }
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
        return String(Int(value))
    }
}
