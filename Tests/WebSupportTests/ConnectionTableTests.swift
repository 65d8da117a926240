import NIOCore
import Records
import Synchronization
import Testing
import TestSupport
import WebSupport

@Suite struct ConnectionTableTests {
    private let clients = Clients(proxies: [])

    private func client(_ number: Int) throws -> ClientKey? {
        clients.key(ofConnection: try SocketAddress(ipAddress: "192.0.2.\(number)", port: 1))
    }

    @Test func oneClientHasHalfAndMakesRoomForItself() throws {
        let table = ConnectionTable(limit: 8)
        let closed = Mutex<[Int]>([])
        for number in 0..<100 {
            #expect(table.admit(try client(1)) { closed.withLock { $0.append(number) } } != nil)
        }
        #expect(table.count == 4)
        #expect(closed.withLock { $0 } == Array(0..<96))
        for number in 0..<4 { #expect(table.admit(try client(2)) { Issue.record("\(number)") } != nil) }
        #expect(table.count == 8)
    }

    @Test func busyConnectionsAreNotClosed() throws {
        let table = ConnectionTable(limit: 4)
        let busy = try (0..<2).compactMap { _ in table.admit(try client(1)) { Issue.record("a busy one was closed") } }
        for place in busy { place.isBusy.store(true, ordering: .relaxed) }
        #expect(table.admit(try client(1)) {} == nil)
        let closed = Mutex(0)
        for number in 2..<20 { #expect(table.admit(try client(number)) { closed.withLock { $0 += 1 } } != nil) }
        #expect(table.count == 4 && closed.withLock { $0 } == 16)
        table.leave(busy[0])
        table.leave(busy[0])
        #expect(table.count == 3)
    }

    @Test func aProxyHasNoShare() throws {
        let table = ConnectionTable(limit: 4)
        for _ in 0..<4 { #expect(table.admit(nil) { Issue.record("there was room") } != nil) }
        #expect(table.count == 4)
    }

    /// After any sequence, the counts equal those of the open places, and no client exceeds its share.
    @Test func countsStayRight() throws {
        var generator = SeededGenerator(seed: 7)
        let table = ConnectionTable(limit: 20)
        let closed = Mutex<Set<Int>>([])
        var open: [Int: (place: ConnectionTable.Place, client: Int)] = [:]
        for number in 0..<20_000 {
            let who = Int.random(in: 1...5, using: &generator)
            if Bool.random(using: &generator), let gone = open.keys.min() {
                table.leave(open.removeValue(forKey: gone)!.place)
            } else if let place = table.admit(try client(who), close: { closed.withLock { _ = $0.insert(number) } }) {
                open[number] = (place, who)
                if Int.random(in: 0..<3, using: &generator) == 0 { place.isBusy.store(true, ordering: .relaxed) }
            }
            for gone in closed.withLock({ $0 }) { open[gone] = nil }
            closed.withLock { $0 = [] }
            #expect(table.count == open.count && open.count <= 20)
            #expect(open.values.count { $0.client == who } <= 10)
        }
    }
}
