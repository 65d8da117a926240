import GeoIndex
import Locator
import Records
import Routing
import RuleFixtures
import TileServer

/// A dataset of two square municipalities, each with a village of the same name.
enum TestRegion {
    /// Writes the dataset; returns its directory.
    static func write(to directory: String, roads: RoadGraphBuilder = RoadGraphBuilder()) throws -> String {
        var writer = try DatasetWriter(contents, roads: roads)
        writer.add(MapBuilder().finish())
        _ = try writer.write(to: directory)
        return directory
    }

    /// A road from the western village over a bridge to the western seat, on to the eastern seat and its village.
    static var roads: RoadGraphBuilder {
        var builder = RoadGraphBuilder()
        func add(_ id: Int64, _ name: String, _ nodes: [(Int64, Double, Double)], _ tags: [String: String] = [:]) {
            builder.add(
                WayInput(
                    id: id, nodes: nodes.map(\.0),
                    coordinates: nodes.map { Coordinate(longitude: $0.1, latitude: $0.2) },
                    tags: ["highway": "secondary", "name": name].merging(tags) { $1 }))
        }
        add(71, "Οδός Νεράιδας", [(1, 10.25, 45.25), (2, 10.36, 45.36)])
        add(72, "Γέφυρα Νεράιδας", [(2, 10.36, 45.36), (3, 10.37, 45.37)], ["bridge": "yes"])
        add(73, "Οδός Νεράιδας", [(3, 10.37, 45.37), (4, 10.5, 45.5)])
        add(74, "Μεγάλος Δρόμος", [(4, 10.5, 45.5), (5, 11.5, 45.5), (6, 11.75, 45.25)])
        return builder
    }

    private static func text(_ greek: String, _ english: String) -> LocalizedText {
        LocalizedText(["el": greek, "en": english])
    }

    private static func municipality(
        _ code: String, _ names: LocalizedText, west: Double
    ) -> DatasetContents.MunicipalArea {
        let corners = [(west, 45.0), (west + 1, 45.0), (west + 1, 46.0), (west, 46.0)]
        return DatasetContents.MunicipalArea(
            municipality: Municipality(
                code: code, names: names, seat: Coordinate(longitude: west + 0.5, latitude: 45.5), outline: .surveyed),
            outline: [Polygon(rings: [corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }])])
    }

    private static func village(_ id: String, _ municipality: String, _ longitude: Double) -> Place {
        Place(
            id: id, kind: "settlement", names: text("Νεράιδα", "Neraida"), population: 10, municipality: municipality,
            coordinate: Coordinate(longitude: longitude, latitude: 45.25))
    }

    private static var contents: DatasetContents {
        DatasetContents(
            region: RegionDescription(
                code: "tiny", names: text("Μικρή Γη", "Tiny Land"), language: "el", dataDate: "2026-01-02", notes: []),
            kinds: [
                StructureKind(code: "community-centre", names: text("Κέντρο Κοινότητας", "Community Centre")),
                StructureKind(code: "soup-kitchen", names: text("Συσσίτιο", "Soup Kitchen")),
            ],
            municipalities: [
                municipality("9001", text("Δυτικών", "West"), west: 10),
                municipality("9002", text("Ανατολικών", "East"), west: 11),
            ],
            structures: [], places: [village("p1", "9001", 10.25), village("p2", "9002", 11.75)],
            organisations: [Organisation(id: "known-body", names: text("Γνωστός Φορέας", "Known Body"))],
            programmes: Array(ProgrammeFixture.json.utf8))
    }
}
