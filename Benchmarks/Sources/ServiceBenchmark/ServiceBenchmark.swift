import GeoIndex
import Glibc
import Locator
import OpeningHours
import Records

/// Measures the nearest search with filters among 100,000 structures, and their hours in one sweep. Usage:
/// ServiceBenchmark DIR [STRUCTURES]
@main
enum ServiceBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard (2...3).contains(arguments.count), let count = arguments.count == 3 ? Int(arguments[2]) : 100_000 else {
            print("usage: ServiceBenchmark DIR [STRUCTURES]")
            return
        }
        let directory = CommandLine.arguments[1] + "/services"
        let contents = GeneratedServices(count: count, seed: 11).contents
        _ = try DatasetWriter(contents).write(to: directory)
        let dataset = try Dataset(directory: directory)
        let locator = ServiceLocator(dataset: dataset)
        let noon = TimeText.instant("2026-02-11T11:00", in: dataset.calendar.zone) ?? .now

        let filters: [(String, ServiceFilter)] = [
            ("no filter", ServiceFilter()), ("open", ServiceFilter(opening: .open)),
            ("step-free", ServiceFilter(isStepFree: true)),
            ("open, step-free, language", ServiceFilter(opening: .open, isStepFree: true, languages: ["sq"])),
            (
                "open, step-free, language, audience, free",
                ServiceFilter(
                    opening: .open, isStepFree: true, languages: ["sq"], audiences: ["homeless"], cost: .free)
            ),
        ]
        for (name, filter) in filters {
            for kinds in [[], ["k3"]] {
                var random = GeneratedServices.Numbers(state: 5)
                let times = (0..<600).map { index -> Double in
                    let query = NearestQuery(
                        origin: Coordinate(longitude: 20 + 5 * random.next(), latitude: 38 + 2 * random.next()),
                        kinds: kinds, limit: 5, instant: noon.adding(seconds: index * 60), filter: filter)
                    let start = now()
                    let answer = locator.nearest(query)
                    let time = now() - start
                    precondition(answer.results.count <= 5)
                    return time
                }.sorted()
                print(
                    "nearest, \(name)\(kinds.isEmpty ? "" : ", one kind")", "ms", "median \(text(times[300]))",
                    "p99 \(text(times[594]))", separator: "\t")
            }
        }
        try sweep(contents, from: noon, writing: CommandLine.arguments[1] + "/hours.txt")
    }

    /// Measures the hours of all structures at one moment; writes the texts, one a line, to `file` for the peer.
    private static func sweep(_ contents: DatasetContents, from noon: UTCInstant, writing file: String) throws {
        let texts = Set(contents.structures.compactMap(\.openingHours)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, UInt32($0)) })
        let book = HoursBook(texts: texts, calendar: .plain)
        let rows = contents.structures.map { $0.openingHours.flatMap { numbers[$0] } ?? .max }
        let locals = [UInt16](repeating: 0, count: rows.count)
        let times = (0..<40).map { index -> Double in
            let start = now()
            let states = book.states(rows: rows, locals: locals, at: noon.adding(seconds: index * 3600))
            precondition(states.count == rows.count)
            return now() - start
        }.sorted()
        print(
            "hours of \(rows.count) in one sweep, \(texts.count) texts", "ms", "median \(text(times[20]))",
            "max \(text(times[39]))", separator: "\t")
        guard let out = fopen(file, "w") else { return }
        defer { fclose(out) }
        fputs(contents.structures.compactMap(\.openingHours).joined(separator: "\n") + "\n", out)
    }

    private static func text(_ seconds: Double) -> String { "\((seconds * 1e6).rounded() / 1000)" }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
