public import Records

/// A figure of law that changes over time, each value with its source.
public struct DatedFigure: Hashable, Sendable {
    /// The figure during a time.
    public struct Value: Hashable, Sendable {
        /// The first day; nothing when it is not known since when.
        public var from: CivilDate?
        /// The last day; nothing when no end is known.
        public var to: CivilDate?
        /// The figure; nothing when there is one but it is not known.
        public var amount: Double?
        /// Identifier of the source.
        public var source: String
        /// Whether the source was read or the figure is still to be confirmed.
        public var certainty: Certainty
    }

    /// Name in the rules.
    public var id: String
    /// The values, none overlapping another.
    public var values: [Value]

    /// The value that holds on `date`.
    public func value(on date: CivilDate) -> Value? {
        values.first { ($0.from.map { $0 <= date } ?? true) && ($0.to.map { date <= $0 } ?? true) }
    }
}
