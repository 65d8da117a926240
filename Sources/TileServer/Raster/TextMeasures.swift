internal import Caching

/// Caches the sizes of texts, because the same names occur in many pictures.
final class TextMeasures: Sendable {
    private struct Key: Hashable {
        var text: String
        var font: TextShaper.Font
        var maximumWidth: Double
    }

    private let sizes = Memo<Key, (width: Double, height: Double)>(limit: 20_000)

    /// The size of a text broken into lines no wider than `maximumWidth`.
    func size(
        _ text: String, _ font: TextShaper.Font, maximumWidth: Double, _ shaper: TextShaper
    ) -> (width: Double, height: Double) {
        sizes.value(Key(text: text, font: font, maximumWidth: maximumWidth)) {
            shaper.measure(text, font, maximumWidth: maximumWidth)
        }
    }
}
