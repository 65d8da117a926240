import GeoIndex
import Routing
import Testing

@Suite("Snapping in a direction of travel")
struct HeadingTests {
    /// A street from west to east with a bend to the north, and a one-way street from west to east south of it.
    private let map = DrawnMap(
        """
            e
            |
        a---b

        c---d
        """
    ).way("ab").way("be").way("cd", ["oneway": "yes"])

    private func snap(_ degrees: Double, _ tolerance: Double, at places: (Character, Character)) throws -> Snap? {
        let choice = try map.graph().snap(
            try map.between(places.0, places.1), profile: 0,
            heading: Heading(degrees: degrees, tolerance: tolerance), maximumMetres: 300)
        return choice.apart ?? choice.main
    }

    @Test("The nearest road in the given direction is joined, in that direction")
    func directions() throws {
        #expect(try snap(90, 10, at: ("a", "b"))?.directions == .forward)
        #expect(try snap(270, 10, at: ("a", "b"))?.directions == .backward)
        #expect(try snap(-90, 10, at: ("a", "b"))?.directions == .backward)
        #expect(try snap(450, 10, at: ("a", "b"))?.directions == .forward)
        #expect(try snap(90, 180, at: ("a", "b"))?.directions == .both)
        #expect(try snap(0, 90, at: ("a", "b"))?.directions == .both)
        // No east-west street leads north: the bend is the nearest piece that does.
        let north = try #require(try snap(0, 20, at: ("a", "b")))
        #expect(north.metres > 100 && north.directions == .forward)
    }

    @Test("A one-way street is not joined against its direction")
    func oneWay() throws {
        let along = try #require(try snap(90, 5, at: ("c", "d")))
        #expect(along.metres < 1 && along.directions == .forward)
        let against = try #require(try snap(270, 5, at: ("c", "d")))
        #expect(against.metres > 150 && against.directions == .backward)
    }

    @Test("Without a road in the given direction nothing is joined")
    func nothing() throws {
        #expect(try snap(45, 10, at: ("a", "b")) == nil)
        let graph = try map.graph()
        let heading = Heading(degrees: 0, tolerance: 10)
        let place = try map.between("a", "b")
        #expect(graph.snaps(place, profile: 0, heading: heading, count: 5, maximumMetres: 50).isEmpty)
        #expect(graph.snaps(place, profile: 0, heading: heading, count: 5, maximumMetres: 5000).count == 1)
    }
}
