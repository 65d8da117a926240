import Glibc

/// Measures scenarios when warm, and prints peer, scenario, unit, minimum, median, maximum and a checksum.
struct BenchmarkClock {
    let peer: String

    /// Measures the time per query in nanoseconds, over rounds of 20,000 queries.
    func measure<Query>(_ scenario: String, queries: [Query], _ answer: (Query) -> Int) {
        let perRound = min(20_000, queries.count)
        var sum = 0
        var times: [Double] = []
        for round in 0..<16 {
            let start = round * perRound % max(1, queries.count - perRound + 1)
            let began = Self.now()
            for index in start..<(start + perRound) { sum &+= answer(queries[index]) }
            times.append((Self.now() - began) / Double(perRound))
        }
        report(scenario, "ns", Array(times.dropFirst()), sum)
    }

    /// Measures the time per round, divided by the number of nanoseconds in the unit.
    func measure(
        _ scenario: String, unit: String, perRound: Double, rounds: Int, _ work: () throws -> Void
    ) rethrows {
        var times: [Double] = []
        for _ in 0...rounds {
            let began = Self.now()
            try work()
            times.append((Self.now() - began) / perRound)
        }
        report(scenario, unit, Array(times.dropFirst()), 0)
    }

    private func report(_ scenario: String, _ unit: String, _ times: [Double], _ sum: Int) {
        let sorted = times.sorted()
        func text(_ value: Double) -> String { "\(((value * 10).rounded()) / 10)" }
        print(
            [
                peer, scenario, unit, text(sorted[0]), text(sorted[sorted.count / 2]), text(sorted[sorted.count - 1]),
                "\(sum)",
            ].joined(separator: "\t"))
    }

    /// The processor time of this thread, so that other load disturbs less.
    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
