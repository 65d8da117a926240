internal import Geocoding

/// Which comments on opening hours mean «by appointment», as data: words of the region's languages.
public struct AppointmentWords: Hashable, Sendable {
    private let words: [String]
    private let walkInPhrases: [String]

    /// A comment that contains one of `words` means «by appointment», unless it contains one of `walkInPhrases`
    /// («without appointment»); case and accents do not count.
    public init(words: [String] = [], walkInPhrases: [String] = []) {
        self.words = words.map { TextFolding.fold($0) }.filter { !$0.isEmpty }
        self.walkInPhrases = walkInPhrases.map { TextFolding.fold($0) }.filter { !$0.isEmpty }
    }

    /// Whether `comment` asks for an appointment.
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
