public import Records

/// The results of a query, best first.
public struct GeocodeAnswer: Sendable {
    /// The text as typed.
    public var query: String
    /// Whether the user must choose: other places are about equally likely, or the best result is uncertain.
    public var isAmbiguous: Bool
    /// Whether another place is about as likely as the best result.
    public var hasRivals = false
    /// The places that the text can mean.
    public var results: [GeocodeCandidate]
    /// Floor named in the text.
    public var floor: String?
    /// Block or building named in the text.
    public var block: String?
    /// Codes of the kinds of structure that the text asks for («γιατρός» in «γιατρός στον Βόλο»); empty when there are
    /// none.
    public var kinds: [String] = []
    /// Whether the text asks for a kind of structure without a place.
    public var lacksPlace = false
    /// Parts of the text that do not match the best result, as typed: «Ερμού 12» when no such street is known.
    public var unmatched: [String] = []

    /// Whether the best result assumes a typing mistake: «μήπως εννοείτε».
    public var isGuess: Bool { results.first?.result.match == .fuzzy }
}

/// A place that a text can mean, with values for ranking and display.
public struct GeocodeCandidate: Hashable, Sendable {
    /// The place.
    public var result: GeocodeResult
    /// The ranking cost; lower is better. Costs are comparable within one answer only.
    public var cost: Int
    /// The row of the structure in the dataset; nil for other places.
    public var structure: Int?
    /// The settlement it lies in.
    public var settlement: LocalizedText?
    /// Whether words of the text do not match this place.
    public var isIncomplete: Bool
    /// The parts of the label (in the gazetteer's language) that match the text, in UTF-16 code units; empty unless the
    /// query asks for them.
    public var matched: [Range<Int>]
    /// Distance in metres from the given position, in reverse geocoding.
    public var metres: Double?
}
