import NIOCore
import TestSupport
import Testing
import WebSupport

@Suite struct SharesTests {
    private let one: ClientKey
    private let other: ClientKey
    private let clients: [ClientKey]

    init() throws {
        let all = Clients(proxies: [])
        clients = try (1...4).map { number in
            all.key(of: try SocketAddress(ipAddress: "192.0.2.\(number)", port: 1)) { _ in [] }
        }
        (one, other) = (clients[0], clients[1])
    }

    @Test(arguments: [(2, 1), (3, 1), (7, 3), (8, 4), (1024, 512)])
    func oneClientHasHalf(_ limit: Int, _ half: Int) {
        var shares = Shares(of: limit)
        #expect((0..<limit).count { _ in shares.take(for: one) } == half)
        #expect(shares.shortage(for: one) == .share)
        #expect((0..<limit).count { _ in shares.take(for: nil) } == limit - half)
        #expect(shares.taken == limit && shares.shortage(for: other) == .whole)
        shares.giveBack(for: one)
        #expect(shares.shortage(for: one) == nil && shares.taken == limit - 1)
    }

    @Test func aClientWithoutAShareMayTakeOneAmount() {
        // Half of a total of one is nothing, so the first client takes it all.
        var single = Shares(of: 1)
        let hasRoom = [single.take(for: one), single.take(for: other)]
        #expect(hasRoom == [true, false])
        // More than half, as one amount.
        var shares = Shares(of: 100)
        let fits = shares.take(70, for: one)
        #expect(fits && shares.shortage(of: 1, for: one) == .share)
        #expect(shares.shortage(of: 31, for: other) == .whole && shares.shortage(of: 30, for: other) == nil)
        // More than the total, while nothing else is taken.
        var empty = Shares(of: 100)
        let alone = empty.take(1000, for: one)
        #expect(alone && empty.shortage(for: other) == .whole)
        empty.giveBack(1000, for: one)
        #expect(empty.taken == 0 && empty.shortage(for: other) == nil)
    }

    @Test func sharedAddressesHaveNoShare() {
        var shares = Shares(of: 6)
        #expect((0..<9).count { _ in shares.take(for: nil) } == 6)
        #expect(shares.shortage(for: nil) == .whole)
        for _ in 0..<6 { shares.giveBack(for: nil) }
        #expect(shares.taken == 0)
    }

    /// Random amounts are taken and returned, and compared with plain sums.
    @Test func sumsStayRight() {
        var generator = SeededGenerator(seed: 11)
        var shares = Shares(of: 1000)
        var held: [(who: Int, amount: Int)] = []
        for _ in 0..<20_000 {
            if Bool.random(using: &generator), let index = held.indices.randomElement(using: &generator) {
                let gone = held.remove(at: index)
                shares.giveBack(gone.amount, for: clients[gone.who])
            } else {
                let who = Int.random(in: 0..<4, using: &generator)
                let amount = Int.random(in: 1...600, using: &generator)
                let mine = held.filter { $0.who == who }.map(\.amount).reduce(0, +)
                let all = held.map(\.amount).reduce(0, +)
                let fits = (all == 0 || all + amount <= 1000) && (mine == 0 || mine + amount <= 500)
                let isTaken = shares.take(amount, for: clients[who])
                #expect(isTaken == fits)
                if fits { held.append((who, amount)) }
            }
            #expect(shares.taken == held.map(\.amount).reduce(0, +))
        }
    }
}
