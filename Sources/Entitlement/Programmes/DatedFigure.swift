public import Records

/// A figure of law that changes over time, with a source for each value.
public struct DatedFigure: Hashable, Sendable {
    /// The value for a period.
    public struct Value: Hashable, Sendable {
        /// The first day; nil when unknown.
        public var from: CivilDate?
        /// The last day; nil when no end is known.
        public var to: CivilDate?
        /// The amount; nil when unknown.
        public var amount: Double?
        /// Identifier of the source.
        public var source: String
        /// Whether a source that was read confirms it.
        public var certainty: Certainty
    }

    /// Its name in rules.
    public var id: String
    /// What it is, for those who keep it; can be empty.
    public var text: LocalizedText
    /// The values in order of time, without overlaps.
    public var values: [Value]

    /// Returns the value that applies on `date`, or nil.
    public func value(on date: CivilDate) -> Value? {
        values.first { ($0.from.map { $0 <= date } ?? true) && ($0.to.map { date <= $0 } ?? true) }
    }
}
