internal import HTTPTypes
package import Hummingbird
internal import Locator
package import Records
package import TileServer
package import WebSupport

/// What the routes of a map have in common: `/tiles/…`, `/styles/…` and `/sprites/…` of a dataset. They parse requests;
/// ``TileServer`` draws.
package enum MapRoutes {
    private static let json = "application/json"

    /// The set of vector tiles with this name.
    ///
    /// - Parameters:
    ///   - known: The names that the problem lists.
    /// - Throws: A 404 ``Problem`` when there is none.
    package static func set(named name: String, among known: [String]) throws(Problem) -> TileRenderer.TileSet {
        guard let set = TileRenderer.TileSet(rawValue: name) else {
            throw Problem.bad(
                "layer", came: name, among: known, what: Phrase(el: "επίπεδο πλακιδίων", en: "tile layer"))
        }
        return set
    }

    /// How long a tile may be cached without revalidation: structures briefly, so that a removed one disappears within
    /// a minute, the map for ten minutes. Content that can change within a build is revalidated at each use.
    package static func freshness(_ content: TileContent) -> String {
        switch content {
        case .set(.closures), .coverage, .picture: TileAnswer.asked
        case .set(.structures): "public, max-age=30"
        case .set: "public, max-age=600"
        }
    }

    /// The options of the style of a whole map.
    package static func style(
        _ data: some DrawnDataset, _ address: OutsideAddress, _ language: Language
    ) -> MapStyle.Options {
        MapStyle.Options(
            base: address.full, language: language,
            hasMunicipalities: data.dataset.municipalities.contains { $0.outline != .none },
            signs: data.dataset.kinds.map(\.code))
    }

    /// A document with absolute links, too small to gain from compression.
    package static func document(_ bytes: [UInt8], _ request: Request, _ address: OutsideAddress) -> Response {
        var headers: HTTPFields = [:]
        address.vary(&headers)
        return TaggedAnswer(
            EntityTag.of(bytes), mediaType: json, cacheControl: "public, max-age=60", headers: headers
        ).response(to: request) { .bytes(bytes) }
    }

    /// `/sprites/{name}`: `light.png`, `light@2x.json` and so on.
    package static func sprite(_ request: Request, _ context: WebContext, _ data: some DrawnDataset) throws -> Response
    {
        _ = try request.parameters(.none)
        let name = try context.component("name")
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, parts[1] == "png" || parts[1] == "json" else { throw Problem.notFound }
        guard let sheet = SpriteName(parts[0]).flatMap(data.tiles.sprites) else {
            throw Problem.bad(
                "name", came: name, among: MapStyle.allCases.map { "\($0.rawValue).json" },
                what: Phrase(el: "φύλλο συμβόλων", en: "sprite sheet"))
        }
        let (bytes, mediaType) =
            parts[1] == "png" ? (sheet.image, PictureRenderer.mediaType) : (sheet.index, json)
        return TaggedAnswer(EntityTag.of(bytes), mediaType: mediaType, cacheControl: "public, max-age=3600")
            .response(to: request) { .bytes(bytes) }
    }

    /// Parses zoom, column and row of a pyramid with the deepest zoom `deepest` and `across` tiles side by side at zoom
    /// 0; throws a 400 or 404 ``Problem``.
    package static func coordinate(
        _ context: WebContext, row y: String, deepest: Int, across: Int = 1
    ) throws(Problem) -> (z: Int, x: Int, y: Int) {
        let (z, x) = (try context.component("z"), try context.component("x"))
        do {
            return try TilePath.numbers(z: z, x: x, y: y, deepest: deepest, across: across)
        } catch {
            switch error {
            case .notANumber(let component, let came):
                throw Problem.bad(
                    component, came: came,
                    expected: Phrase(el: "ακέραιος χωρίς πρόσημο", en: "a whole number without sign"))
            case .zoom(let zoom):
                throw Problem.bad(
                    "z", came: "\(zoom)", expected: Phrase(el: "0 έως \(deepest)", en: "0 to \(deepest)"))
            case .outside(let z, let x, let y):
                throw Problem.noSuch(Phrase(el: "πλακίδιο", en: "tile"), parameter: "x, y", came: "\(z)/\(x)/\(y)")
            }
        }
    }
}
