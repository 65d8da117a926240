public import Records

/// A pattern that a text must match, both for the parser and for the OpenAPI document.
public struct TextForm: Hashable, Sendable {
    /// A pattern in the common syntax of ECMA-262 and Swift that matches a whole text, from `^` to `$`.
    public let pattern: String
    /// The pattern of a text of at least one character without control characters, in ECMA-262's syntax: what
    /// ``ParameterDescription/Shape/text(maximum:)`` takes.
    public static let plainPattern = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$"

    /// A description of the expected text, for error messages.
    public let expectation: Phrase
    private let matcher: Matcher

    /// Creates a form. Traps when `pattern` is invalid, because patterns are part of the program.
    public init(_ pattern: String, expected expectation: Phrase) {
        self.pattern = pattern
        self.expectation = expectation
        matcher = Matcher(pattern)
    }

    /// Whether the whole of `text` matches.
    public func isMet(by text: String) -> Bool { text.wholeMatch(of: matcher.regex) != nil }

    /// Whether two forms have the same pattern.
    public static func == (left: TextForm, right: TextForm) -> Bool { left.pattern == right.pattern }
    /// Hashes the pattern.
    public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

    private final class Matcher: Sendable {
        // `Regex` is not Sendable because it may contain closures; one parsed from text contains none.
        nonisolated(unsafe) let regex: Regex<AnyRegexOutput>

        init(_ pattern: String) {
            do {
                regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
            } catch {
                preconditionFailure("\(pattern): \(error)")
            }
        }
    }
}
