internal import Synchronization

/// Caches the sizes of texts, because the same names occur in many pictures.
final class TextMeasures: Sendable {
    private struct Key: Hashable {
        var text: String
        var font: TextShaper.Font
        var maximumWidth: Double
    }

    private let known = Mutex<[Key: (width: Double, height: Double)]>([:])
    private let limit: Int

    /// Creates a cache of up to `limit` sizes; when it is full, all are evicted.
    init(limit: Int = 20_000) {
        self.limit = limit
    }

    /// The size of a text broken into lines no wider than `maximumWidth`.
    func size(
        _ text: String, _ font: TextShaper.Font, maximumWidth: Double, _ shaper: TextShaper
    ) -> (width: Double, height: Double) {
        let key = Key(text: text, font: font, maximumWidth: maximumWidth)
        if let size = known.withLock({ $0[key] }) { return size }
        let size = shaper.measure(text, font, maximumWidth: maximumWidth)
        known.withLock { known in
            if known.count >= limit { known.removeAll(keepingCapacity: true) }
            known[key] = size
        }
        return size
    }
}
