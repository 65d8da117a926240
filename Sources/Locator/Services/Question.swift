public import Entitlement
public import Geocoding
public import GeoIndex
public import Records

/// What a person asks: who can help near this place?
///
/// The interface, the page and the command line fill in a question and print the ``Reply``; what stands in neither is
/// decided here, once.
public struct Question: Sendable {
    /// Where the person is.
    public enum Place: Sendable {
        /// What was typed: an address or the name of a place, and perhaps what is wanted there.
        case text(String)
        /// A position, WGS 84, and the metres by which it may be off.
        ///
        /// `typed` is the text for which the person chose this position; it names the place, and may say what is wanted.
        case position(Coordinate, accuracyMetres: Double = 0, typed: String = "")
    }

    /// Where the person is.
    public var place: Place
    /// Codes of the wanted kinds; when empty, those that the text asks for.
    public var kinds: [String]
    /// How to travel; see ``NearestQuery/mode``.
    public var mode: String?
    /// How many structures to list, 1 or more.
    public var limit: Int
    /// The moment of the question: when the person sets out.
    public var instant: UTCInstant
    /// What the structures must offer.
    public var filter: ServiceFilter

    /// How many structures are listed unless the question says otherwise.
    public static let usualLimit = 5
    /// The most structures that a question may ask for.
    public static let greatestLimit = 100

    /// Asks what is near `place`.
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

/// What a ``Question`` is answered with.
public struct Reply: Sendable {
    /// What came of the question.
    public enum Outcome: Sendable {
        /// The structures that can help, from one place.
        case answer(NearestAnswer, origin: GeocodeResult)
        /// Several places, or only a guess: the person must choose.
        case choose([GeocodeResult])
        /// The text names no place of the dataset.
        case nothing
    }

    /// What came of the question.
    public var outcome: Outcome
    /// Codes of the kinds that were asked for, by the question or by its text; empty for any.
    public var kinds: [String]
    /// Whether the text says what is wanted but not where; the places to choose from are then structures of those kinds.
    public var lacksPlace: Bool
    /// Parts of the text that say nothing about the first of the places to choose from.
    public var unmatched: [String]
    /// The danger that the text reports; whom to call comes before any answer.
    public var help: HelpTopic?

    /// A reply with an outcome; the text reports no danger unless `help` says so.
    public init(
        outcome: Outcome, kinds: [String] = [], lacksPlace: Bool = false, unmatched: [String] = [],
        help: HelpTopic? = nil
    ) {
        self.outcome = outcome
        self.kinds = kinds
        self.lacksPlace = lacksPlace
        self.unmatched = unmatched
        self.help = help
    }
}

extension ServiceLocator {
    /// Answers a question.
    ///
    /// A text that means several places, or that was only guessed at, is answered with the places to choose from. Throws a
    /// ``GeocodeError`` for a text that is too long, or without a letter or digit.
    public func reply(to question: Question) throws(GeocodeError) -> Reply {
        switch question.place {
        case .text(let text):
            let asked = try self.question(in: text)
            var reply = Reply(
                outcome: .nothing, kinds: question.kinds.isEmpty ? asked.kinds : question.kinds,
                lacksPlace: asked.lacksPlace, unmatched: asked.unmatched, help: asked.help)
            switch asked.origin {
            case .found(let origin): reply.outcome = outcome(question, reply.kinds, origin, named: asked.structure)
            case .ask(let places): reply.outcome = .choose(places)
            case .nothing: break
            }
            return reply
        case .position(let coordinate, let accuracyMetres, let typed):
            // The position is known: a text that cannot be read only says nothing more.
            let asked = typed.isEmpty ? nil : try? self.question(in: typed)
            let kinds = question.kinds.isEmpty ? asked?.kinds ?? [] : question.kinds
            var origin = origin(at: coordinate)
            origin.accuracyMetres = accuracyMetres
            if !typed.isEmpty { origin.label = LocalizedText(["el": typed, "en": typed]) }
            return Reply(outcome: outcome(question, kinds, origin, named: nil), kinds: kinds, help: asked?.help)
        }
    }

    private func outcome(
        _ question: Question, _ kinds: [String], _ origin: GeocodeResult, named: Int?
    ) -> Reply.Outcome {
        let query = NearestQuery(
            origin: origin.coordinate, originAccuracyMetres: origin.accuracyMetres, kinds: kinds, mode: question.mode,
            limit: question.limit, instant: question.instant, filter: question.filter, named: named)
        return .answer(nearest(query), origin: origin)
    }
}
