/// A person's answers for the length of one request: never stored, and never part of a text that may be logged.
public struct EntitlementAnswers: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private var values: [String: AnswerValue]

    /// Creates answers from question to value; a question not named is not answered.
    public init(_ values: [String: AnswerValue] = [:]) {
        self.values = values
    }

    /// The answer to a question, nothing when unknown.
    public subscript(question: String) -> AnswerValue? {
        get { values[question] }
        set { values[question] = newValue }
    }

    /// How many questions are answered, and no more than that.
    public var description: String { "\(values.count) answers" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
