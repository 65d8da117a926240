import Foundation
import Geocoding
import GeoIndex
import Records
import Glibc

/// Measures the geocoder on a generated gazetteer; prints one tab-separated line per figure: who, what, unit, value.
@main
enum GeocoderBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            print("usage: GeocoderBenchmark (make|run) DIRECTORY [STREETS DOORS [SET]] | ask DATASET QUESTIONS")
            exit(64)
        }
        if arguments[1] == "ask", arguments.count == 4 { return try ask(arguments[2], arguments[3]) }
        let streets = arguments.count > 3 ? Int(arguments[3]) ?? 100_000 : 100_000
        let doors = arguments.count > 4 ? Int(arguments[4]) ?? 2_000_000 : 2_000_000
        let country = GeneratedCountry(seed: 7, streetCount: streets, doorCount: doors)
        let path = arguments[2] + "/" + GazetteerBuilder.fileName
        switch arguments[1] {
        case "make": try make(country, path)
        default: try run(country, path, only: arguments.count > 5 ? QuerySet(rawValue: arguments[5]) : nil)
        }
        try writeQueries(country, arguments[2])
    }

    private static func make(_ country: GeneratedCountry, _ path: String) throws {
        let start = ContinuousClock.now
        var builder = GazetteerBuilder(
            settings: GazetteerSettings(language: "el", postcodes: [PostcodePattern(shape: "999 99")]),
            municipalityAt: { _ in nil })
        country.feed(&builder)
        let writer = builder.finish()
        try writer.write(to: path, buildID: BuildID(combining: [writer.contentHash]))
        report("build", "s", seconds(ContinuousClock.now - start))
    }

    private static func run(_ country: GeneratedCountry, _ path: String, only: QuerySet?) throws {
        let doors = country.streets.reduce(0) { $0 + $1.doors }
        var status = stat()
        guard stat(path, &status) == 0 else { return print("no file \(path): run make first") }
        report("streets", "count", Double(country.streets.count))
        report("addresses", "count", Double(doors))
        report("file", "MB", Double(status.st_size) / 1e6)
        report("file per address", "bytes", Double(status.st_size) / Double(doors))
        for (label, verify) in [("open, verified", true), ("open", false)] {
            let start = ContinuousClock.now
            let geocoder = try Geocoder(path: path, verify: verify)
            report(label, "ms", seconds(ContinuousClock.now - start) * 1000)
            _ = geocoder.count
        }
        let geocoder = try Geocoder(path: path, verify: false)
        for set in QuerySet.allCases where only == nil || set == only { try measure(set, country, geocoder) }
        measureReverse(country, geocoder)
        report("resident", "MB", residentMegabytes())
    }

    private static func measure(_ set: QuerySet, _ country: GeneratedCountry, _ geocoder: Geocoder) throws {
        let queries = set.queries(country, count: 3000, seed: 42)
        for query in queries.prefix(200) { _ = try geocoder.search(GeocodeQuery(text: query.text)) }
        var times: [Double] = []
        var found = 0
        for query in queries {
            let start = processorMicroseconds()
            let answer = try geocoder.search(GeocodeQuery(text: query.text))
            times.append(processorMicroseconds() - start)
            let isFound = answer.results.prefix(10).contains { $0.result.street == query.street.name }
            if isFound { found += 1 }
        }
        times.sort()
        report("\(set.rawValue) median", "µs", times[times.count / 2])
        report("\(set.rawValue) p99", "µs", times[times.count * 99 / 100])
        report("\(set.rawValue) found among ten", "share", Double(found) / Double(queries.count))
    }

    /// Geocodes a file of queries (text, street, town) with a dataset; measured by wall clock, as for peers that are
    /// servers.
    private static func ask(_ dataset: String, _ file: String) throws {
        let geocoder = try Geocoder(path: dataset + "/" + GazetteerBuilder.fileName)
        let questions = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "\t").map(String.init) }
        for question in questions.prefix(20) { _ = try geocoder.search(GeocodeQuery(text: question[0])) }
        var times: [Double] = []
        var (found, first) = (0, 0)
        for question in questions {
            let start = ContinuousClock.now
            let answer = try geocoder.search(GeocodeQuery(text: question[0]))
            times.append(seconds(ContinuousClock.now - start) * 1e6)
            let hits = answer.results.map { $0.result.street == question[1] && $0.settlement?["und"] == question[2] }
            found += hits.contains(true) ? 1 : 0
            first += hits.first == true ? 1 : 0
        }
        times.sort()
        report("small file: median", "µs", times[times.count / 2])
        report("small file: p99", "µs", times[times.count * 99 / 100])
        report("small file: meant street among ten", "share", Double(found) / Double(questions.count))
        report("small file: meant street first", "share", Double(first) / Double(questions.count))
    }

    private static func measureReverse(_ country: GeneratedCountry, _ geocoder: Geocoder) {
        var random = SplitMix(seed: 3)
        var times: [Double] = []
        for _ in 0..<3000 {
            let street = country.streets.randomElement(using: &random)!
            let position = country.coordinate(street, Int.random(in: 0..<max(1, street.doors), using: &random))
            let start = processorMicroseconds()
            _ = geocoder.reverse(position, municipality: nil)
            times.append(processorMicroseconds() - start)
        }
        times.sort()
        report("reverse median", "µs", times[times.count / 2])
        report("reverse p99", "µs", times[times.count * 99 / 100])
    }

    /// Writes the same queries and streets as files, for peers.
    private static func writeQueries(_ country: GeneratedCountry, _ directory: String) throws {
        for set in QuerySet.allCases {
            let lines = set.queries(country, count: 3000, seed: 42).map { "\($0.text)\t\($0.street.name)" }
            write(lines, to: "\(directory)/\(set.rawValue).tsv")
        }
        let streets = country.streets.map { "\($0.name)\t\(country.towns[$0.town].names.text(in: "el"))" }
        write(streets, to: "\(directory)/streets.tsv")
    }

    private static func write(_ lines: [String], to path: String) {
        guard let file = fopen(path, "w") else { return print("cannot write \(path)") }
        for line in lines { fputs(line + "\n", file) }
        fclose(file)
    }

    private static func report(_ what: String, _ unit: String, _ value: Double) {
        let rounded = (value * 1000).rounded() / 1000
        print("Plision\t\(what)\t\(unit)\t\(rounded)")
        fflush(nil)
    }

    /// The processor time of this thread: queries neither read files nor wait, and other load on the machine must not
    /// count.
    private static func processorMicroseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    /// The resident memory of this process, from /proc.
    private static func residentMegabytes() -> Double {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }
}
