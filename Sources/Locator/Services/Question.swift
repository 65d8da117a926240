public import Entitlement
public import Geocoding
public import GeoIndex
public import Records

/// A question: who can help near this place?
///
/// The interface, the page and the command line create a question and print its ``Reply``. All defaults are defined
/// here.
public struct Question: Sendable {
    /// The place of the person.
    public enum Place: Sendable {
        /// A text as typed: an address or the name of a place, optionally with what is wanted there.
        case text(String)
        /// A WGS 84 position with its accuracy in metres.
        ///
        /// `typed` is the text for which the person chose the position. It names the place and can say what is wanted.
        case position(Coordinate, accuracyMetres: Double = 0, typed: String = "")
        /// The place of the structure with this id, which is listed first if it is competent there and matches.
        case structure(id: String)
    }

    /// The place of the person.
    public var place: Place
    /// Codes of the requested kinds; when empty, those in the text.
    public var kinds: [String]
    /// The travel mode, see ``NearestQuery/mode``.
    public var mode: String?
    /// Maximum number of structures, at least 1.
    public var limit: Int
    /// The time of the question, when the person leaves.
    public var instant: UTCInstant
    /// The requirements on structures.
    public var filter: ServiceFilter

    /// The default number of structures.
    public static let usualLimit = 5
    /// The greatest number of structures that can be requested.
    public static let greatestLimit = 100

    /// Creates a question.
    public init(
        _ place: Place, kinds: [String] = [], mode: String? = nil, limit: Int = Question.usualLimit,
        instant: UTCInstant = .now, filter: ServiceFilter = ServiceFilter()
    ) {
        self.place = place
        self.kinds = kinds
        self.mode = mode
        self.limit = limit
        self.instant = instant
        self.filter = filter
    }
}

/// The reply to a ``Question``.
public struct Reply: Sendable {
    /// The outcome of a question.
    public enum Outcome: Sendable {
        /// The structures that can help at a place.
        case answer(NearestAnswer, origin: GeocodeResult)
        /// The places from which the person must choose: several, or an uncertain one.
        case choose([GeocodeResult])
        /// The text does not name a place of the dataset, or the structure does not exist or has no point on the map.
        case nothing
    }

    /// The outcome.
    public var outcome: Outcome
    /// Codes of the requested kinds, from the question or its text; empty for any.
    public var kinds: [String]
    /// Whether the text says what is wanted but not where. The places to choose from are then structures of those
    /// kinds.
    public var lacksPlace: Bool
    /// Parts of the text that were not understood: they match neither a need nor the place of the answer, or the first of
    /// the places to choose from.
    public var unmatched: [String]
    /// The danger that the text describes, if any. The number to call must be shown first.
    public var help: HelpTopic?
    /// The need that the text describes, if any. Its page must be offered before any structure.
    public var need: Need?
    /// Whether the place is outside the region, so that no structure is near. The outcome is then an answer without
    /// structures, or nothing for a text; whom to call is ``HelpBook/general``.
    public var isOutside = false

    /// Creates a reply.
    public init(
        outcome: Outcome, kinds: [String] = [], lacksPlace: Bool = false, unmatched: [String] = [],
        help: HelpTopic? = nil, need: Need? = nil
    ) {
        self.outcome = outcome
        self.kinds = kinds
        self.lacksPlace = lacksPlace
        self.unmatched = unmatched
        self.help = help
        self.need = need
    }
}

extension ServiceLocator {
    /// Answers a question.
    ///
    /// A text that can mean several places, or whose only match is uncertain, gives the places to choose from.
    ///
    /// - Throws: `GeocodeError` for a text that is too long or has no letter or digit.
    public func reply(to question: Question) throws(GeocodeError) -> Reply {
        switch question.place {
        case .text(let text):
            let asked = try self.question(in: text)
            var reply = Reply(
                outcome: .nothing, kinds: question.kinds.isEmpty ? asked.kinds : question.kinds,
                lacksPlace: asked.lacksPlace, unmatched: asked.unmatched, help: asked.help, need: asked.need)
            switch asked.origin {
            case .found(let origin): answer(question, &reply, origin, named: asked.structure)
            case .ask(let places): reply.outcome = .choose(places)
            case .nothing: reply.isOutside = asked.isElsewhere
            }
            return reply
        case .position(let coordinate, let accuracyMetres, let typed):
            // The position is known, so an invalid text is ignored.
            let asked = typed.isEmpty ? nil : try? self.question(in: typed)
            let kinds = question.kinds.isEmpty ? asked?.kinds ?? [] : question.kinds
            var origin = origin(at: coordinate)
            origin.accuracyMetres = accuracyMetres
            if !typed.isEmpty { origin.label = LocalizedText(["el": typed, "en": typed]) }
            var reply = Reply(outcome: .nothing, kinds: kinds, help: asked?.help, need: asked?.need)
            answer(question, &reply, origin, named: nil)
            return reply
        case .structure(let id):
            var reply = Reply(outcome: .nothing, kinds: question.kinds)
            if let (row, origin) = origin(ofStructure: id) { answer(question, &reply, origin, named: row) }
            return reply
        }
    }

    private func answer(_ question: Question, _ reply: inout Reply, _ origin: GeocodeResult, named: Int?) {
        let query = NearestQuery(
            origin: origin.coordinate, originAccuracyMetres: origin.accuracyMetres, kinds: reply.kinds,
            mode: question.mode, limit: question.limit, instant: question.instant, filter: question.filter, named: named
        )
        reply.isOutside = !dataset.covers(origin.coordinate)
        let answer =
            reply.isOutside
            ? NearestAnswer(
                origin: origin.coordinate, municipality: nil, results: [], instant: question.instant, withoutPosition: 0
            )
            : nearest(query)
        reply.outcome = .answer(answer, origin: origin)
    }
}

extension Dataset {
    /// Distance from the nearest municipality, in metres, up to which structures of the region can still be of use.
    private static let reachMetres = 25_000.0

    /// Returns whether a position is in a municipality or not far from one. Without municipalities the whole world is
    /// covered.
    func covers(_ position: Coordinate) -> Bool {
        municipalities.isEmpty || municipality(containing: position, snapMetres: Self.reachMetres) != nil
    }
}
