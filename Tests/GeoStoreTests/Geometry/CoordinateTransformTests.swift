import GeoIndex
import GeoStore
import Testing

struct CoordinateTransformTests {
    @Test("WGS 84 needs no transformation under any name, longitude first")
    func identity() throws {
        for name in ["EPSG:4326", "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"] {
            let transform = try CoordinateTransform(from: name)
            #expect(transform.isIdentity, "\(name)")
            let position = Coordinate(longitude: 22, latitude: 39)
            #expect(transform.transform(position) == position)
        }
    }

    @Test("Degrees of another datum become those of WGS 84")
    func geographic() throws {
        let transform = try CoordinateTransform(from: "EPSG:4121")
        let answer = try #require(transform.transform(Coordinate(longitude: 22.41795731, latitude: 39.63646317)))
        #expect(Geodesic.distance(from: answer, to: Coordinate(longitude: 22.419651, latitude: 39.639071)) < 1)
    }

    @Test("Projected systems take x, y whatever the names of their axes")
    func projected() throws {
        // The false origin of the Greek Grid: 24° east on the equator at x 500,000.
        let transform = try CoordinateTransform(from: "EPSG:2100")
        let answer = try #require(transform.transform(Coordinate(longitude: 500_000, latitude: 4_400_000)))
        #expect(abs(answer.longitude - 24) < 0.01)
        #expect((39...40).contains(answer.latitude))
        var many = [Coordinate](repeating: Coordinate(longitude: 500_000, latitude: 4_400_000), count: 5)
        transform.transform(&many)
        #expect(many.allSatisfy { $0 == answer })
    }

    @Test("An unknown system is an error; a position that cannot be transformed is nil")
    func refused() throws {
        for name in ["EPSG:99999", "", "nonsense", "+proj=noop"] {
            #expect(#expect(throws: StoreError.self) { try CoordinateTransform(from: name) }?.code == .referenceSystem)
        }
        let transform = try CoordinateTransform(from: "EPSG:2100")
        #expect(transform.transform(Coordinate(longitude: 1e12, latitude: .infinity)) == nil)
        #expect(try CoordinateTransform.isEquivalent("EPSG:4326", "OGC:CRS84"))
        #expect(try !CoordinateTransform.isEquivalent("EPSG:4326", "EPSG:4121"))
    }
}
