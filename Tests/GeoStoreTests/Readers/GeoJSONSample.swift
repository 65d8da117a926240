import GeoIndex
import GeoStore
import TestSupport

/// A random GeoJSON document and the expected result of reading it.
struct GeoJSONSample {
    private(set) var text = ""
    private(set) var geometries: [GeoJSONGeometry?] = []
    private(set) var properties: [[String: String]] = []

    init(_ random: inout SeededGenerator) {
        var features: [String] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let geometry = Self.geometry(&random)
            geometries.append(geometry)
            var texts: [String: String] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                texts[Self.word(&random)] = Self.word(&random)
            }
            properties.append(texts)
            let members = [
                "\"type\"\(Self.space(&random)):\"Feature\"",
                "\"properties\":{\(texts.map { "\(Self.quote($0, &random)):\(Self.quote($1, &random))" }.joined(separator: " , "))}",
                "\"geometry\":\(geometry.map { Self.text($0, &random) } ?? "null")",
            ].shuffled(using: &random)
            features.append("{\(members.joined(separator: ",\(Self.space(&random))"))}")
        }
        let members = [
            "\"type\":\"FeatureCollection\"", "\"name\":\(Self.quote(Self.word(&random), &random))",
            "\"features\":[\(features.joined(separator: "\(Self.space(&random)),"))]",
        ].shuffled(using: &random)
        text = "\(Self.space(&random)){\(members.joined(separator: ",\n"))}"
    }

    private static func geometry(_ random: inout SeededGenerator) -> GeoJSONGeometry? {
        func position() -> Coordinate {
            Coordinate(
                longitude: number(&random, 180), latitude: number(&random, 90))
        }
        func line(_ least: Int) -> [Coordinate] {
            (0..<Int.random(in: least...6, using: &random)).map { _ in position() }
        }
        func ring() -> [Coordinate] {
            let open = line(3)
            return open + [open[0]]
        }
        func polygon() -> Polygon { Polygon(rings: (0..<Int.random(in: 1...3, using: &random)).map { _ in ring() }) }
        switch Int.random(in: 0...6, using: &random) {
        case 0: return nil
        case 1: return .point(position())
        case 2: return .multiPoint(line(1))
        case 3: return .line(line(2))
        case 4: return .multiLine((0..<Int.random(in: 1...3, using: &random)).map { _ in line(2) })
        case 5: return .polygon(polygon())
        default: return .multiPolygon((0..<Int.random(in: 1...3, using: &random)).map { _ in polygon() })
        }
    }

    /// A number as written by programs: whole, with few decimals, or with all digits.
    private static func number(_ random: inout SeededGenerator, _ limit: Double) -> Double {
        let number = Double.random(in: -limit...limit, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: return number.rounded()
        case 1: return (number * 1e5).rounded() / 1e5
        case 2: return number / 1e9
        default: return number
        }
    }

    private static func word(_ random: inout SeededGenerator) -> String {
        let letters: [Character] = ["a", "Ω", "\"", "\\", "\n", "𐐷", "/", "{", "]", ",", " ", "\u{1}"]
        return String((0..<Int.random(in: 1...6, using: &random)).map { _ in letters.randomElement(using: &random)! })
    }

    private static func space(_ random: inout SeededGenerator) -> String {
        ["", "", " ", "\n", "\t\r\n "].randomElement(using: &random)!
    }

    private static func quote(_ text: String, _ random: inout SeededGenerator) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                quoted += "\\\(scalar)"
            } else if scalar.value < 0x20 || Bool.random(using: &random) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func text(_ geometry: GeoJSONGeometry, _ random: inout SeededGenerator) -> String {
        func list<T>(_ items: [T], _ write: (T) -> String) -> String {
            "[" + items.map(write).joined(separator: ",") + "]"
        }
        func position(_ position: Coordinate) -> String { "[\(position.longitude),\(position.latitude)]" }
        func line(_ line: [Coordinate]) -> String { list(line, position) }
        func polygon(_ polygon: Polygon) -> String { list(polygon.rings, line) }
        let coordinates =
            switch geometry {
            case .point(let value): position(value)
            case .multiPoint(let values), .line(let values): line(values)
            case .multiLine(let lines): list(lines, line)
            case .polygon(let value): polygon(value)
            case .multiPolygon(let values): list(values, polygon)
            }
        let members = ["\"type\":\"\(geometry.typeName)\"", "\"coordinates\": \(coordinates)"].shuffled(using: &random)
        return "{\(members.joined(separator: ", "))}"
    }
}
