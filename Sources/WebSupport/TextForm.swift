public import Records

/// What a text must look like: the pattern that the interface document publishes and the parser checks.
public struct TextForm: Hashable, Sendable {
    /// A pattern in the syntax that ECMA-262 and Swift share, for a whole text: from `^` to `$`.
    public let pattern: String
    /// What a text should have been, in words.
    public let expectation: Phrase
    private let matcher: Matcher

    /// Texts that fit `pattern`. Traps when it is none: patterns are part of the program.
    public init(_ pattern: String, expected expectation: Phrase) {
        self.pattern = pattern
        self.expectation = expectation
        matcher = Matcher(pattern)
    }

    /// Whether the whole of `text` fits.
    public func isMet(by text: String) -> Bool { text.wholeMatch(of: matcher.regex) != nil }

    public static func == (left: TextForm, right: TextForm) -> Bool { left.pattern == right.pattern }
    public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

    private final class Matcher: Sendable {
        // A pattern made of text holds no code of ours, which is what could not be shared.
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
