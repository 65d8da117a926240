public import Records

/// What a query found, best first.
public struct GeocodeAnswer: Sendable {
    /// The text as typed.
    public var query: String
    /// Whether a person must choose: different places are about equally likely, or the best is only a guess.
    public var isAmbiguous: Bool
    /// Whether another place is about as likely as the best.
    public var hasRivals = false
    /// The places the text may mean.
    public var results: [GeocodeCandidate]
    /// Floor named in the text, a note.
    public var floor: String?
    /// Block or building named in the text, a note.
    public var block: String?
    /// Codes of the kinds of structure that the text asks for, «γιατρός» in «γιατρός στον Βόλο»; empty when it asks for none.
    public var kinds: [String] = []
    /// Whether the text says what is wanted but not where.
    public var lacksPlace = false
    /// Parts of the text that say nothing about the best result, as typed: «Ερμού 12» where no such street is known.
    public var unmatched: [String] = []

    /// Whether the best result needed a slip of the hand to be assumed: «μήπως εννοείτε».
    public var isGuess: Bool { results.first?.result.match == .fuzzy }
}

/// One place a text may mean, with what ranking and display need beside the plain result.
public struct GeocodeCandidate: Hashable, Sendable {
    /// The place.
    public var result: GeocodeResult
    /// What ranking charged it; less is better. Comparable within one answer only.
    public var cost: Int
    /// Row of the structure in the dataset, when it is one.
    public var structure: Int?
    /// Settlement it lies in.
    public var settlement: LocalizedText?
    /// Whether words of the text remained that say nothing about this place.
    public var isIncomplete: Bool
    /// Parts of the label (in the gazetteer's language) that agreed with the text, in UTF-16 code units; empty unless asked for.
    public var matched: [Range<Int>]
    /// Metres from the asked position, for reverse geocoding.
    public var metres: Double?
}
