import GeoIndex
import Records
import Testing
import TileServer

/// Tiles in degrees: the first zoom of a region, and positions on the tiles.
@Suite struct TileMatrixSetTests {
    /// The column and row of a coordinate, with fractions, as the standard defines them: from 180° west and 90° north,
    /// with tiles of 180° at zoom 0, halved at each zoom.
    private static func place(_ coordinate: Coordinate, zoom: Int) -> (x: Double, y: Double) {
        let side = 180 / Double(1 << zoom)
        return ((coordinate.longitude + 180) / side, (90 - coordinate.latitude) / side)
    }

    @Test func aBoxIsShownFromTheZoomAtWhichItIsAPixel() {
        // A pixel at zoom 0 is 0.703125° wide in degrees, and 1.40625° of longitude in Web Mercator.
        func box(_ degrees: Double) -> BoundingBox {
            BoundingBox(west: 22, south: 39, east: 22 + degrees, north: 39 + degrees)
        }
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0.7032)) == 0)
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0.7031)) == 1)
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0.01)) == 7)
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0)) == 17)
        #expect(TileMatrixSet.webMercator.firstZoom(showing: box(1.41)) == 0)
        #expect(TileMatrixSet.webMercator.firstZoom(showing: box(1.40)) == 1)
        // The shorter side decides: a strip from west to east is thin at many zooms.
        let strip = BoundingBox(west: 20, south: 39, east: 24, north: 39.01)
        #expect(TileMatrixSet.degrees.firstZoom(showing: strip) == 7)
        #expect(TileMatrixSet.webMercator.firstZoom(showing: strip) == 7)
        let world = BoundingBox(west: -180, south: -90, east: 180, north: 90)
        #expect(TileMatrixSet.allCases.allSatisfy { $0.firstZoom(showing: world) == 0 })
    }

    @Test(arguments: [8, 9, 10, 12]) func aPlaceIsDrawnAtItsCoordinate(_ zoom: Int) throws {
        let pictures = PictureRenderer(try MapFixture.renderer())
        var seen: Set<String> = []
        for place in MapFixture.places {
            guard let coordinate = place.coordinate else { continue }
            let (x, y) = Self.place(coordinate, zoom: zoom)
            let label = pictures.labels(.degrees, z: zoom, x: Int(x), y: Int(y), .init())
                .first { $0.text == place.names.text(in: "el") }
            guard let label else { continue }
            seen.insert(place.id)
            #expect(abs((label.west + label.east) / 2 - 256 * x.truncatingRemainder(dividingBy: 1)) < 0.01)
            // Four units above or below the place, or beyond the disc at the place.
            let row = 256 * y.truncatingRemainder(dividingBy: 1)
            let gap = min(abs(row - label.south), abs(label.north - row))
            #expect(gap >= 3.99 && gap < 16 && abs(gap.rounded() - gap) < 0.51, "\(place.id) \(gap)")
            #expect(abs(gap - 4) < 0.01 || gap > 7)
        }
        #expect(seen.contains("p1"))
    }

    @Test func textIsAsHighAsInWebMercator() throws {
        let pictures = PictureRenderer(try MapFixture.renderer())
        let town = try #require(MapFixture.places[0].coordinate)
        let (x, y) = Self.place(town, zoom: 9)
        let degrees = try #require(
            pictures.labels(.degrees, z: 9, x: Int(x), y: Int(y), .init()).first { $0.text == "Πόλη" })
        let square = MapProbe.square(town)
        let mercator = try #require(
            pictures.labels(z: 10, x: Int(square.0 * 1024), y: Int(square.1 * 1024), .init())
                .first { $0.text == "Πόλη" })
        #expect(abs((degrees.south - degrees.north) - (mercator.south - mercator.north)) < 0.01)
        #expect(abs((degrees.east - degrees.west) - (mercator.east - mercator.west)) < 0.01)
    }

    @Test func tilesOutsideThePyramidAreNil() throws {
        let pictures = PictureRenderer(try MapFixture.renderer())
        for (z, x, y) in [(0, 0, 0), (0, 1, 0), (3, 15, 7), (17, 0, 0)] {
            #expect(try pictures.tile(.degrees, z: z, x: x, y: y, scale: 1, .init()) != nil)
        }
        for (z, x, y) in [(0, 2, 0), (0, 0, 1), (3, 16, 0), (3, 0, 8), (18, 0, 0), (-1, 0, 0), (3, -1, 0)] {
            #expect(try pictures.tile(.degrees, z: z, x: x, y: y, scale: 1, .init()) == nil)
        }
    }
}
