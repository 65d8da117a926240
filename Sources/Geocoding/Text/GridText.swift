internal import GeoIndex

/// Two numbers of a text that may be metres on the grid of a map, such as UTM or that of a country.
package struct MetrePair: Hashable, Sendable {
    /// The numbers in the order of the text, without signs.
    let first, second: Double
    /// Whether they count from the corner of a square of 100 km, as in the code of a military grid (MGRS).
    let isWithinSquare: Bool

    /// Whether the pair means a position on a grid, in either order, to about a hundred metres.
    ///
    /// - Parameters:
    ///   - x: Metres to the east.
    ///   - y: Metres to the north.
    package func isNear(x: Double, y: Double) -> Bool {
        if isWithinSquare { return isWithin(first, x) && isWithin(second, y) }
        let (x, y) = (abs(x), abs(y))
        func isNear(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= Self.near }
        return isNear(first, x) && isNear(second, y) || isNear(first, y) && isNear(second, x)
    }

    private func isWithin(_ part: Double, _ value: Double) -> Bool {
        let distance = abs(value - (value / Self.square).rounded(.down) * Self.square - part)
        return min(distance, Self.square - distance) <= Self.near
    }

    /// The greatest distance along an axis, in metres.
    private static let near = 120.0
    private static let square = 100_000.0

    /// The pairs in a text: numbers of five to eight digits, possibly in groups of three and with decimals, of which one
    /// has at least six, and codes such as `34S FJ 21684 88376`. O(n).
    static func pairs(in scalars: [Unicode.Scalar]) -> [MetrePair] {
        let numbers = numbers(in: scalars)
        var pairs: [MetrePair] = []
        for (index, number) in numbers.enumerated() {
            // A number such as that of the reference system may stand between the two.
            for next in numbers[(index + 1)...].prefix(2)
            where next.start - number.end <= farthest && max(number.value, next.value) >= 100_000 {
                pairs.append(MetrePair(first: number.value, second: next.value, isWithinSquare: false))
            }
        }
        return pairs + squares(in: scalars)
    }

    /// The greatest number of characters between the two.
    private static let farthest = 60

    private struct Number {
        let value: Double
        let start, end: Int
    }

    private static func numbers(in scalars: [Unicode.Scalar]) -> [Number] {
        var found: [Number] = []
        var place = 0
        while place < scalars.count {
            guard scalars[place].isDigit else {
                place += 1
                continue
            }
            let start = place
            var digits = digits(scalars, &place)
            if digits.count <= 3, let mark = scalar(scalars, place), ".,'’ \u{A0}\u{202F}".unicodeScalars.contains(mark)
            {
                while scalar(scalars, place) == mark {
                    var end = place + 1
                    let group = Self.digits(scalars, &end)
                    guard group.count == 3 else { break }
                    (digits, place) = (digits + group, end)
                }
            }
            var decimals = ""
            if let mark = scalar(scalars, place), mark == "." || mark == "," {
                var end = place + 1
                let part = Self.digits(scalars, &end)
                if (1...4).contains(part.count) { (decimals, place) = (part, end) }
            }
            if (5...8).contains(digits.count), let value = Double("\(digits).\(decimals)0") {
                found.append(Number(value: value, start: start, end: place))
            }
        }
        return found
    }

    private static func scalar(_ scalars: [Unicode.Scalar], _ place: Int) -> Unicode.Scalar? {
        scalars.indices.contains(place) ? scalars[place] : nil
    }

    private static func digits(_ scalars: [Unicode.Scalar], _ place: inout Int) -> String {
        let digits = scalars[place...].prefix(while: \.isDigit)
        place = digits.endIndex
        return String(String.UnicodeScalarView(digits))
    }

    /// The codes of squares: a zone, a band, two letters of the square, then as many digits east as north.
    private static func squares(in scalars: [Unicode.Scalar]) -> [MetrePair] {
        let letters = Set("ABCDEFGHJKLMNPQRSTUVWXYZ".unicodeScalars)
        return scalars.indices.compactMap { start in
            guard scalars[start].isDigit, start == 0 || !scalars[start - 1].isWordPart else { return nil }
            // Blanks may stand anywhere in it.
            let code = scalars[start...].prefix(20).filter { $0 != " " }
            let zone = code.prefix(while: \.isDigit)
            guard zone.count <= 2, let number = Int(String(String.UnicodeScalarView(zone))), (1...60).contains(number)
            else { return nil }
            let rest = code.dropFirst(zone.count)
            guard rest.count >= 9, rest.prefix(3).allSatisfy(letters.contains) else { return nil }
            let figures = rest.dropFirst(3).prefix(while: \.isDigit)
            guard (6...10).contains(figures.count), figures.count % 2 == 0 else { return nil }
            let half = figures.count / 2
            func metres(_ part: ArraySlice<Unicode.Scalar>) -> Double? {
                Double(String(String.UnicodeScalarView(part)) + String(repeating: "0", count: 5 - half))
            }
            guard let east = metres(figures.prefix(half)), let north = metres(figures.suffix(half)) else { return nil }
            return MetrePair(first: east, second: north, isWithinSquare: true)
        }
    }
}

/// A geohash such as `swbb7h4`, which halves the world by longitude and latitude in turn.
enum Geohash {
    private static let digits = Array("0123456789bcdefghjkmnpqrstuvwxyz".unicodeScalars)

    /// The middles of the cells of all words that can be a geohash of at most some hundred metres. O(n).
    static func positions(in scalars: [Unicode.Scalar]) -> [Coordinate] {
        scalars.split { !($0.isASCII && $0.isWordPart) }.compactMap { word in
            guard (7...12).contains(word.count), word.contains(where: \.isDigit), !word.allSatisfy(\.isDigit) else {
                return nil
            }
            let values = word.map { $0.properties.lowercaseMapping.unicodeScalars.first.flatMap(digits.firstIndex) }
            return values.contains(nil) ? nil : position(values.compactMap { $0 })
        }
    }

    private static func position(_ values: [Int]) -> Coordinate {
        var (west, east, south, north) = (-180.0, 180.0, -90.0, 90.0)
        var isEast = true
        for value in values {
            for bit in stride(from: 4, through: 0, by: -1) {
                let isUpper = value >> bit & 1 == 1
                if isEast {
                    if isUpper { west = (west + east) / 2 } else { east = (west + east) / 2 }
                } else {
                    if isUpper { south = (south + north) / 2 } else { north = (south + north) / 2 }
                }
                isEast.toggle()
            }
        }
        return Coordinate(longitude: (west + east) / 2, latitude: (south + north) / 2)
    }
}
