internal import Records
internal import Routing

/// An option of a question in OSRM's form, with methods to read its value.
struct OSRMOption {
    let name: String
    let value: String

    /// Classes of roads that OSRM's profiles know.
    private static let classes: Set = ["motorway", "toll", "ferry", "restricted", "tunnel"]

    func wrong(_ came: some StringProtocol, _ expected: String) -> OSRMFault {
        OSRMFault(.invalidQuery, "\(name): got \"\(came.prefix(40))\", expected \(expected)")
    }

    func outside(_ came: some StringProtocol, _ expected: String) -> OSRMFault {
        OSRMFault(.invalidOptions, "\(name): got \"\(came.prefix(40))\", expected \(expected)")
    }

    func notHonoured(_ came: some StringProtocol) -> OSRMFault {
        OSRMFault(.notImplemented, "\(name): \"\(came.prefix(40))\" is not honoured here; leave it out")
    }

    /// Splits the value into one element for each coordinate; elements can be empty.
    func elements(_ count: Int) throws(OSRMFault) -> [Substring] {
        let parts = value.split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count == count else { throw outside(value, "\(count) values with ; between them") }
        return parts
    }

    func flag() throws(OSRMFault) -> Bool { try choice(["true", "false"]) == "true" }

    func choice(_ known: [String]) throws(OSRMFault) -> String {
        guard known.contains(value) else { throw wrong(value, known.joined(separator: " or ")) }
        return value
    }

    func choice<T: RawRepresentable & CaseIterable>() throws(OSRMFault) -> T where T.RawValue == String {
        try Self.member(value, of: self)
    }

    /// Reads words separated by commas.
    func words<T: RawRepresentable & CaseIterable>() throws(OSRMFault) -> [T] where T.RawValue == String {
        var words: [T] = []
        for part in value.split(separator: ",", omittingEmptySubsequences: false) {
            words.append(try Self.member(String(part), of: self))
        }
        return words
    }

    private static func member<T: RawRepresentable & CaseIterable>(
        _ text: String, of option: Self
    ) throws(OSRMFault) -> T where T.RawValue == String {
        guard let member = T(rawValue: text) else {
            throw option.wrong(text, "one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return member
    }

    /// Reads the annotations of a route, and whether they include nodes.
    func annotations() throws(OSRMFault) -> (Set<OSRMOptions.Annotation>, wantsNodes: Bool) {
        switch value {
        case "true": return (Set(OSRMOptions.Annotation.allCases), true)
        case "false": return ([], false)
        default: break
        }
        let parts = value.split(separator: ",", omittingEmptySubsequences: false)
        if parts.contains("nodes") {
            throw OSRMFault(
                .notImplemented,
                "annotations: nodes between junctions are not kept; ask for duration, distance, speed, weight, datasources"
            )
        }
        return (Set(try words()), false)
    }

    func number(_ text: Substring, _ expected: String, least: Double) throws(OSRMFault) -> Double {
        guard let number = PointText.number(text) else { throw wrong(text, expected) }
        guard number >= least else { throw outside(text, expected) }
        return number
    }

    func positive() throws(OSRMFault) -> Double {
        let expected = "a number above 0"
        let number = try number(value[...], expected, least: 0)
        guard number > 0 else { throw outside(value, expected) }
        return number
    }

    /// Reads a whole number. Above `most` the error is `TooBig`.
    func count(least: Int, most: Int) throws(OSRMFault) -> Int {
        guard let count = Self.whole(value) else { throw wrong(value, "a whole number") }
        guard count >= least else { throw outside(value, "at least \(least)") }
        guard count <= most else { throw OSRMFault(.tooBig, "\(name): \(value.prefix(20)), expected at most \(most)") }
        return count
    }

    /// Reads a heading `value,range` in whole degrees.
    func heading(_ text: Substring) throws(OSRMFault) -> Heading {
        let expected = "degrees clockwise from north, 0 to 360, a comma and what they may differ by, 0 to 180"
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.map { part in
            part.hasPrefix("-") ? Self.whole(part.dropFirst()).map { -$0 } : Self.whole(part)
        }
        guard numbers.count == 2, let degrees = numbers[0], let tolerance = numbers[1] else {
            throw wrong(text, expected)
        }
        guard (0...360).contains(degrees), (0...180).contains(tolerance) else { throw outside(text, expected) }
        return Heading(degrees: Double(degrees), tolerance: Double(tolerance))
    }

    func checkHint(_ text: Substring) throws(OSRMFault) {
        let isBase64 = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_+/=".utf8.contains(byte)
        }
        guard isBase64 else { throw wrong(text, "Base64") }
    }

    func checkClasses() throws(OSRMFault) {
        for part in value.split(separator: ",", omittingEmptySubsequences: false) where part != "none" && !value.isEmpty
        {
            let isWord =
                !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                }
            guard isWord else { throw wrong(part, "classes of roads with commas between them, or none") }
            guard Self.classes.contains(String(part)) else {
                throw OSRMFault(.invalidValue, "\(name): there is no class \"\(part.prefix(40))\"")
            }
            throw notHonoured(part)
        }
    }

    /// Reads `all`, or indices of coordinates separated by `;`.
    func places(_ count: Int) throws(OSRMFault) -> [Int] {
        if value == "all" { return Array(0..<count) }
        let expected = "all, or places from 0 to \(count - 1) with ; between them"
        var places: [Int] = []
        for part in value.split(separator: ";", omittingEmptySubsequences: false) {
            guard let place = Self.whole(part) else { throw wrong(part, expected) }
            guard place < count else { throw outside(part, expected) }
            places.append(place)
        }
        guard places.count <= count else { throw OSRMFault(.invalidOptions, "\(name): more values than coordinates") }
        return places
    }

    /// Reads decimal digits; a number that is too large becomes `Int.max`.
    private static func whole(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text) ?? Int.max
    }
}
