public import GeoIndex

/// A query to the geocoder: a line of text, or the parts of an address.
public struct GeocodeQuery: Sendable {
    /// The text as typed; the joined parts of a structured query.
    public var text: String
    /// The position the user is looking at. Near results come first.
    public var focus: Coordinate?
    /// Maximum number of results, 1...50.
    public var limit: Int
    /// Whether the answer marks the matching letters of each label.
    public var wantsHighlights: Bool
    /// Row of the municipality that results must lie in; nil for no restriction.
    public var municipality: Int?
    /// Number of scalars of ``text`` that belong to the street part of a structured query.
    var streetLength: Int?

    /// Maximum length of a text, in bytes of UTF-8.
    public static let longestText = 512

    /// Creates a query from a line of text.
    public init(
        text: String, focus: Coordinate? = nil, limit: Int = 10, wantsHighlights: Bool = false,
        municipality: Int? = nil
    ) {
        self.text = text
        self.municipality = municipality
        self.focus = focus
        self.limit = limit
        self.wantsHighlights = wantsHighlights
    }

    /// Creates a query from the parts of an address. Empty parts count as missing.
    public init(
        street: String?, number: String? = nil, city: String? = nil, postcode: String? = nil, focus: Coordinate? = nil,
        limit: Int = 10
    ) {
        let line = [street, number].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        let rest = [postcode, city].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        self.init(text: [line, rest].filter { !$0.isEmpty }.joined(separator: ", "), focus: focus, limit: limit)
        streetLength = line.unicodeScalars.count
    }
}

/// The reason why a query cannot be answered.
public enum GeocodeError: Error, Hashable, CustomStringConvertible {
    /// The text has no letter and no digit.
    case empty
    /// The text is longer than ``GeocodeQuery/longestText``.
    case tooLong(bytes: Int, limit: Int)

    /// A message of one line.
    public var description: String {
        switch self {
        case .empty: "the text of the query has no letter and no digit"
        case .tooLong(let bytes, let limit): "the text of the query has \(bytes) bytes, at most \(limit) are read"
        }
    }
}
