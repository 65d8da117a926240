import Logging
import Synchronization
import Testing
import WebSupport

@Suite struct LiveValueTests {
    struct Broken: Error {}

    final class Files: Sendable {
        struct State {
            var identity: String? = "1"
            var value: Int? = 1
            var loads = 0
        }
        let state = Mutex(State())

        func put(_ identity: String?, _ value: Int?) {
            state.withLock {
                $0.identity = identity
                $0.value = value
            }
        }

        func live() throws -> LiveValue<Int> {
            try LiveValue(name: "test", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
                self.state.withLock { $0.identity }
            } load: {
                try self.state.withLock {
                    $0.loads += 1
                    guard let value = $0.value else { throw Broken() }
                    return value
                }
            }
        }
    }

    @Test func takesANewBuildAndKeepsTheOldOneWhenItIsBroken() throws {
        let files = Files()
        let live = try files.live()
        #expect(live.current == 1)
        #expect(!live.refresh())
        files.put("2", 2)
        #expect(live.refresh())
        #expect(live.current == 2)
        files.put("3", nil)
        #expect(!live.refresh())
        #expect(!live.refresh())
        #expect(live.current == 2)
        #expect(files.state.withLock { $0.loads } == 3)  // the broken one was tried once
        files.put(nil, nil)
        #expect(!live.refresh())
        files.put("4", 4)
        #expect(live.refresh())
        #expect(live.current == 4)
    }

    @Test func doesNotStartOnABrokenOne() {
        let files = Files()
        files.put("1", nil)
        #expect(throws: Broken.self) { try files.live() }
    }
}
