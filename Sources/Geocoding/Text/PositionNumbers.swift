internal import GeoIndex

/// The numbers of a text that may be a position, in decimal degrees, in degrees with minutes, or as Open Location Codes.
struct PositionNumbers: Sendable {
    /// Numbers that may be degrees, without their signs.
    private var degrees: [Double] = []
    private var codes: [PlusCode] = []

    /// Reads a text. O(n).
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        let numbers = PlainNumber.numbers(in: scalars)
        for (index, number) in numbers.enumerated() {
            if number.decimals >= 3 { degrees.append(number.value) }
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
        codes = PlusCode.codes(in: scalars)
    }

    /// Whether both degrees of `position`, or a code of it, are among them to about a hundred metres.
    func isNear(_ position: Coordinate) -> Bool {
        if codes.contains(where: { $0.isNear(position) }) { return true }
        return [position.latitude, position.longitude].allSatisfy { value in
            degrees.contains { abs($0 - abs(value)) <= Self.near }
        }
    }

    /// Degrees that are some hundred metres.
    static let near = 0.001
}

/// An Open Location Code such as `8GC2+9V`: four to eight of its digits, a plus, two or three more.
struct PlusCode: Sendable {
    /// Where the cell of the code begins, in degrees from the whole degree to the south and to the west.
    private let north, east: Double

    private static let digits = Array("23456789CFGHJMPQRVWX".unicodeScalars)

    /// The codes in a text. O(n).
    static func codes(in scalars: [Unicode.Scalar]) -> [PlusCode] {
        func isEdge(_ place: Int) -> Bool { !scalars.indices.contains(place) || !scalars[place].isWordPart }
        return scalars.indices.compactMap { place in
            guard scalars[place] == "+" else { return nil }
            let before = scalars[..<place].reversed().prefix(while: digits.contains).count
            let after = scalars[(place + 1)...].prefix(while: digits.contains)
            guard [4, 6, 8].contains(before), (2...3).contains(after.count), isEdge(place - before - 1),
                isEdge(place + 1 + after.count), !after.allSatisfy(\.isDigit)
            else { return nil }
            return PlusCode((scalars[(place - 4)..<place] + after.prefix(2)).compactMap { digits.firstIndex(of: $0) })
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
