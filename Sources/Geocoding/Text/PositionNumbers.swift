internal import GeoIndex

/// The numbers of a text that may be a position: decimal degrees, degrees with minutes, whole numbers that hold either,
/// codes, and metres on a grid.
struct PositionNumbers: Sendable {
    /// Numbers that may be degrees, without their signs.
    private var degrees: [Double] = []
    private let codes: [PlusCode]
    /// The positions of geohashes.
    private let points: [Coordinate]
    /// Pairs that may be metres on a grid.
    let metres: [MetrePair]

    /// Reads a text. O(n).
    init(_ scalars: [Unicode.Scalar]) {
        codes = PlusCode.codes(in: scalars)
        points = Geohash.positions(in: scalars)
        metres = MetrePair.pairs(in: scalars)
        let numbers = PlainNumber.numbers(in: scalars)
        for (index, number) in numbers.enumerated() {
            if number.decimals >= 3 { degrees.append(number.value) }
            addPacked(number)
            guard number.decimals == 0, number.value <= 180 else { continue }
            // Degrees with minutes, and perhaps with seconds.
            guard let minutes = numbers[(index + 1)...].first, minutes.value < 60 else { continue }
            let value = number.value + minutes.value / 60
            if minutes.decimals >= 2 { degrees.append(value) }
            guard minutes.decimals == 0, let seconds = numbers[(index + 2)...].first, seconds.value < 60 else {
                continue
            }
            degrees.append(value + seconds.value / 3600)
        }
    }

    /// Adds degrees that are packed into one number: 3938.191 and 393811 are degrees with minutes (and seconds),
    /// 39636520 is 39.636520 without its point.
    private mutating func addPacked(_ number: PlainNumber) {
        let whole = number.value.rounded(.down)
        if number.decimals >= 2, (3...5).contains(number.digits) {
            addPacked(whole: (whole / 100).rounded(.down), minutes: number.value - (whole / 100).rounded(.down) * 100)
        }
        if (5...7).contains(number.digits) {
            let hours = (whole / 10_000).rounded(.down)
            let minutes = (whole / 100).rounded(.down) - hours * 100
            let seconds = number.value - (whole / 100).rounded(.down) * 100
            if minutes < 60, seconds < 60 { addPacked(whole: hours, minutes: minutes + seconds / 60) }
        }
        if number.decimals == 0, (5...10).contains(number.digits) {
            degrees += [1e4, 1e5, 1e6, 1e7].map { whole / $0 }.filter { $0 <= 180 }
        }
    }

    private mutating func addPacked(whole: Double, minutes: Double) {
        if whole <= 180, minutes < 60 { degrees.append(whole + minutes / 60) }
    }

    /// Whether nothing in the text can be a position.
    var isEmpty: Bool { degrees.isEmpty && codes.isEmpty && points.isEmpty && metres.isEmpty }

    /// Whether the text holds a code of any position.
    var hasCode: Bool { !codes.isEmpty || metres.contains(where: \.isWithinSquare) }

    /// Whether both degrees of `position`, or a code of it, are among them to about a hundred metres.
    func isNear(_ position: Coordinate) -> Bool {
        if codes.contains(where: { $0.isNear(position) }) { return true }
        if points.contains(where: {
            Self.isNear($0.longitude, position.longitude) && Self.isNear($0.latitude, position.latitude)
        }) {
            return true
        }
        return [position.latitude, position.longitude].allSatisfy { value in
            degrees.contains { Self.isNear($0, abs(value)) }
        }
    }

    private static func isNear(_ first: Double, _ second: Double) -> Bool { abs(first - second) <= near }

    /// Degrees that are some hundred metres.
    static let near = 0.001
}

/// An Open Location Code such as `8GC2+9V`: four to eight of its digits, a plus, two or three more.
struct PlusCode: Sendable {
    /// Where the cell of the code begins, in degrees from the whole degree to the south and to the west.
    private let north, east: Double

    /// Capitals and small letters count alike.
    private static let values: [Unicode.Scalar: Int] = {
        let digits = Array("23456789CFGHJMPQRVWX".unicodeScalars)
        let pairs = digits.enumerated().flatMap {
            [($1, $0), ($1.properties.lowercaseMapping.unicodeScalars.first ?? $1, $0)]
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }()

    /// The codes in a text. O(n).
    static func codes(in scalars: [Unicode.Scalar]) -> [PlusCode] {
        func isEdge(_ place: Int) -> Bool { !scalars.indices.contains(place) || !scalars[place].isWordPart }
        return scalars.indices.compactMap { place in
            guard scalars[place] == "+" else { return nil }
            let before = scalars[..<place].reversed().prefix { values[$0] != nil }.count
            let after = scalars[(place + 1)...].prefix { values[$0] != nil }
            guard [4, 6, 8].contains(before), (2...3).contains(after.count), isEdge(place - before - 1),
                isEdge(place + 1 + after.count), !after.allSatisfy(\.isDigit)
            else { return nil }
            return PlusCode((scalars[(place - 4)..<place] + after.prefix(2)).compactMap { values[$0] })
        }
    }

    /// Reads the last six digits, which stand for twentieths of degrees, of these and of these again, north before east.
    private init(_ values: [Int]) {
        func degrees(_ first: Int) -> Double {
            let steps = (values[first] * 20 + values[first + 2]) * 20 + values[first + 4]
            return Double(steps) / 8000
        }
        (north, east) = (degrees(0), degrees(1))
    }

    /// Whether `position` is at most some hundred metres from the cell, in whatever degree that lies.
    func isNear(_ position: Coordinate) -> Bool {
        [(north, position.latitude), (east, position.longitude)].allSatisfy { part, value in
            let distance = abs(value - value.rounded(.down) - part)
            return min(distance, 1 - distance) <= PositionNumbers.near
        }
    }
}

/// A number with its decimals, a point or a comma before them.
struct PlainNumber {
    var value: Double
    /// Digits before and after the decimal mark.
    var digits, decimals: Int
    /// Where it stands among the scalars.
    var start, end: Int

    static func numbers(in scalars: [Unicode.Scalar]) -> [PlainNumber] {
        var found: [PlainNumber] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let whole = digits(scalars, &index)
            guard !whole.isEmpty else {
                index += 1
                continue
            }
            var fraction = ""
            if index + 1 < scalars.count, ".,·".unicodeScalars.contains(scalars[index]) {
                var end = index + 1
                fraction = digits(scalars, &end)
                if !fraction.isEmpty { index = end }
            }
            found.append(
                PlainNumber(
                    value: Double("\(whole).\(fraction.isEmpty ? "0" : fraction)") ?? 0, digits: whole.count,
                    decimals: fraction.count, start: start, end: index))
        }
        return found
    }

    private static func digits(_ scalars: [Unicode.Scalar], _ index: inout Int) -> String {
        var text = ""
        while index < scalars.count, let digit = DigitRun.digit(scalars[index]) {
            text += digit
            index += 1
        }
        return text
    }
}
