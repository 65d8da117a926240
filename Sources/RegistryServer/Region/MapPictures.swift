internal import Foundation
internal import GeoIndex
internal import Records
internal import TileServer
internal import WebSupport

/// Draws the pictures of positions on the pages.
///
/// They stand in the page itself: no address of a picture tells where a secret place is, and none is kept.
struct MapPictures: Sendable {
    let work: SharedWork<[UInt8]?>

    /// The size of a picture in pixels.
    static let (width, height) = (640, 360)
    /// The least ground around a point that is shown, in metres.
    private static let surroundings = 250.0

    /// Returns a page with its pictures. One that cannot be drawn now is left out.
    func drawn(
        _ page: RegistryPage, _ data: RegionDataset?, _ language: Language, client: ClientKey?, seconds: Double
    ) async -> RegistryPage {
        var page = page
        page.base.hasMap = page.maps.contains { $0.live.map { !$0.draws } ?? false }
        page.base.hasDrawing = page.maps.contains { $0.live?.draws ?? false }
        guard let data, page.maps.contains(where: \.hasPicture) else { return page }
        var maps = page.maps
        for index in maps.indices where maps[index].hasPicture {
            let (points, closed) = (maps[index].points, maps[index].closed)
            let question = SharedWork<[UInt8]?>.Question(
                key: "\(data.build) \(language.tag) \(points) \(closed)", lane: .quick, client: client, seconds: seconds
            )
            let bytes = try? await work.answer(question) { try Self.draw(points, closed, data, language) }
            maps[index].picture = bytes.flatMap { $0 }.map {
                "data:\(PictureRenderer.mediaType);base64,\(Data($0).base64EncodedString())"
            }
        }
        page.maps = maps
        return page
    }

    private static func draw(
        _ points: [PictureRenderer.Point], _ closed: [[Coordinate]], _ data: RegionDataset, _ language: Language
    ) throws -> [UInt8]? {
        var box = BoundingBox.empty
        for point in points {
            box.expand(toInclude: point.box)
            box.expand(toInclude: BoundingBox(point.coordinate).padded(metres: surroundings))
        }
        for coordinate in closed.joined() {
            box.expand(toInclude: BoundingBox(coordinate).padded(metres: surroundings))
        }
        var options = PictureRenderer.Options(language: language, structures: [])
        options.closed = closed
        options.points = points
        return try data.tiles.pictures.map(.box(box), width: width, height: height, scale: 1, options)
    }
}
