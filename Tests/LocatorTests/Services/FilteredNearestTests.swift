import RuleFixtures
import GeoIndex
import Locator
import OpeningHours
import Records
import Testing
import TestSupport

/// Every filter, alone and combined, gives the result of a scan of the table.
struct FilteredNearestTests {
    /// A weekday morning in local time that is not a feast.
    private let instant = CalendarFixture.instant("2026-02-11T09:30")

    private func randomStructure(_ index: Int, _ random: inout SeededGenerator) -> Structure {
        let longitude = Double.random(in: -0.2...3.2, using: &random)
        let inside = (0...2).contains(Int(longitude.rounded(.down)))
        let hours: [String?] = [nil, "24/7", "Mo-Fr 08:00-15:00", "Mo-Fr 10:00-12:00", "off", "nonsense !"]
        var structure = Toyland.structure(
            "s\(index)", ["centre", "hospital"].randomElement(using: &random)!, longitude,
            Double.random(in: -0.2...1.2, using: &random),
            municipality: inside ? "T\(Int(longitude.rounded(.down)))" : nil,
            status: [.active, .unverified, .suspended, .temporary].randomElement(using: &random)!,
            hours: index % 17 == 0 ? "Mo-Fr 08:00-15:00 \"by appointment\"" : hours.randomElement(using: &random)!)
        structure.details.accessibility[.stepFree] = [nil, true, false].randomElement(using: &random)!
        structure.details.languages = [[], ["el"], ["sq"], ["el", "sq"], ["ar"]].randomElement(using: &random)!
        structure.details.audiences = [[], ["homeless"], ["children", "homeless"]].randomElement(using: &random)!
        structure.details.cost = [nil, .free, .paid].randomElement(using: &random)!
        structure.details.appointment = [nil, .required, .possible, StructureDetails.Appointment.none]
            .randomElement(using: &random)!
        if Bool.random(using: &random) {
            structure.details.services = [StructureService(code: "advice", names: LocalizedText(["en": "Advice"]))]
        }
        if index % 11 == 0 { structure.details.validTo = CalendarFixture.date("2026-02-10") }
        if index % 13 == 0 { structure.details.validFrom = CalendarFixture.date("2026-02-11") }
        return structure
    }

    private func randomFilter(_ random: inout SeededGenerator) -> ServiceFilter {
        func maybe<T>(_ value: T, _ other: T) -> T { Int.random(in: 0..<3, using: &random) == 0 ? value : other }
        return ServiceFilter(
            opening: [.any, .any, .open, .byAppointment].randomElement(using: &random)!,
            isStepFree: maybe(true, false), languages: maybe(["sq", "ar"], []), audiences: maybe(["children"], []),
            services: maybe(["advice"], []), cost: maybe(.free, nil),
            appointment: maybe(StructureDetails.Appointment.none, nil),
            withinMetres: maybe([0, 400, 20_000, 60_000, 150_000].randomElement(using: &random)!, nil))
    }

    /// Evaluates the filter again from the records alone: nil when it fails, else the unknown properties.
    private func judge(_ structure: Structure, _ filter: ServiceFilter) -> Set<String>? {
        var unknown: Set<String> = []
        let details = structure.details
        func ask(_ name: String, _ answer: Bool?) -> Bool {
            if answer == nil { unknown.insert(name) }
            return answer ?? true
        }
        if filter.opening != .any {
            let state: HoursState? =
                switch structure.openingHours {
                case "24/7", "Mo-Fr 08:00-15:00": .open
                case "Mo-Fr 10:00-12:00", "off": .closed
                case "Mo-Fr 08:00-15:00 \"by appointment\"": .appointment
                default: nil
                }
            guard ask("hours", state.map { $0 == (filter.opening == .open ? .open : .appointment) }) else { return nil }
        }
        func overlap(_ wanted: [String], _ has: [String]) -> Bool? {
            has.isEmpty ? nil : !Set(wanted).isDisjoint(with: has)
        }
        let answers: [(String, Bool?)] = [
            ("stepFree", filter.isStepFree ? details.accessibility[.stepFree] : true),
            ("language", filter.languages.isEmpty ? true : overlap(filter.languages, details.languages)),
            ("audience", filter.audiences.isEmpty ? true : overlap(filter.audiences, details.audiences)),
            ("service", filter.services.isEmpty ? true : overlap(filter.services, details.services.map(\.code))),
            ("cost", filter.cost == nil ? true : details.cost.map { $0 == filter.cost }),
            ("appointment", filter.appointment == nil ? true : details.appointment.map { $0 != .required }),
        ]
        for (name, answer) in answers where !ask(name, answer) { return nil }
        return unknown
    }

