import Synchronization
import Testing
import WebSupport

@Suite struct AccessLogTests {
    final class Lines: Sendable {
        let bytes = Mutex<[UInt8]>([])
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
    }

    @Test func aLineHasRouteStatusTimeAndBytes() {
        let lines = Lines()
        let log = AccessLog { bytes in lines.bytes.withLock { $0 += bytes } }
        log.record(route: "/api/v1/things/{id}", status: 200, nanoseconds: 12_345_678, bytes: 90)
        log.record(route: "(unknown)", status: 404, nanoseconds: 0, bytes: 0)
        #expect(lines.text.isEmpty)
        log.flush()
        #expect(
            lines.text == """
                route=/api/v1/things/{id} status=200 ms=12.345 bytes=90
                route=(unknown) status=404 ms=0.000 bytes=0

                """)
        log.flush()
        #expect(lines.text.split(separator: "\n").count == 2)
    }

    @Test func manyThreadsLoseNoLine() async {
        let lines = Lines()
        let log = AccessLog { bytes in lines.bytes.withLock { $0 += bytes } }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<2000 { log.record(route: "/x", status: 200, nanoseconds: 1_001_000, bytes: 1) }
                }
            }
        }
        log.flush()
        let all = lines.text.split(separator: "\n")
        #expect(all.count == 16_000)
        #expect(Set(all) == ["route=/x status=200 ms=1.001 bytes=1"])
    }
}
