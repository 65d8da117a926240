import CoreMetrics
import Testing
import WebSupport

@Suite struct MetricsRegistryTests {
    @Test func exposesCountersGaugesAndHistograms() {
        let registry = MetricsRegistry()
        let counter = Counter(label: "things.total", dimensions: [("route", "/a\"b\\")], factory: registry)
        counter.increment(by: 3)
        Counter(label: "things.total", dimensions: [("route", "/a\"b\\")], factory: registry).increment()
        Meter(label: "level", factory: registry).set(2.5)
        let timer = Timer(label: "wait_seconds", factory: registry)
        timer.recordNanoseconds(300_000)
        timer.recordNanoseconds(3_000_000_000)
        let text = registry.exposition()
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("# TYPE things_total counter"))
        #expect(lines.contains(#"things_total{route="/a\"b\\"} 4"#))
        #expect(lines.contains("level 2.5"))
        #expect(lines.contains(#"wait_seconds_bucket{le="0.00025"} 0"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="0.0005"} 1"#))
        #expect(lines.contains(#"wait_seconds_bucket{le="+Inf"} 2"#))
        #expect(lines.contains("wait_seconds_count 2"))
        #expect(text.hasSuffix("\n"))
    }

    @Test func labelsAreBounded() {
        let registry = MetricsRegistry(seriesLimit: 10)
        for index in 0..<1000 {
            Counter(label: "hits", dimensions: [("who", "\(index)")], factory: registry).increment()
        }
        let lines = registry.exposition().split(separator: "\n").filter { $0.hasPrefix("hits") }
        #expect(lines.count == 11)
        #expect(lines.contains("hits 990"))
    }

    @Test func twoTypesUnderOneNameStayValid() {
        let registry = MetricsRegistry()
        Counter(label: "x", factory: registry).increment()
        Meter(label: "x", factory: registry).set(1)
        #expect(registry.exposition() == "# TYPE x counter\nx 1\n")
    }
}
