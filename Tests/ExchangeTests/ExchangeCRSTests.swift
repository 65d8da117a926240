import Exchange
import GeoIndex
import Testing

/// Compared with positions that PROJ 9 transformed (`gdaltransform -s_srs EPSG:4326`).
struct ExchangeCRSTests {
    static let points: [(Coordinate, grid: (Double, Double), mercator: (Double, Double))] = [
        (
            Coordinate(longitude: 22.4180, latitude: 39.6365), (364_093.980_701_883, 4_388_322.337_338_18),
            (2_495_560.344_603_61, 4_813_259.201_660_37)
        ),
        (
            Coordinate(longitude: 23.8622, latitude: 39.1426), (487_942.012_571_471, 4_332_323.074_034_94),
            (2_656_327.953_207_25, 4_742_118.431_599_71)
        ),
        (
            Coordinate(longitude: 21.12, latitude: 38.97), (250_337.291_022_66, 4_317_105.643_046_78),
            (2_351_067.645_553_94, 4_717_375.240_556_54)
        ),
        (
            Coordinate(longitude: 24.33, latitude: 40.19), (527_941.128_372_345, 4_448_611.426_665_32),
            (2_708_403.211_000_35, 4_893_591.097_519_31)
        ),
    ]

    @Test func agreesWithPROJToAMillimetre() {
        for (coordinate, grid, mercator) in Self.points {
            let onGrid = ExchangeCRS.greekGrid.numbers(coordinate)
            #expect(abs(onGrid.0 - grid.0) < 0.001 && abs(onGrid.1 - grid.1) < 0.001)
            let onMercator = ExchangeCRS.webMercator.numbers(coordinate)
            #expect(abs(onMercator.0 - mercator.0) < 0.001 && abs(onMercator.1 - mercator.1) < 0.001)
            #expect(ExchangeCRS.wgs84.numbers(coordinate) == (coordinate.latitude, coordinate.longitude))
        }
    }

    @Test func namesAsPeopleWriteThem() {
        #expect(ExchangeCRS(name: "EPSG:2100") == .greekGrid)
        #expect(ExchangeCRS(name: "http://www.opengis.net/def/crs/EPSG/0/3857") == .webMercator)
        #expect(ExchangeCRS(name: "EPSG:9999") == nil)
    }
}
