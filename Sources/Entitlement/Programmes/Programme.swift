public import Records

/// A programme that people can be entitled to, with its conditions.
public struct Programme: Hashable, Sendable {
    /// A condition of a programme.
    public struct Condition: Hashable, Sendable {
        /// Its name, unique in the programme.
        public var id: String
        /// The text when it is met. `{name}` is replaced by a value.
        public var met: LocalizedText
        /// The text when it is not met.
        public var unmet: LocalizedText
        /// The text when it is undecided.
        public var open: LocalizedText
        /// Identifiers of its sources, in addition to those of the figures it uses.
        public var sources: [String]
        let test: RuleExpression
    }

    /// Stable code.
    public var code: String
    /// Name.
    public var names: LocalizedText
    /// What it provides, in a sentence.
    public var summary: LocalizedText
    /// Kinds of structure where people apply, the most competent first.
    public var kinds: [String]
    /// The documents to bring.
    public var documents: [LocalizedText]
    /// Further notes.
    public var notes: [LocalizedText]
    /// The conditions, all of which must be met.
    public var conditions: [Condition]
    /// The text for the monthly amount. `{amount}` is replaced by it.
    public var amountText: LocalizedText
    /// Identifiers of its sources.
    public var sources: [String]
    /// The date on which the sources were last read.
    public var checkedOn: CivilDate
    /// Names of definitions that are shown as steps of the calculation.
    let steps: [String]
    let amount: RuleExpression?
}

/// The source of a figure or rule.
public struct EntitlementSource: Hashable, Sendable {
    /// Identifier.
    public var id: String
    /// Title or publisher.
    public var title: String
    /// Address of the page.
    public var url: String
    /// Date of the source, to the precision it gives (`2023`, `2023-11`, `2023-11-13`).
    public var date: String?
}
