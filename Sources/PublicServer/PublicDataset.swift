internal import GeoIndex
internal import Locator
internal import TileServer
internal import WebSupport

/// One build as the public process uses it: the dataset and what is worked out from it once.
final class PublicDataset: Sendable {
    let dataset: Dataset
    /// The build id in hexadecimal.
    let build: String
    let locator: ServiceLocator
    let tiles: TileRenderer
    let tileCache = TileCache(byteLimit: 48 << 20)
    let parameters: APIParameters
    let interface: Asset
    /// The box of everything on the map, degrees.
    let bounds: BoundingBox?
    /// Whether any municipality's outline is a sketch.
    let isSketch: Bool
    /// How many offered structures each kind and each municipality has, by code.
    let countByKind: [String: Int]
    let countByMunicipality: [String: Int]

    init(_ dataset: Dataset) {
        self.dataset = dataset
        build = dataset.buildID.description
        locator = ServiceLocator(dataset: dataset)
        tiles = TileRenderer(dataset: dataset)
        parameters = APIParameters(dataset)
        bounds = tiles.bounds
        isSketch = dataset.municipalities.contains { $0.outline == .sketch }
        interface = Asset(
            OpenAPIDocument(parameters).bytes(build: build), mediaType: "application/json",
            cacheControl: "public, max-age=60")
        var kinds: [String: Int] = [:]
        var municipalities: [String: Int] = [:]
        for row in 0..<dataset.structureCount {
            let structure = dataset.structure(at: row)
            guard structure.status.isOffered else { continue }
            kinds[structure.kind, default: 0] += 1
            if let municipality = structure.municipality { municipalities[municipality, default: 0] += 1 }
        }
        countByKind = kinds
        countByMunicipality = municipalities
    }
}
