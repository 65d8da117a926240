package import CoreMetrics

/// Counts cached and drawn tiles in the metrics of the process, across datasets.
package struct TileCounters: Sendable {
    private let warm: Counter
    private let cold: Counter

    /// Creates counters in `factory`, or in the default one.
    package init(factory: (any MetricsFactory)? = nil) {
        func counter(_ state: String) -> Counter {
            let (label, dimensions) = ("plision_tiles_total", [("state", state)])
            guard let factory else { return Counter(label: label, dimensions: dimensions) }
            return Counter(label: label, dimensions: dimensions, factory: factory)
        }
        (warm, cold) = (counter("warm"), counter("cold"))
    }

    /// Counts a tile.
    package func count(isWarm: Bool) {
        (isWarm ? warm : cold).increment()
    }
}
