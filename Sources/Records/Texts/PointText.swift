package import GeoIndex

/// A position as parameters and arguments give it: `LON,LAT` in WGS 84 degrees, longitude first.
package enum PointText {
    /// What a text is as a position.
    package enum Reading: Hashable, Sendable {
        /// A position on the earth.
        case position(Coordinate)
        /// Two numbers that are none.
        case outside
        /// No pair of plain numbers: a name, or a position written in another manner.
        case other
    }

    /// Reads two decimal numbers with one comma between them, blanks around them aside. O(n).
    package static func reading(of text: String) -> Reading {
        guard text.utf8.count <= 80 else { return .other }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let longitude = number(parts[0]), let latitude = number(parts[1]) else { return .other }
        let coordinate = Coordinate(longitude: longitude, latitude: latitude)
        return coordinate.isValid ? .position(coordinate) : .outside
    }

    /// A decimal number such as `-22.5` or `7`; no hexadecimal, no infinity.
    package static func number(_ text: Substring) -> Double? {
        let blank = UInt8(ascii: " ")
        let start = text.utf8.firstIndex { $0 != blank } ?? text.endIndex
        let end = text.utf8.lastIndex { $0 != blank }.map { text.utf8.index(after: $0) } ?? start
        let trimmed = text[start..<end]
        guard let first = trimmed.first, first.isASCII, first.isNumber || first == "-" || first == "+" || first == ".",
            trimmed.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) })
        else { return nil }
        return Double(trimmed).flatMap { $0.isFinite ? $0 : nil }
    }
}
