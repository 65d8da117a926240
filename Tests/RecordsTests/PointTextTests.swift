import GeoIndex
import Records
import Testing

@Suite("Positions as LON,LAT")
struct PointTextTests {
    @Test(
        "Longitude comes first",
        arguments: [("22.4,39.6", 22.4, 39.6), (" -8.6 , +41 ", -8.6, 41), ("0,-0", 0, 0), (".5,1e1", 0.5, 10)])
    func positions(text: String, longitude: Double, latitude: Double) {
        #expect(PointText.reading(of: text) == .position(Coordinate(longitude: longitude, latitude: latitude)))
    }

    @Test("Two numbers outside of the earth are distinguished from names")
    func others() {
        for text in ["200,1", "1,91", "-181,0"] { #expect(PointText.reading(of: text) == .outside) }
        for text in ["", ",", "1", "1,2,3", "Βόλος", "Ερμού 5, Βόλος", "nan,1", "inf,1", "0x1,1", "1,2°", "٣,1"] {
            #expect(PointText.reading(of: text) == .other, "\(text)")
        }
    }
}
