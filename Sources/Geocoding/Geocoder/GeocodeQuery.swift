public import GeoIndex

/// What is asked of the geocoder: one line of text, or the parts of an address.
public struct GeocodeQuery: Sendable {
    /// The text as typed; for a structured query its parts put together.
    public var text: String
    /// Where the person looks; near things come first.
    public var focus: Coordinate?
    /// Most results to return, 1…50.
    public var limit: Int
    /// Whether to say which letters of each label agreed.
    public var wantsHighlights: Bool
    /// Row of the municipality that the place must lie in, where that is known beside the text.
    public var municipality: Int?
    /// Scalars of ``text`` that belong to the street part of a structured query.
    var streetLength: Int?

    /// Longest text that is looked at, in bytes of UTF-8.
    public static let longestText = 512

    /// Asks for `text`.
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

    /// Asks for an address given in parts; empty parts are as good as none.
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

/// Why a query is not answered.
public enum GeocodeError: Error, Hashable, CustomStringConvertible {
    /// The text has no letter and no digit.
    case empty
    /// The text is longer than an address can be.
    case tooLong(bytes: Int, limit: Int)

    /// One line for a person.
    public var description: String {
        switch self {
        case .empty: "the text of the query has no letter and no digit"
        case .tooLong(let bytes, let limit): "the text of the query has \(bytes) bytes, at most \(limit) are read"
        }
    }
}
