internal import Records

/// What a message says, in one language.
package struct AlertInfo: Hashable, Sendable {
    /// The category of an event.
    package enum Category: String, CaseIterable, Sendable {
        case geo = "Geo"
        case met = "Met"
        case safety = "Safety"
        case security = "Security"
        case rescue = "Rescue"
        case fire = "Fire"
        case health = "Health"
        case environment = "Env"
        case transport = "Transport"
        case infrastructure = "Infra"
        case cbrne = "CBRNE"
        case other = "Other"
    }

    /// What people should do.
    package enum Response: String, CaseIterable, Sendable {
        case shelter = "Shelter"
        case evacuate = "Evacuate"
        case prepare = "Prepare"
        case execute = "Execute"
        case avoid = "Avoid"
        case monitor = "Monitor"
        case assess = "Assess"
        case allClear = "AllClear"
        case none = "None"
    }

    /// How soon people should act.
    package enum Urgency: String, CaseIterable, Sendable {
        case immediate = "Immediate"
        case expected = "Expected"
        case future = "Future"
        case past = "Past"
        case unknown = "Unknown"
    }

    /// How great the danger is.
    package enum Severity: String, CaseIterable, Sendable {
        case extreme = "Extreme"
        case severe = "Severe"
        case moderate = "Moderate"
        case minor = "Minor"
        case unknown = "Unknown"
    }

    /// How certain the event is.
    package enum Certainty: String, CaseIterable, Sendable {
        case observed = "Observed"
        case likely = "Likely"
        case possible = "Possible"
        case unlikely = "Unlikely"
        case unknown = "Unknown"
    }

    /// A name with a value.
    package struct Pair: Hashable, Sendable {
        package var name: String
        package var value: String

        /// Creates a pair.
        package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// The language of the texts, a BCP 47 tag. The standard's default is `en-US`.
    package var language = "en-US"
    package var categories: [Category]
    /// The event in a few words, such as «Πλημμύρα».
    package var event: String
    package var responses: [Response] = []
    package var urgency: Urgency
    package var severity: Severity
    package var certainty: Certainty
    package var audience: String?
    package var eventCodes: [Pair] = []
    /// From when the information counts; from when it was sent, unless given.
    package var effective: AlertTime?
    /// When the event is expected to begin.
    package var onset: AlertTime?
    package var expires: AlertTime?
    package var senderName: String?
    package var headline: String?
    package var description: String?
    /// What to do.
    package var instruction: String?
    /// The address of a page that says more.
    package var web: String?
    package var contact: String?
    package var parameters: [Pair] = []
    package var areas: [AlertArea] = []

    /// Creates information with what the standard requires.
    package init(
        language: String, category: Category, event: String, urgency: Urgency, severity: Severity, certainty: Certainty
    ) {
        (self.language, categories, self.event) = (language, [category], event)
        (self.urgency, self.severity, self.certainty) = (urgency, severity, certainty)
    }

    /// The headline, or without one the event.
    package var title: String { headline ?? event }

    /// The moment from which it does not count any more.
    func end(sent: AlertTime) -> UTCInstant {
        expires?.instant ?? (effective ?? sent).instant.adding(seconds: Alert.usualSeconds)
    }

    /// The name of the parameter that says who translated the texts; its value is one of ``Translation``.
    package static let translationName = "translation"

    /// Who wrote the texts in this language.
    package enum Translation: String, CaseIterable, Sendable {
        /// A person, for this message.
        case human
        /// A machine.
        case machine
        /// A text prepared in advance.
        case template
    }

    /// Who wrote the texts in this language; nil when the message does not say.
    package var translation: Translation? {
        parameters.first { $0.name == Self.translationName }.flatMap { Translation(rawValue: $0.value) }
    }
}
