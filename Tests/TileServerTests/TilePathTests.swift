import Testing
import TileServer

@Suite struct TilePathTests {
    @Test func readsWholeNumbers() throws {
        let tile = try TilePath.parse(z: "14", x: "16383", y: "0")
        #expect(tile == TileCoordinate(z: 14, x: 16383, y: 0))
        #expect(try TilePath.parse(z: "0", x: "0", y: "0") == TileCoordinate(z: 0, x: 0, y: 0))
    }

    @Test(arguments: ["", "-1", "+1", "1.0", "1e1", "0x1", " 1", "01", "00", "٣", "99999999999999999999", "a", "１"])
    func refusesNonCanonicalNumbers(_ text: String) {
        #expect(throws: TilePath.Fault.notANumber(component: "z", came: text)) {
            try TilePath.parse(z: text, x: "0", y: "0")
        }
        #expect(throws: TilePath.Fault.notANumber(component: "y", came: text)) {
            try TilePath.parse(z: "0", x: "0", y: text)
        }
    }

    @Test func refusesTilesOutsideThePyramid() {
        #expect(throws: TilePath.Fault.zoom(15)) { try TilePath.parse(z: "15", x: "0", y: "0") }
        #expect(throws: TilePath.Fault.outside(z: 1, x: 2, y: 0)) { try TilePath.parse(z: "1", x: "2", y: "0") }
        #expect(throws: TilePath.Fault.outside(z: 3, x: 0, y: 8)) { try TilePath.parse(z: "3", x: "0", y: "8") }
        #expect(TileCoordinate(z: -1, x: 0, y: 0) == nil)
        #expect(TileCoordinate(z: 5, x: -1, y: 0) == nil)
    }

    @Test func pyramidsMayBeTwiceAsWideAsHigh() throws {
        let tile = try TilePath.numbers(z: "3", x: "15", y: "7", deepest: 17, across: 2)
        #expect(tile == (3, 15, 7))
        #expect(throws: TilePath.Fault.outside(z: 3, x: 16, y: 7)) {
            try TilePath.numbers(z: "3", x: "16", y: "7", deepest: 17, across: 2)
        }
        #expect(throws: TilePath.Fault.outside(z: 0, x: 0, y: 1)) {
            try TilePath.numbers(z: "0", x: "0", y: "1", deepest: 17, across: 2)
        }
        #expect(throws: TilePath.Fault.zoom(18)) {
            try TilePath.numbers(z: "18", x: "0", y: "0", deepest: 17, across: 2)
        }
    }
}