    @Test func equalsAScanOfTheTable() throws {
        var random = SeededGenerator(seed: 61)
        let structures = (0..<700).map { randomStructure($0, &random) }
        let dataset = try Toyland.dataset(structures)
        let locator = ServiceLocator(dataset: dataset)
        var shown = 0
        for _ in 0..<400 {
            let origin = Coordinate(
                longitude: .random(in: -0.1...3.1, using: &random), latitude: .random(in: -0.1...1.1, using: &random))
            let kinds = [[], ["centre"], ["hospital"]].randomElement(using: &random)!
            let limit = Int.random(in: 1...9, using: &random)
            let filter = randomFilter(&random)
            let answer = locator.nearest(
                NearestQuery(origin: origin, kinds: kinds, limit: limit, instant: instant, filter: filter))

            let today = CalendarFixture.date("2026-02-11")
            let own = dataset.municipality(containing: origin).map { "T\($0.row)" }
            let wanted = structures.filter { structure in
                let metres = Geodesic.distance(from: origin, to: structure.coordinate!)
                return structure.isOffered(on: today) && (kinds.isEmpty || kinds.contains(structure.kind))
                    && metres <= filter.withinMetres ?? .infinity
            }
            func scan(_ passes: (Set<String>) -> Bool) -> [String] {
                var found = wanted.filter { judge($0, filter).map(passes) ?? false }
                    .map { (structure: $0, metres: Geodesic.distance(from: origin, to: $0.coordinate!)) }
                    .sorted { ($0.metres, $0.structure.id) < ($1.metres, $1.structure.id) }
                if let first = found.firstIndex(where: {
                    $0.structure.municipality == own && own != nil && $0.structure.kind == "centre"
                }) {
                    found.insert(found.remove(at: first), at: 0)
                }
                return found.prefix(limit).map(\.structure.id)
            }
            #expect(answer.results.map(\.structure.id) == scan(\.isEmpty))
            shown += answer.results.count
            guard !filter.isEmpty else { continue }
            #expect(answer.uncertain.map(\.structure.id) == scan { !$0.isEmpty })
            var counts: [String: Int] = [:]
            for structure in wanted { for name in judge(structure, filter) ?? [] { counts[name, default: 0] += 1 } }
            let named = Dictionary(
                uniqueKeysWithValues: answer.unknownCounts.map { ($0.key.names.joined(), $0.value) })
            #expect(named == counts)
        }
        #expect(shown > 300, "the filters must leave something to compare")
    }

    /// Values in memory for one minute or day are never used for another.
    @Test func everyMinuteHasItsOwnAnswer() throws {
        var structures = [
            Toyland.structure("office", "centre", 0.5, municipality: "T0", hours: "Mo-Fr 08:00-15:00; PH off"),
            Toyland.structure("evening", "centre", 0.6, municipality: "T0", hours: "Mo-Su 15:00-22:00"),
            Toyland.structure("someday", "centre", 0.7, municipality: "T0"),
        ]
        structures[1].details.validTo = CalendarFixture.date("2026-02-11")
        let locator = ServiceLocator(dataset: try Toyland.dataset(structures))
        let expected = [
            ("2026-02-11T07:59", []), ("2026-02-11T08:00", ["office"]), ("2026-02-11T14:59", ["office"]),
            ("2026-02-11T15:00", ["evening"]), ("2026-02-11T21:59", ["evening"]), ("2026-02-11T22:00", []),
            ("2026-02-12T15:00", []), ("2026-02-12T09:00", ["office"]), ("2026-02-14T09:00", []),
        ]
        var random = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            let (time, ids) = expected.randomElement(using: &random)!
            let answer = locator.nearest(
                NearestQuery(
                    origin: Coordinate(longitude: 0.4, latitude: 0.5), instant: CalendarFixture.instant(time),
                    filter: ServiceFilter(opening: .open)))
            #expect(answer.results.map(\.structure.id) == ids, "at \(time)")
            #expect(answer.unknownCounts == [.hours: 1])
        }
    }

    @Test func withoutRoadsHoursOnArrivalAreUnknown() throws {
        let dataset = try Toyland.dataset([
            Toyland.structure("always", "centre", 0.5, municipality: "T0", hours: "24/7")
        ])
        let answer = ServiceLocator(dataset: dataset).nearest(
            NearestQuery(
                origin: Coordinate(longitude: 0.4, latitude: 0.5), instant: instant,
                filter: ServiceFilter(opening: .onArrival)))
        #expect(answer.results.isEmpty)
    }
}
