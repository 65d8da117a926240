import GeoIndex
import Records
import Testing
import TileServer

/// Tiles in degrees: from which zoom they show a region, and what stands where on them.
@Suite struct TileMatrixSetTests {
    /// Column and row on the whole map at a zoom, in tiles and parts of them, by the standard's words: from 180° west and
    /// 90° north, 180° and halves of that to a tile.
    private static func place(_ coordinate: Coordinate, zoom: Int) -> (x: Double, y: Double) {
        let side = 180 / Double(1 << zoom)
        return ((coordinate.longitude + 180) / side, (90 - coordinate.latitude) / side)
    }

    @Test func aBoxIsShownFromTheZoomAtWhichItIsAPixel() {
        // 0.703125° to a pixel at zoom 0 in degrees, 1.40625° of longitude on the Mercator map.
        func box(_ degrees: Double) -> BoundingBox {
            BoundingBox(west: 22, south: 39, east: 22 + degrees, north: 39 + degrees)
        }
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0.7032)) == 0)
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0.7031)) == 1)
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0.01)) == 7)
        #expect(TileMatrixSet.degrees.firstZoom(showing: box(0)) == 17)
        #expect(TileMatrixSet.webMercator.firstZoom(showing: box(1.41)) == 0)
        #expect(TileMatrixSet.webMercator.firstZoom(showing: box(1.40)) == 1)
        // The shorter side tells: a strip from west to east is thin for long.
        let strip = BoundingBox(west: 20, south: 39, east: 24, north: 39.01)
        #expect(TileMatrixSet.degrees.firstZoom(showing: strip) == 7)
        #expect(TileMatrixSet.webMercator.firstZoom(showing: strip) == 7)
        let world = BoundingBox(west: -180, south: -90, east: 180, north: 90)
        #expect(TileMatrixSet.allCases.allSatisfy { $0.firstZoom(showing: world) == 0 })
    }

    @Test(arguments: [8, 9, 10, 12]) func aPlaceStandsAtItsDegrees(_ zoom: Int) throws {
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
            // Four units above the place or below it, or beyond the disc that stands there.
            let row = 256 * y.truncatingRemainder(dividingBy: 1)
            let gap = min(abs(row - label.south), abs(label.north - row))
            #expect(gap >= 3.99 && gap < 16 && abs(gap.rounded() - gap) < 0.51, "\(place.id) \(gap)")
            #expect(abs(gap - 4) < 0.01 || gap > 7)
        }
        #expect(seen.contains("p1"))
    }

    @Test func lettersAreAsHighAsOnTheMercatorMap() throws {
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

    @Test func tilesBeyondThePyramidAreNone() throws {
        let pictures = PictureRenderer(try MapFixture.renderer())
        for (z, x, y) in [(0, 0, 0), (0, 1, 0), (3, 15, 7), (17, 0, 0)] {
            #expect(try pictures.tile(.degrees, z: z, x: x, y: y, scale: 1, .init()) != nil)
        }
        for (z, x, y) in [(0, 2, 0), (0, 0, 1), (3, 16, 0), (3, 0, 8), (18, 0, 0), (-1, 0, 0), (3, -1, 0)] {
            #expect(try pictures.tile(.degrees, z: z, x: x, y: y, scale: 1, .init()) == nil)
        }
    }
}
