public import GeoIndex

/// Reads a position as text: decimal degrees, or degrees, minutes and seconds, in either order.
public enum CoordinateText {
    /// Returns the positions that a text can mean, most likely first; empty when it is not a pair of angles. O(n).
    ///
    /// Letters (N, E, «Β», «Α») make the order clear. Without them there are two results, first with the latitude
    /// first, then with the longitude first. Texts of more than 80 scalars are not read.
    public static func readings(of text: String) -> [Coordinate] {
        let scalars = Array(text.unicodeScalars.prefix(81))
        guard scalars.count >= 3, scalars.count <= 80, var parts = CoordinateScanner.parts(of: scalars),
            parts.count == 2
        else { return [] }
        if parts[0].axis == .longitude || parts[1].axis == .latitude { parts.swapAt(0, 1) }
        let isNamed = parts[0].axis == .latitude || parts[1].axis == .longitude
        var readings = [Coordinate(longitude: parts[1].degrees, latitude: parts[0].degrees)]
        if !isNamed { readings.append(Coordinate(longitude: parts[0].degrees, latitude: parts[1].degrees)) }
        return readings.filter(\.isValid)
    }
}

/// Splits a text into angles.
enum CoordinateScanner {
    /// The direction of an angle.
    enum Axis { case unknown, latitude, longitude }

    /// An angle in degrees.
    struct Part {
        var degrees: Double
        var axis: Axis
    }

    private struct Number {
        var value: Double
        var isNegative: Bool
        /// Whether it has decimals.
        var isDecimal: Bool
        /// 0 for degrees, 1 for minutes, 2 for seconds, by the sign after it; nil without a sign.
        var level: Int?
        /// The axis by a letter before or after the number.
        var axis: Axis
        var sign: Double
    }

    /// Returns the angles in `scalars`; nil when a character cannot be part of an angle.
    static func parts(of scalars: [Unicode.Scalar]) -> [Part]? {
        guard let numbers = numbers(of: scalars), numbers.count >= 2, numbers.count <= 6 else { return nil }
        // Two whole numbers are more likely a house number and something else.
        guard numbers.contains(where: { $0.isDecimal || $0.level != nil }) else { return nil }
        var parts: [Part] = []
        let perPart: Int
        if numbers.contains(where: { $0.level ?? 0 > 0 }) || numbers.count > 2 {
            guard numbers.count % 2 == 0 else { return grouped(numbers) }
            perPart = numbers.count / 2
        } else {
            perPart = 1
        }
        var index = 0
        while index < numbers.count {
            guard let part = part(Array(numbers[index..<min(index + perPart, numbers.count)])) else { return nil }
            parts.append(part)
            index += perPart
        }
        return parts
    }

    /// Returns two angles of unequal precision («39°38′ 22°25′11″»), which begin at degree signs.
    private static func grouped(_ numbers: [Number]) -> [Part]? {
        var groups: [[Number]] = []
        for number in numbers {
            if number.level == 0 || groups.isEmpty { groups.append([]) }
            groups[groups.count - 1].append(number)
        }
        let parts = groups.compactMap(part)
        return parts.count == 2 && groups.count == 2 ? parts : nil
    }

    private static func part(_ numbers: [Number]) -> Part? {
        var degrees = 0.0
        var scale = 1.0
        for (offset, number) in numbers.enumerated() {
            guard number.level == nil || number.level == offset else { return nil }
            guard offset == 0 || (!number.isNegative && number.value < 60) else { return nil }
            degrees += number.value / scale
            scale *= 60
        }
        let axes = numbers.map(\.axis).filter { $0 != .unknown }
        guard axes.count <= 1 else { return nil }
        let sign = (numbers[0].isNegative ? -1.0 : 1) * (numbers.map(\.sign).min() ?? 1)
        return Part(degrees: degrees * sign, axis: axes.first ?? .unknown)
    }

    private static func numbers(of scalars: [Unicode.Scalar]) -> [Number]? {
        // A comma is a decimal mark when the text has no point and a second separator between the numbers.
        let usesPoint = scalars.contains(".")
        var numbers: [Number] = []
        var pending: (axis: Axis, sign: Double)?
        var isNegative = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isDigit {
                guard
                    let (number, end) = number(
                        in: scalars, from: index, isNegative: isNegative, commaIsDecimal: !usesPoint)
                else { return nil }
                numbers.append(number)
                if let waiting = pending {
                    numbers[numbers.count - 1].axis = waiting.axis
                    numbers[numbers.count - 1].sign = waiting.sign
                    pending = nil
                }
                isNegative = false
                index = end
                continue
            }
            switch scalar {
            case "-", "\u{2212}": isNegative = true
            case "+", " ", ",", ";", "\t", "\u{A0}", "(", ")", "[", "]", "/": break
            case "°", "º", "˚": if !setLevel(0, &numbers) { return nil }
            case "'", "\u{2032}", "\u{2019}", "\u{B4}":
                if index + 1 < scalars.count, scalars[index + 1] == scalar {
                    if !setLevel(2, &numbers) { return nil }
                    index += 1
                } else if !setLevel(1, &numbers) {
                    return nil
                }
            case "\"", "\u{2033}", "\u{201D}": if !setLevel(2, &numbers) { return nil }
            default:
                guard let axis = axis(of: scalar) else { return nil }
                if index + 1 < scalars.count, scalars[index + 1].isWordPart, !scalars[index + 1].isDigit { return nil }
                if let last = numbers.last, last.axis == .unknown, pending == nil, !startsWithAxis(scalars) {
                    numbers[numbers.count - 1].axis = axis.axis
                    numbers[numbers.count - 1].sign = axis.sign
                } else {
                    pending = axis
                }
            }
            index += 1
        }
        return numbers
    }

    private static func startsWithAxis(_ scalars: [Unicode.Scalar]) -> Bool {
        scalars.first { $0 != " " && $0 != "(" }.map { axis(of: $0) != nil } ?? false
    }

    private static func setLevel(_ level: Int, _ numbers: inout [Number]) -> Bool {
        guard let last = numbers.last, last.level == nil else { return false }
        numbers[numbers.count - 1].level = level
        return true
    }

    private static func axis(of scalar: Unicode.Scalar) -> (axis: Axis, sign: Double)? {
        switch scalar {
        case "N", "n", "Β", "β": (.latitude, 1)
        case "S", "s", "Ν", "ν": (.latitude, -1)
        case "E", "e", "Α", "α": (.longitude, 1)
        case "W", "w", "Δ", "δ", "O": (.longitude, -1)
        default: nil
        }
    }

    /// Reads digits with one decimal mark at `start`; nil when there are more than a position needs.
    private static func number(
        in scalars: [Unicode.Scalar], from start: Int, isNegative: Bool, commaIsDecimal: Bool
    ) -> (Number, Int)? {
        var value = 0.0
        var scale = 0.0
        var index = start
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isDigit {
                let digit = Double(scalar.value - 0x30)
                if scale == 0 {
                    value = value * 10 + digit
                } else {
                    value += digit / scale
                    scale *= 10
                }
            } else if scale == 0, scalar == "." || (scalar == "," && commaIsDecimal),
                index + 1 < scalars.count, scalars[index + 1].isDigit
            {
                scale = 10
            } else {
                break
            }
            index += 1
        }
        guard index - start <= 20, value <= 360 else { return nil }
        let number = Number(
            value: value, isNegative: isNegative, isDecimal: scale > 0, level: nil, axis: .unknown, sign: 1)
        return (number, index)
    }
}
