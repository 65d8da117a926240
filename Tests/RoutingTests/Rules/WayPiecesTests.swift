import Routing
import Testing

@Suite("Ways that an extract holds in pieces, drawn")
struct WayPiecesTests {
    /// A crossing with a detour; way 1 comes in the pieces ab and xy, way 4 in bd and uv.
    private let crossing = DrawnMap(
        """
        a-b-c---h
          |  \\
          d---e
          |
          f x-y u-v
        """
    ).way("ab").way("xy", pieceOf: 1).way("bc").way("bd").way("uv", pieceOf: 4).way("ced").way("ch").way("df")
        .way("fx").way("yu").way("vh")

    @Test("A turn restriction holds from and to the piece that meets its node")
    func viaNode() throws {
        #expect(try crossing.path("ab", "bd") == "b")
        #expect(try crossing.restriction("no_right_turn", from: 1, node: "b", to: 4).path("ab", "bd") == "bcd")
        #expect(try crossing.restriction("only_straight_on", from: 1, node: "b", to: 3).path("ab", "bd") == "bcd")
        #expect(try crossing.path("db", "ba") == "b")
        #expect(try crossing.restriction("no_left_turn", from: 4, node: "b", to: 1).path("db", "ba") != "b")
    }

    @Test("A turn restriction over a way in pieces applies along the piece that is travelled")
    func viaWay() throws {
        let map = DrawnMap(
            """
            a-b-c-d x-y
              | | |
              e-f-g
            """
        ).way("ab").way("bc").way("xy", pieceOf: 2).way("cd").way("be").way("cf").way("ef").way("fg").way("dg")
        #expect(try map.path("ab", "cf") == "bc")
        #expect(try map.restriction("no_right_turn", from: 1, ways: [2], to: 6).path("ab", "fc") == "bef")
    }

    @Test("A closure by the id of a way closes all its pieces")
    func closure() throws {
        let router = Router(graph: try crossing.graph())
        router.setClosures(ClosureSet(version: 1, closures: [Closure(id: "c", roads: .ways([4]))]), at: 0)
        #expect(try crossing.path("ab", "df", "car", on: router.snapshot) == "bcd")
        #expect(try crossing.path("yu", "vh") == "uv")
        #expect(try crossing.path("yu", "vh", "car", on: router.snapshot) != "uv")
    }
}
