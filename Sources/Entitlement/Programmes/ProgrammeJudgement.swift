public import Records

/// The result for one person and one programme, with reasons.
public struct ProgrammeJudgement: Hashable, Sendable {
    /// How likely it is that the programme is granted. Only the competent office decides.
    public enum Outcome: String, Sendable, CaseIterable {
        /// All conditions are met, by confirmed figures.
        case likely
        /// A condition is certainly not met.
        case unlikely
        /// An answer is missing, or a figure is unconfirmed.
        case ask
    }

    /// A reason for the outcome.
    public struct Reason: Hashable, Sendable {
        /// The state of the condition.
        public enum Kind: String, Sendable {
            case met, unmet, open
        }

        /// Name of the condition.
        public var condition: String
        /// The state of the condition.
        public var kind: Kind
        /// Whether it depends on an unconfirmed figure.
        public var isDoubtful: Bool
        /// The text.
        public var text: LocalizedText
        /// Questions that need an answer to decide it.
        public var missing: [String]
        /// Its sources.
        public var sources: [EntitlementSource]
    }

    /// A step of the calculation.
    public struct Step: Hashable, Sendable {
        /// Name of the definition.
        public var id: String
        /// The text, including the value.
        public var text: LocalizedText
        /// The value.
        public var value: AnswerValue
        /// Whether it depends on an unconfirmed figure.
        public var isDoubtful: Bool
    }

    /// The programme.
    public var programme: Programme
    /// The assumed date of the application.
    public var date: CivilDate
    /// The outcome.
    public var outcome: Outcome
    /// The reasons: contradictions first, then the conditions in order.
    public var reasons: [Reason]
    /// The steps of the calculation that could be computed.
    public var steps: [Step]
    /// Amount per month in the region's currency; nil when it is unknown or nothing is paid.
    public var amount: Double?
    /// Whether the amount depends on an unconfirmed figure.
    public var isAmountDoubtful: Bool
    /// The text of the amount; empty without one.
    public var amountText: LocalizedText
    /// The sources of the programme and of the figures used.
    public var sources: [EntitlementSource]
}
