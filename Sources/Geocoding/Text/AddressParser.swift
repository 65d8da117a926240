/// An address split into parts by its form alone, without looking up names.
public struct ParsedAddress: Hashable, Sendable {
    /// The street, as typed.
    public var street: String?
    /// House number.
    public var houseNumber: HouseNumber?
    /// The crossing street («και Ρούσβελτ»).
    public var crossStreet: String?
    /// The two streets of «μεταξύ Β και Γ».
    public var between: [String]
    /// The parts after the street: neighbourhood, settlement, municipality, the largest last.
    public var areas: [String]
    /// Postal code in compact form.
    public var postcode: String?
    /// Floor. It is not looked up.
    public var floor: String?
    /// Block or building. It is not looked up.
    public var block: String?
    /// The landmark that the address is near to.
    public var landmark: String?

    /// The largest of ``areas``.
    public var city: String? { areas.last }
}

/// Splits addresses as people write them into parts.
public enum AddressParser {
    /// Splits `text`. Every text has a result. O(n).
    ///
    /// - Parameter postcodes: The formats of postal codes in the region.
    public static func parse(_ text: String, postcodes: [PostcodePattern] = []) -> ParsedAddress {
        let analysis = AddressAnalysis(text, postcodes: postcodes)
        var result = ParsedAddress(
            street: nil, houseNumber: nil, crossStreet: nil, between: [], areas: [], postcode: analysis.postcode,
            floor: analysis.floor, block: analysis.block, landmark: nil)
        let scalars = Array(text.unicodeScalars)
        var tokens = analysis.tokens
        if let landmark = analysis.landmark {
            result.landmark = words(tokens[landmark...], scalars)
            tokens = Array(tokens[..<landmark])
        }
        if let between = analysis.between, between <= tokens.count {
            result.between = parts(Array(tokens[between...]), scalars)
            tokens = Array(tokens[..<between])
        }
        readStreet(tokens, scalars, markedNumber: analysis.markedNumber, into: &result)
        return result
    }

    private static func readStreet(
        _ tokens: [AddressToken], _ scalars: [Unicode.Scalar], markedNumber: Int?, into result: inout ParsedAddress
    ) {
        let number = markedNumber ?? tokens.indices.first { tokens[$0].isNumber && $0 > 0 }
        var segments: [[AddressToken]] = []
        for (index, token) in tokens.enumerated() {
            if segments.isEmpty || segments[segments.count - 1].last.map({ $0.segment != token.segment }) == true {
                segments.append([])
            }
            if index == number {
                result.houseNumber = token.number
                // The text after the number is another part, unless it begins with a connector.
                segments.append([])
                continue
            }
            segments[segments.count - 1].append(token)
        }
        segments = segments.filter { !$0.isEmpty }
        guard !segments.isEmpty else { return }
        let streetIndex =
            number.flatMap { number in
                segments.lastIndex { $0.contains { $0.range.lowerBound < tokens[number].range.lowerBound } }
            } ?? 0
        var street = segments.remove(at: streetIndex)
        if let crossing = segments.firstIndex(where: { $0.first.map(isConnector) ?? false }), crossing == streetIndex {
            result.crossStreet = words(segments.remove(at: crossing).drop(while: isConnector), scalars)
        } else if let cut = street.indices.dropFirst().dropLast().first(where: { isConnector(street[$0]) }) {
            result.crossStreet = words(street[(cut + 1)...].drop(while: isConnector), scalars)
            street = Array(street[..<cut])
        } else if let cut = street.indices.dropFirst().first(where: { street[$0].isAfterSlash }) {
            result.crossStreet = words(street[cut...], scalars)
            street = Array(street[..<cut])
        }
        let kept = street.drop { isConnector($0) || $0.classes.contains(.streetType) }
        result.street = words(kept.isEmpty ? street[...] : kept, scalars)
        result.areas = segments.compactMap { words($0[...], scalars) }
    }

    private static func isConnector(_ token: AddressToken) -> Bool { token.classes.contains(.connector) }

    /// Returns the names between connectors.
    private static func parts(_ tokens: [AddressToken], _ scalars: [Unicode.Scalar]) -> [String] {
        tokens.split(whereSeparator: isConnector).compactMap { words($0, scalars) }
    }

    private static func words(_ tokens: some Collection<AddressToken>, _ scalars: [Unicode.Scalar]) -> String? {
        guard let first = tokens.first else { return nil }
        let last = tokens.reduce(first.range.upperBound) { max($0, $1.range.upperBound) }
        return String(String.UnicodeScalarView(scalars[first.range.lowerBound..<last]))
    }
}
