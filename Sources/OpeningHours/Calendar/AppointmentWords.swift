internal import Geocoding

/// The words in comments on opening hours that mean «by appointment», as data in the region's languages.
public struct AppointmentWords: Hashable, Sendable {
    private let words: [String]
    private let walkInPhrases: [String]

    /// Creates a set of words.
    ///
    /// - Parameters:
    ///   - words: Words or phrases that mean «by appointment». Case and accents are ignored.
    ///   - walkInPhrases: Phrases that contain such a word but mean the opposite («without appointment»).
    public init(words: [String] = [], walkInPhrases: [String] = []) {
        self.words = words.map { TextFolding.fold($0) }.filter { !$0.isEmpty }
        self.walkInPhrases = walkInPhrases.map { TextFolding.fold($0) }.filter { !$0.isEmpty }
    }

    /// Returns whether `comment` means «by appointment».
    public func ask(_ comment: String) -> Bool {
        let text = Array(TextFolding.fold(comment).utf8)
        guard words.contains(where: { Self.contains(text, $0) }) else { return false }
        return !walkInPhrases.contains { Self.contains(text, $0) }
    }

    private static func contains(_ text: [UInt8], _ part: String) -> Bool {
        let part = Array(part.utf8)
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }
}
