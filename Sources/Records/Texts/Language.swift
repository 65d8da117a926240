/// A language of the pages and messages.
///
/// Greek and English are written in the code and complete. The others are translations for the pages of citizens, see
/// ``Catalogue``; planners and programs get English in their place.
public enum Language: String, CaseIterable, Hashable, Sendable {
    /// Greek.
    case greek = "el"
    /// English.
    case english = "en"
    /// Albanian.
    case albanian = "sq"
    /// Arabic.
    case arabic = "ar"
    /// Ukrainian.
    case ukrainian = "uk"

    /// The languages in which everything is written.
    public static let complete: [Language] = [.greek, .english]

    /// BCP 47 tag.
    public var tag: String { rawValue }

    /// The name of the language in itself.
    public var ownName: String {
        switch self {
        case .greek: "Ελληνικά"
        case .english: "English"
        case .albanian: "Shqip"
        case .arabic: "العربية"
        case .ukrainian: "Українська"
        }
    }

    /// Whether texts are translations, of which some may be absent.
    public var isTranslated: Bool { !Self.complete.contains(self) }

    /// Whether it is written from right to left.
    public var isRightToLeft: Bool { self == .arabic }

    /// The language itself if it is complete, else English.
    public var orEnglish: Language { isTranslated ? .english : self }

    /// The sign before the decimals of a number.
    public var decimalSign: String { self == .english || self == .arabic ? "." : "," }
}
