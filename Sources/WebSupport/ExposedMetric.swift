internal import CoreMetrics
internal import Synchronization

/// One series of a metric, which can write itself in the Prometheus text format.
protocol ExposedMetric: AnyObject, Sendable {
    /// Appends the lines of the series; `labels` is `a="b",c="d"` or empty.
    func expose(name: String, labels: String, into text: inout String)
}

/// A counter that only increases.
final class CounterMetric: ExposedMetric, CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }

    func expose(name: String, labels: String, into text: inout String) {
        text += "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(value.load(ordering: .relaxed))\n"
    }
}

/// A value that can increase and decrease.
final class GaugeMetric: ExposedMetric, MeterHandler, RecorderHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { self.value.withLock { $0 = value } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func record(_ value: Int64) { set(Double(value)) }

    func record(_ value: Double) { set(value) }

    func reset() { value.withLock { $0 = 0 } }

    func expose(name: String, labels: String, into text: inout String) {
        text += "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(value.withLock { $0 })\n"
    }
}

/// A histogram with fixed upper bounds.
final class HistogramMetric: ExposedMetric, TimerHandler, RecorderHandler {
    /// The bounds for durations, in seconds.
    static let seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    /// The bounds for sizes, in bytes.
    static let sizes: [Double] = [100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

    private struct State {
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let scale: Double
    private let state: Mutex<State>

    /// Creates a histogram of values multiplied by `scale`; `bounds` are ascending.
    init(bounds: [Double], scale: Double) {
        self.bounds = bounds
        self.scale = scale
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let scaled = value * scale
        let bucket = bounds.firstIndex { scaled <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += scaled
        }
    }

    func expose(name: String, labels: String, into text: inout String) {
        let state = state.withLock { $0 }
        let prefix = labels.isEmpty ? "" : "\(labels),"
        var total = 0
        for (index, bound) in (bounds.map { "\($0)" } + ["+Inf"]).enumerated() {
            total += state.counts[index]
            text += "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(total)\n"
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        text += "\(name)_sum\(braces) \(state.sum)\n\(name)_count\(braces) \(total)\n"
    }
}
