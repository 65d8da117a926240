import Exchange
import GeoIndex
import Testing
import TestSupport

@Suite("Encoded polylines")
struct PolylineCodeTests {
    @Test("The published example, both ways")
    func example() {
        let line = [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)].map {
            Coordinate(longitude: $0.1, latitude: $0.0)
        }
        #expect(PolylineCode.encode(line, digits: 5) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@")
        #expect(PolylineCode.decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@", digits: 5, limit: 3) == line)
        #expect(PolylineCode.encode([], digits: 5).isEmpty)
        #expect(PolylineCode.decode("", digits: 6, limit: 3) == [])
    }

    @Test("Encoded lines decode to the same digits", arguments: [5, 6])
    func roundTrip(digits: Int) throws {
        var random = SeededGenerator(seed: UInt64(digits))
        let scale = digits == 6 ? 1e6 : 1e5
        for _ in 0..<200 {
            let line = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                Coordinate(
                    longitude: (Double.random(in: -180...180, using: &random) * scale).rounded() / scale,
                    latitude: (Double.random(in: -90...90, using: &random) * scale).rounded() / scale)
            }
            let read = try #require(
                PolylineCode.decode(PolylineCode.encode(line, digits: digits), digits: digits, limit: 40))
            #expect(read.count == line.count)
            for (a, b) in zip(read, line) {
                #expect(abs(a.longitude - b.longitude) < 1e-9 && abs(a.latitude - b.latitude) < 1e-9)
            }
        }
    }

    @Test("Invalid texts decode to nil")
    func damaged() {
        for text in ["_", "_p~iF", "\u{7}", "é", "~~~~~~~~~~~~~~~~", "_p~iF~ps|U_"] {
            #expect(PolylineCode.decode(text, digits: 5, limit: 10) == nil, "\(text)")
        }
        #expect(PolylineCode.decode("????????", digits: 5, limit: 2) == nil)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                UInt8.random(in: 0...127, using: &random)
            }
            let line = PolylineCode.decode(String(decoding: bytes, as: UTF8.self), digits: 6, limit: 20)
            #expect(line?.allSatisfy(\.isValid) ?? true)
        }
    }
}
