import Foundation
import GeoIndex
import Locator
import Records
import TestSupport

/// The dataset of an invented region: a square of four municipalities with winding common borders, one with an enclave,
/// and an island. It is written to a folder of its own and opened.
enum TinyDataset {
    /// The points of a winding line between two corners, equal for every area that has it.
    private static func wriggle(_ start: (Double, Double), _ end: (Double, Double), steps: Int = 200) -> [Coordinate] {
        var random = SeededGenerator(seed: UInt64(abs(start.0 * 1000) + abs(end.1 * 10)))
        return (0..<steps).map { step in
            let share = Double(step) / Double(steps)
            let sway = step == 0 ? 0 : Double.random(in: -0.02...0.02, using: &random)
            let (dx, dy) = (end.0 - start.0, end.1 - start.1)
            return Coordinate(
                longitude: start.0 + share * dx - sway * dy, latitude: start.1 + share * dy + sway * dx)
        }
    }

    /// The line in the opposite direction: reversed without its first point, and with `end` in front.
    private static func back(_ line: [Coordinate], from end: (Double, Double)) -> [Coordinate] {
        [Coordinate(longitude: end.0, latitude: end.1)] + line.dropFirst().reversed()
    }

    static func contents() -> DatasetContents {
        let (west, middle, east) = (10.0, 10.5, 11.0)
        let (south, centre, north) = (45.0, 45.5, 46.0)
        let spokes = [(middle, south), (east, centre), (middle, north), (west, centre)]
            .map { wriggle((middle, centre), $0) }
        let rim = [
            wriggle((middle, south), (east, south)) + wriggle((east, south), (east, centre)),
            wriggle((east, centre), (east, north)) + wriggle((east, north), (middle, north)),
            wriggle((middle, north), (west, north)) + wriggle((west, north), (west, centre)),
            wriggle((west, centre), (west, south)) + wriggle((west, south), (middle, south)),
        ]
        let ends = [(middle, south), (east, centre), (middle, north), (west, centre)]
        let enclave =
            wriggle((10.7, 45.2), (10.8, 45.2)) + wriggle((10.8, 45.2), (10.8, 45.3))
            + wriggle((10.8, 45.3), (10.7, 45.2))
        let island =
            wriggle((11.2, 45.2), (11.3, 45.2)) + wriggle((11.3, 45.2), (11.2, 45.3))
            + wriggle((11.2, 45.3), (11.2, 45.2))
        var areas: [DatasetContents.MunicipalArea] = (0..<4).map { index in
            let next = (index + 1) % 4
            var rings = [spokes[index] + rim[index] + back(spokes[next], from: ends[next])]
            if index == 0 { rings.append(enclave.reversed()) }
            var outline = [Polygon(rings: rings)]
            if index == 1 { outline.append(Polygon(rings: [island])) }
            return .init(municipality: municipality(index), outline: outline)
        }
        areas.append(.init(municipality: municipality(4), outline: [Polygon(rings: [enclave])]))
        return DatasetContents(
            region: RegionDescription(
                code: "tiny", names: text("Μικρή", "Tiny"), language: "el", dataDate: "2026-01-02",
                credits: [
                    .init(
                        id: "a", title: LocalizedText(["und": "Set"]), attribution: "© Somebody", licence: "CC0-1.0",
                        url: "", dataDate: nil)
                ]),
            kinds: [StructureKind(code: "office", names: text("Γραφείο", "Office"), pictogram: "Γ", isMunicipal: true)],
            municipalities: areas,
            structures: [
                structure("open", 10.25, 45.25), structure("near-edge", 10.546875, 45.3, accuracy: 800),
                structure("closed", 10.26, 45.26, status: .closed), structure("hidden", nil, nil),
            ])
    }

    private static func text(_ greek: String, _ english: String) -> LocalizedText {
        LocalizedText(["el": greek, "en": english])
    }

    private static func municipality(_ index: Int) -> Municipality {
        Municipality(
            code: "00\(index)", names: text("Δήμος \(index)", "Town \(index)"),
            outline: index == 2 ? .sketch : .surveyed)
    }

    private static func structure(
        _ id: String, _ longitude: Double?, _ latitude: Double?, status: Structure.Status = .active,
        accuracy: Double? = nil
    ) -> Structure {
        let coordinate = longitude.flatMap { x in latitude.map { Coordinate(longitude: x, latitude: $0) } }
        return Structure(
            id: id, kind: "office", names: text("Δομή \(id)", "Structure \(id)"), municipality: "003",
            phone: "canary-phone", status: status, coordinate: coordinate, accuracyMetres: accuracy,
            source: "canary-source")
    }

    static func open() throws -> Dataset {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tiles-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try DatasetWriter(contents()).write(to: folder)
        return try Dataset(directory: folder)
    }
}
