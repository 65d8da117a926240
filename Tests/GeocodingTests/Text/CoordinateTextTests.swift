import Geocoding
import GeoIndex
import Testing

@Suite struct CoordinateTextTests {
    @Test(arguments: [
        "39.6390, 22.4196", "39.6390 22.4196", "39,6390 22,4196", "39,6390, 22,4196", "39°38'20.4\"N 22°25'10.56\"E",
        "39° 38′ 20,4″ Β, 22° 25′ 10,56″ Α", "22°25'10.56\"E 39°38'20.4\"N", "N39.6390 E22.4196", "(39.6390; 22.4196)",
        "39 38 20.4 22 25 10.56", "39°38.34' 22°25.176'",
    ])
    func latitudeFirst(text: String) throws {
        let first = try #require(CoordinateText.readings(of: text).first, "\(text)")
        #expect(abs(first.latitude - 39.639) < 1e-6, "\(text)")
        #expect(abs(first.longitude - 22.4196) < 1e-6, "\(text)")
    }

    @Test func bothOrdersWithoutAxisLetters() {
        let readings = CoordinateText.readings(of: "22.4196,39.639")
        #expect(
            readings == [
                Coordinate(longitude: 39.639, latitude: 22.4196), Coordinate(longitude: 22.4196, latitude: 39.639),
            ])
        #expect(CoordinateText.readings(of: "N39.639 E22.4196").count == 1)
        #expect(CoordinateText.readings(of: "-33.9, 151.2").first == Coordinate(longitude: 151.2, latitude: -33.9))
        #expect(CoordinateText.readings(of: "33.9S 18.4E").first == Coordinate(longitude: 18.4, latitude: -33.9))
    }

    @Test(arguments: [
        "12, 14", "Ερμού 12", "41222", "", "39.6", "39.6,22.4,11.2", "99.5 200.5", "39°70' 22°10'", "1.5 Λ 2",
    ])
    func noPosition(text: String) {
        #expect(CoordinateText.readings(of: text).isEmpty)
    }
}
