/// The answers of a person, for the duration of one request. They are never stored or logged: printing shows only their
/// number.
public struct EntitlementAnswers: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private var values: [String: AnswerValue]

    /// Creates answers by question. Questions that are not in `values` are not answered.
    public init(_ values: [String: AnswerValue] = [:]) {
        self.values = values
    }

    /// The answer to a question; nil when unknown.
    public subscript(question: String) -> AnswerValue? {
        get { values[question] }
        set { values[question] = newValue }
    }

    /// The number of answers, without their values.
    public var description: String { "\(values.count) answers" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
