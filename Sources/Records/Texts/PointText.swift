package import GeoIndex

/// A position in parameters and arguments: `LON,LAT` in WGS 84 degrees, longitude first.
package enum PointText {
    /// The result of reading a text as a position.
    package enum Reading: Hashable, Sendable {
        /// A position on the earth.
        case position(Coordinate)
        /// Two numbers that are not a position on the earth.
        case outside
        /// Not a pair of plain numbers: a name, or a position in another notation.
        case other
    }

    /// Reads two decimal numbers separated by one comma, ignoring blanks around them. O(n).
    package static func reading(of text: String) -> Reading {
        guard text.utf8.count <= 80 else { return .other }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let longitude = number(parts[0]), let latitude = number(parts[1]) else { return .other }
        let coordinate = Coordinate(longitude: longitude, latitude: latitude)
        return coordinate.isValid ? .position(coordinate) : .outside
    }

    /// Reads a decimal number such as `-22.5` or `7`, ignoring blanks around it; nil for hexadecimal, infinite or other
    /// text.
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
