public import CoreMetrics
internal import Synchronization

/// Keeps metrics for Prometheus; a backend of swift-metrics.
///
/// Each metric has at most `seriesLimit` combinations of label values; further ones are counted without labels, so that
/// requests cannot exhaust the memory.
public final class MetricsRegistry: MetricsFactory {
    /// The media type of the Prometheus text format.
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private struct Family {
        var type: String
        var series: [(labels: String, metric: any ExposedMetric)]
    }

    private let families = Mutex<[String: Family]>([:])
    private let seriesLimit: Int
    private let help: [String: String]

    /// Creates an empty registry; `help` has one line of description for each metric name.
    public init(seriesLimit: Int = 1000, help: [String: String] = [:]) {
        self.seriesLimit = seriesLimit
        self.help = help.merging(RequestMetrics.help) { own, _ in own }
    }

    /// All metrics in the Prometheus text format 0.0.4, sorted by name and labels.
    public func exposition() -> String {
        let families = self.families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            if let help = help[name] { text += "# HELP \(name) \(help)\n" }
            text += "# TYPE \(name) \(family.type)\n"
            for series in family.series.sorted(by: { $0.labels < $1.labels }) {
                series.metric.expose(name: name, labels: series.labels, into: &text)
            }
        }
        return text
    }

    /// Creates or finds a counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        metric(label, "counter", dimensions) { CounterMetric() }
    }

    /// Creates or finds a counter of decimal numbers.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        metric(label, "counter", dimensions) { GaugeMetric() }
    }

    /// Creates or finds a gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        metric(label, "gauge", dimensions) { GaugeMetric() }
    }

    /// Creates or finds a histogram, or a gauge when `aggregate` is false.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return metric(label, "gauge", dimensions) { GaugeMetric() } }
        return metric(label, "histogram", dimensions) { HistogramMetric(bounds: HistogramMetric.sizes, scale: 1) }
    }

    /// Creates or finds a histogram of durations, exposed in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        metric(label, "histogram", dimensions) { HistogramMetric(bounds: HistogramMetric.seconds, scale: 1e-9) }
    }

    /// Does nothing: metrics live as long as the process, so that counters never go back to zero.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Does nothing, as ``destroyCounter(_:)``.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Does nothing, as ``destroyCounter(_:)``.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Does nothing, as ``destroyCounter(_:)``.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Does nothing, as ``destroyCounter(_:)``.
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func metric<Metric: ExposedMetric>(
        _ label: String, _ type: String, _ dimensions: [(String, String)], _ make: () -> Metric
    ) -> Metric {
        let name = Self.name(label)
        let labels = Self.labels(dimensions)
        return families.withLock { families in
            var family = families[name] ?? Family(type: type, series: [])
            if let known = family.series.first(where: { $0.labels == labels })?.metric as? Metric { return known }
            let kept = family.series.count < seriesLimit ? labels : ""
            if let overflow = family.series.first(where: { $0.labels == kept })?.metric as? Metric { return overflow }
            let made = make()
            // A second type under the same name would make the exposition invalid, so it is not exposed.
            guard family.type == type else { return made }
            family.series.append((kept, made))
            families[name] = family
            return made
        }
    }

    private static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    }

    private static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.map { dimension in
            let escaped = dimension.1.map { character in
                switch character {
                case "\\": "\\\\"
                case "\"": "\\\""
                case "\n": "\\n"
                default: String(character)
                }
            }
            let value = escaped.joined()
            return "\(name(dimension.0))=\"\(value)\""
        }
        .joined(separator: ",")
    }
}
