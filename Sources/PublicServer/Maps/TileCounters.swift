internal import CoreMetrics

/// How many tiles were at hand and how many had to be drawn, as metrics of the process: they outlive a dataset.
struct TileCounters: Sendable {
    private let warm: Counter
    private let cold: Counter

    /// Counters that `factory` reports, the default one when none is given.
    init(factory: (any MetricsFactory)? = nil) {
        func counter(_ state: String) -> Counter {
            let (label, dimensions) = ("plision_tiles_total", [("state", state)])
            guard let factory else { return Counter(label: label, dimensions: dimensions) }
            return Counter(label: label, dimensions: dimensions, factory: factory)
        }
        (warm, cold) = (counter("warm"), counter("cold"))
    }

    /// Counts a tile.
    func count(isWarm: Bool) {
        (isWarm ? warm : cold).increment()
    }
}
