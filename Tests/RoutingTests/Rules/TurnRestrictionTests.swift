import Routing
import Testing

@Suite("Turn restrictions, drawn")
struct TurnRestrictionTests {
    /// A crossing with a detour on the right; ways 1: ab, 2: bc, 3: bd, 4: ced.
    private let crossing = DrawnMap(
        """
        a-b-c---h
          |  \\
          d---e
          |
          f
        """
    ).way("ab").way("bc").way("bd").way("ced").way("ch").way("df")

    @Test("no_* forbids one turn, only_* all others")
    func viaNode() throws {
        #expect(try crossing.path("ab", "bd") == "b")
        let forbidden = crossing.restriction("no_right_turn", from: 1, node: "b", to: 3)
        #expect(try forbidden.path("ab", "bd") == "bcd")
        #expect(try forbidden.path("cb", "bd") == "b")
        #expect(try forbidden.path("ab", "bd", "foot") == "b")
        let only = crossing.restriction("only_straight_on", from: 1, node: "b", to: 2)
        #expect(try only.path("ab", "bd") == "bcd")
        #expect(try only.path("ab", "ch") == "bc")
    }

    @Test("A profile bound by a restriction does not evade it by a U-turn")
    func uTurn() throws {
        let forbidden = crossing.restriction("no_right_turn", from: 1, node: "b", to: 3)
        // Without the U-turn rule, turning back at c would be the shortest way round.
        #expect(try forbidden.path("ab", "df") == "bcd")
        // At a dead end a U-turn is allowed.
        let deadEnd = DrawnMap(
            """
            a-b-c
              |
              d
            """
        ).way("ab").way("bc").way("bd").restriction("no_right_turn", from: 1, node: "b", to: 3)
        #expect(try deadEnd.path("ab", "bd") == "bcb")
        let noTurning = DrawnMap("a-b-c").way("ab").way("bc").restriction("no_u_turn", from: 1, node: "b", to: 1)
        #expect(try noTurning.path("ab", "bc") == "b")
    }

    @Test("Restrictions over ways apply only to trips over these ways")
    func viaWay() throws {
        let map = DrawnMap(
            """
            a-b-c-d
              | | |
              e-f-g
            """
        ).way("ab").way("bc").way("cd").way("be").way("cf").way("ef").way("fg").way("dg")
        #expect(try map.path("ab", "cf") == "bc")
        let no = map.restriction("no_right_turn", from: 1, ways: [2], to: 5)
        #expect(try no.path("ab", "fc") == "bef")
        #expect(try no.path("eb", "cf") == "bc")
        let only = map.restriction("only_straight_on", from: 1, ways: [2], to: 3)
        #expect(try only.path("ab", "cf")?.hasPrefix("bcd") == true)
        #expect(try only.path("ab", "be")?.hasPrefix("bcd") == true)
        #expect(try only.path("eb", "cf") == "bc")
    }

    @Test("Restrictions by vehicle, exceptions and conditions")
    func byVehicle() throws {
        func path(_ tags: [String: String], _ profile: String) throws -> String? {
            try crossing.restriction("no_right_turn", from: 1, node: "b", to: 3, tags).path("ab", "bd", profile)
        }
        // A cyclist may turn back after the crossing.
        #expect(try path([:], "bicycle") == "bcb")
        #expect(try path(["except": "bicycle;psv"], "bicycle") == "b")
        #expect(try path(["except": "bicycle;psv"], "car") == "bcd")
        let general = ["restriction": "", "restriction:motorcar": "no_right_turn"]
        #expect(try path(general, "car") == "bcd")
        #expect(try path(general, "bicycle") == "b")
        func conditional(_ condition: String) throws -> String? {
            let map = crossing.restriction(
                "", from: 1, node: "b", to: 3, ["restriction:conditional": "no_right_turn @ (\(condition))"])
            return try map.path("ab", "bd")
        }
        #expect(try conditional("weight>3.5") == "b")
        #expect(try conditional("hgv") == "b")
        #expect(try conditional("motorcar") == "bcd")
        #expect(try conditional("Mo-Fr 07:00-09:00") == "bcd")
    }

    @Test("Restrictions whose members do not meet are ignored and counted")
    func broken() throws {
        let map = crossing.restriction("no_right_turn", from: 1, node: "h", to: 3)
            .restriction("no_right_turn", from: 99, node: "b", to: 3)
            .restriction("no_right_turn", from: 1, ways: [77], to: 3)
            .restriction("turn_if_you_like", from: 1, node: "b", to: 3)
        #expect(try map.path("ab", "bd") == "b")
    }
}
