public import Records

/// What can be said about one person and one programme, and why.
public struct ProgrammeJudgement: Hashable, Sendable {
    /// How likely it is that the programme is granted; nobody but the competent office decides.
    public enum Outcome: String, Sendable, CaseIterable {
        /// Every condition holds by figures that are confirmed.
        case likely
        /// A condition certainly does not hold.
        case unlikely
        /// An answer is missing, or a figure is not confirmed.
        case ask
    }

    /// One reason.
    public struct Reason: Hashable, Sendable {
        /// What the reason says about its condition.
        public enum Kind: String, Sendable {
            case met, unmet, open
        }

        /// Name of the condition.
        public var condition: String
        /// What it says.
        public var kind: Kind
        /// Whether it rests on a figure that is not confirmed.
        public var isDoubtful: Bool
        /// In plain words.
        public var text: LocalizedText
        /// Questions whose answers would decide it.
        public var missing: [String]
        /// Where it is written.
        public var sources: [EntitlementSource]
    }

    /// One step of the calculation.
    public struct Step: Hashable, Sendable {
        /// Name of the definition.
        public var id: String
        /// In plain words, the value included.
        public var text: LocalizedText
        /// The value.
        public var value: AnswerValue
        /// Whether it rests on a figure that is not confirmed.
        public var isDoubtful: Bool
    }

    /// The programme.
    public var programme: Programme
    /// The date the application is thought to be made on.
    public var date: CivilDate
    /// The outcome.
    public var outcome: Outcome
    /// Why, in the order of the programme's conditions.
    public var reasons: [Reason]
    /// How the figures came about; steps that cannot be worked out are left out.
    public var steps: [Step]
    /// Euros (or the region's currency) a month, nothing when unknown or when nothing is paid.
    public var amount: Double?
    /// Whether the amount rests on a figure that is not confirmed.
    public var isAmountDoubtful: Bool
    /// The amount in words; empty without one.
    public var amountText: LocalizedText
    /// Sources of the programme and of the figures used.
    public var sources: [EntitlementSource]
}
