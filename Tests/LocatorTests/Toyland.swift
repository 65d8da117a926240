import RuleFixtures
import GeoIndex
import Locator
import Records
import TestSupport

/// A fictitious region of three square municipalities, one degree each, in a row along the equator.
enum Toyland {
    static let municipalities: [DatasetContents.MunicipalArea] = (0..<3).map { index in
        let west = Double(index)
        let corners = [(west, 0.0), (west + 1, 0), (west + 1, 1), (west, 1), (west, 0)]
        return DatasetContents.MunicipalArea(
            municipality: Municipality(
                code: "T\(index)", names: LocalizedText(["el": "Δήμος\(index)", "en": "Town \(index)"]),
                formerNames: index == 0 ? ["Old Town"] : [],
                seat: Coordinate(longitude: west + 0.5, latitude: 0.5), population: 1000 * (index + 1),
                populationYear: 2021, squareKilometres: 12_300.5, outline: .surveyed),
            outline: [Polygon(rings: [corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }])])
    }

    /// The calendar of the tests. The patron day of its first municipality applies in `T0`.
    static let calendar = Array(
        CalendarFixture.json.replacing("\"municipality\": \"A\"", with: "\"municipality\": \"T0\"").utf8)

    static let kinds = [
        StructureKind(code: "centre", names: LocalizedText(["el": "Κέντρο", "en": "Centre"]), isMunicipal: true),
        StructureKind(code: "hospital", names: LocalizedText(["el": "Νοσοκομείο", "en": "Hospital"])),
        StructureKind(code: "refuge", names: LocalizedText(["el": "Ξενώνας", "en": "Refuge"]), isRedacted: true),
    ]

    static func structure(
        _ id: String, _ kind: String, _ longitude: Double?, _ latitude: Double = 0.5, municipality: String?,
        status: Structure.Status = .active, hours: String? = nil,
        _ detail: (inout StructureDetails) -> Void = { _ in }
    ) -> Structure {
        var details = StructureDetails()
        detail(&details)
        return Structure(
            id: id, kind: kind, names: LocalizedText(["en": id]), municipality: municipality, openingHours: hours,
            status: status, coordinate: longitude.map { Coordinate(longitude: $0, latitude: latitude) },
            details: details)
    }

    static func contents(
        _ structures: [Structure], places: [Place] = [], organisations: [Organisation] = []
    ) -> DatasetContents {
        DatasetContents(
            region: RegionDescription(
                code: "toyland", names: LocalizedText(["en": "Toyland"]), language: "en", dataDate: "2026-01-01",
                notes: [LocalizedText(["el": "Δοκιμή", "en": "A test"])]),
            kinds: kinds, municipalities: municipalities, structures: structures, places: places,
            organisations: organisations, calendar: calendar, programmes: Array(ProgrammeFixture.json.utf8))
    }

    /// Writes and opens a dataset of these structures in a new directory.
    static func dataset(
        _ structures: [Structure], places: [Place] = [], organisations: [Organisation] = []
    ) throws -> Dataset {
        let directory = try TemporaryFolder()
        _ = try DatasetWriter(contents(structures, places: places, organisations: organisations)).write(
            to: directory.path + "/dataset")
        return try Dataset(directory: directory.path + "/dataset")
    }
}
