/// A writing system, detected from code points, used to select spellings from a list of names.
public enum WritingSystem: String, Hashable, Sendable, CaseIterable {
    case latin = "Latin"
    case greek = "Greek"
    case cyrillic = "Cyrillic"
    case armenian = "Armenian"
    case georgian = "Georgian"
    case hebrew = "Hebrew"
    case arabic = "Arabic"

    /// Whether `text` has a letter and all its letters belong to the script.
    package func isScript(of text: String) -> Bool {
        var found = false
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            guard blocks.contains(where: { $0.contains(scalar.value) }) else { return false }
            found = true
        }
        return found
    }

    /// The Unicode blocks with the script's letters.
    private var blocks: [ClosedRange<UInt32>] {
        switch self {
        case .latin:
            [0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0x24F, 0x250...0x2AF, 0x1E00...0x1EFF]
        case .greek: [0x370...0x3FF, 0x1F00...0x1FFF]
        case .cyrillic: [0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F]
        case .armenian: [0x531...0x58F]
        case .georgian: [0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F]
        case .hebrew: [0x591...0x5F4]
        case .arabic: [0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF]
        }
    }
}
