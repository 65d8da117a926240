public import Records

/// Something a person may be entitled to, and what decides it.
public struct Programme: Hashable, Sendable {
    /// One thing that must hold.
    public struct Condition: Hashable, Sendable {
        /// Name, unique in the programme.
        public var id: String
        /// What is told when it holds; `{name}` stands for a value.
        public var met: LocalizedText
        /// What is told when it does not.
        public var unmet: LocalizedText
        /// What is told when it cannot be decided.
        public var open: LocalizedText
        /// Identifiers of sources that say so, beside those of the figures in it.
        public var sources: [String]
        let test: RuleExpression
    }

    /// Stable code.
    public var code: String
    /// Name.
    public var names: LocalizedText
    /// What it gives, in a sentence.
    public var summary: LocalizedText
    /// Kinds of structure where one asks for it, the most competent first.
    public var kinds: [String]
    /// What to bring.
    public var documents: [LocalizedText]
    /// What to know besides.
    public var notes: [LocalizedText]
    /// What must hold, all of it.
    public var conditions: [Condition]
    /// What the monthly amount is called in the answer; `{amount}` stands for it.
    public var amountText: LocalizedText
    /// Identifiers of its sources.
    public var sources: [String]
    /// When somebody last read the sources.
    public var checkedOn: CivilDate
    /// Names of definitions shown as steps of the calculation.
    let steps: [String]
    let amount: RuleExpression?
}

/// Where a figure or rule comes from.
public struct EntitlementSource: Hashable, Sendable {
    /// Identifier.
    public var id: String
    /// Title or publisher.
    public var title: String
    /// Page.
    public var url: String
    /// Date it bears, as far as it says (`2023`, `2023-11`, `2023-11-13`).
    public var date: String?
}
