import GeoIndex
import Routing
import Testing

@Suite("Conditional rules of ways, drawn")
struct ConditionTests {
    private let square = DrawnMap(
        """
        a-b-c-d
          | |
          e-f
        """)

    private func map(_ tags: [String: String]) -> DrawnMap {
        square.way("ab").way("bc", tags).way("cd").way("be").way("ef").way("cf")
    }

    /// The junctions from `ab` to `cd` when the named conditions hold and the others have the state `other`.
    private func path(
        _ tags: [String: String], holding: [String], other: ConditionState = .fails, _ profile: String = "car",
        from: String = "ab", to: String = "cd"
    ) throws -> String? {
        let graph = try map(tags).graph()
        for text in holding { #expect(graph.conditionTexts.contains(text), "\(graph.conditionTexts)") }
        let snapshot = Router(graph: graph).snapshot(
            conditions: graph.conditionTexts.map { holding.contains($0) ? .holds : other })
        return try map(tags).path(from, to, profile, on: snapshot)
    }

    @Test("conditional-winter: a road closed under a condition is avoided only while the condition holds")
    func conditionalWinter() throws {
        for key in ["motor_vehicle", "access", "vehicle", "motorcar"] {
            let tags = [key + ":conditional": "no @ (Nov-Apr)"]
            #expect(try path(tags, holding: ["Nov-Apr"]) == "befc")
            #expect(try path(tags, holding: []) == "bc")
        }
        let motor = ["motor_vehicle:conditional": "no @ (Nov-Apr)"]
        #expect(try map(motor).path("ab", "cd", "foot") == "bc")
        #expect(try path(motor, holding: ["Nov-Apr"], "foot") == "bc")
        #expect(try path(["foot:conditional": "no @ Nov-Apr"], holding: ["Nov-Apr"], "foot") == "befc")
    }

    @Test("A condition may open a closed road, and later clauses override earlier ones")
    func opening() throws {
        let tags = ["motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (06:00-10:00); no @ (PH)"]
        #expect(try path(tags, holding: []) == "befc")
        #expect(try path(tags, holding: ["06:00-10:00"]) == "bc")
        #expect(try path(tags, holding: ["06:00-10:00", "PH"]) == "befc")
        // Both times belong to one clause.
        let both = ["access:conditional": "no @ (Mo-Fr 08:00-09:00; Sa 10:00-11:00)"]
        #expect(try path(both, holding: ["Mo-Fr 08:00-09:00; Sa 10:00-11:00"]) == "befc")
    }

    @Test("A street that is a zone at times can then be reached and left, but not crossed")
    func zoneAtTimes() throws {
        let tags = ["access:conditional": "destination @ (Mo-Sa 10:00-18:00)"]
        let hours = ["Mo-Sa 10:00-18:00"]
        #expect(try path(tags, holding: []) == "bc")
        #expect(try path(tags, holding: hours) == "befc")
        #expect(try path(tags, holding: hours, to: "bc") == "b")
        #expect(try path(tags, holding: hours, from: "bc", to: "cd") == "c")
        // A side street reached only through it can be reached at all times.
        let side = DrawnMap(
            """
            a-b-m-c-d
              | | |
              e-s-f
            """
        ).way("ab").way("bmc", tags).way("cd").way("be").way("ef").way("cf").way("ms")
        let graph = try side.graph()
        for state in [ConditionState.holds, .fails] {
            let snapshot = Router(graph: graph).snapshot(conditions: [state])
            #expect(try side.path("ab", "ms", "car", on: snapshot) == "bm")
            #expect(try side.path("sm", "cd", "car", on: snapshot) == "mc")
        }
    }

    @Test("Streets behind zones with hours are crossed outside the hours, and reached at all times")
    func areaBehindZones() throws {
        // The streets x-m-y are reached only over b-x and y-c, which are zones by day.
        let map = DrawnMap(
            """
            a-b-x-m-y-c-d
              |   |   |
              |   s   |
              |       |
              e-------f
            """
        ).way("ab").way("bx", ["motor_vehicle:conditional": "destination @ (07:00-19:00)"]).way("xmy")
            .way("yc", ["motor_vehicle:conditional": "destination @ (07:00-19:00)"]).way("cd").way("ms").way("be").way(
                "ef"
            )
            .way("cf")
        let graph = try map.graph()
        let day = Router(graph: graph).snapshot(conditions: [.holds])
        let night = Router(graph: graph).snapshot(conditions: [.fails])
        #expect(try map.path("ab", "cd", "car", on: night) == "bxmyc")
        #expect(try map.path("ab", "cd", "car", on: day) == "befc")
        for snapshot in [day, night] {
            #expect(try map.path("ab", "ms", "car", on: snapshot) == "bxm")
            #expect(try map.path("sm", "cd", "car", on: snapshot) == "myc")
            #expect(try map.path("ms", "my", "car", on: snapshot)?.isEmpty == false)
        }
    }

    @Test("One-way streets and limits may be conditional too")
    func onewayAndSpeed() throws {
        let oneway = ["oneway:conditional": "-1 @ (Mo-Fr 07:00-09:00)"]
        #expect(try path(oneway, holding: []) == "bc")
        #expect(try path(oneway, holding: ["Mo-Fr 07:00-09:00"]) == "befc")
        let backward = ["motor_vehicle:backward:conditional": "no @ (Su)"]
        #expect(try path(backward, holding: ["Su"]) == "bc")
        #expect(try path(backward, holding: ["Su"], from: "dc", to: "ba") == "cfeb")

        let slow = map(["maxspeed": "50", "maxspeed:conditional": "30 @ (22:00-06:00)"])
        let graph = try slow.graph()
        func seconds(_ state: ConditionState) throws -> Double {
            let snapshot = Router(graph: graph).snapshot(conditions: [state])
            return try slow.result("ab", "cd", "car", on: snapshot).get().networkSeconds
        }
        let (day, night) = (try seconds(.fails), try seconds(.holds))
        let share = TravelProfile.standard[0].limitShare
        // 200 metres at 30 km/h rather than at the speed of a residential street.
        #expect(night > day)
        #expect(abs(night - day - (0.2 / (30 * share) - 0.2 / (50 * share)) * 3600) < 0.5)
    }

    @Test("A condition that cannot be judged closes nothing and is reported")
    func unknown() throws {
        for condition in ["snow", "weight>3.5", "wet AND Nov-Apr", "length > 12", "whatever this means"] {
            let tags = ["motor_vehicle:conditional": "no @ (\(condition))"]
            let graph = try map(tags).graph()
            #expect(graph.conditionTexts == [condition])
            let snapshot = Router(graph: graph).snapshot(conditions: [.unknown])
            let route = try map(tags).result("ab", "cd", "car", on: snapshot).get()
            #expect(route.metres < 450)
            #expect(route.doubts.map(\.condition) == [condition])
            // It does not close the road to walkers.
            #expect(try map(tags).result("ab", "cd", "foot", on: snapshot).get().doubts.isEmpty)
            #expect(
                try map(tags).path("ab", "cd", "car", on: Router(graph: graph).snapshot(conditions: [.holds])) == "befc"
            )
        }
        // A clause without a condition cannot be judged.
        #expect(try map(["access:conditional": "no"]).graph().conditionTexts == ["no"])
        // A rule that may not apply does not open a closed road.
        #expect(
            try path(["access": "no", "access:conditional": "yes @ (permit holders)"], holding: [], other: .unknown)
                == "befc")
        // Rules for lorries do not apply to cars, rules on measures do not apply to pedestrians.
        for tags in [["access:conditional": "no @ (hgv)"], ["foot:conditional": "no @ (weight>3.5)"]] {
            #expect(try map(tags).graph().conditionTexts.isEmpty)
        }
    }

    @Test("Several clauses combine; clauses that are not about travel are ignored")
    func severalClauses() throws {
        let days = ["Mo", "Tu", "We", "Th", "Fr"].map { "no @ (\($0) 07:00-09:00)" }.joined(separator: "; ")
        let tags = ["motor_vehicle:conditional": days + "; yes @ (Su 10:00-12:00)"]
        #expect(try path(tags, holding: ["Fr 07:00-09:00"]) == "befc")
        #expect(try path(tags, holding: []) == "bc")
        var parking = ["motor_vehicle:conditional": "no @ (22:00-06:00)"]
        for index in 1...9 { parking["parking:lane:\(index):conditional"] = "no @ (Fr 0\(index):00-10:00)" }
        #expect(try map(parking).graph().conditionTexts == ["22:00-06:00"])
        // Each part may have brackets of its own.
        let both = try map(["access:conditional": "no @ (Nov-Apr) AND (Mo-Fr)"]).graph()
        #expect(both.conditionTexts == ["(Nov-Apr) AND (Mo-Fr)"])
    }

    @Test("A street that a condition may close is left along the road, not across the block")
    func noLeap() throws {
        let block = DrawnMap(
            """
            a-b---------c
              |         |
              x---------y
            """)
        for condition in ["snow", "22:00-06:00", "weight>3.5"] {
            let map = block.way("ab").way("bc", ["motor_vehicle:conditional": "no @ (\(condition))"]).way("bx").way(
                "cy"
            )
            .way("xy")
            let snapshot = Router(graph: try map.graph()).snapshot
            let (from, to) = (try map.between("b", "c"), try map.between("x", "y"))
            #expect(try snapshot.route(from: from, to: to, profile: "car").get().metres > 1000)
        }
    }

    @Test("A road that is open only at other times is reported as closed")
    func closedNow() throws {
        let tags = ["motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (06:00-11:00)"]
        let map = DrawnMap("a-b-c").way("ab", tags).way("bc", tags)
        let snapshot = Router(graph: try map.graph()).snapshot
        #expect(try map.result("ab", "bc", "car", on: snapshot) == .failure(.closed))
    }

    @Test("A way with too many conditions to combine cannot be judged")
    func many() throws {
        let clauses = (1...9).map { "no @ (week \($0))" }.joined(separator: "; ")
        let graph = try map(["access:conditional": clauses]).graph()
        #expect(graph.conditionTexts.count == 1)
        let snapshot = Router(graph: graph).snapshot(conditions: [.unknown])
        let route = try map(["access:conditional": clauses]).result("ab", "cd", "car", on: snapshot).get()
        #expect(!route.doubts.isEmpty)
    }

    @Test("Closures and conditions hold together, and each ends by itself")
    func closures() throws {
        let tags = ["motor_vehicle:conditional": "no @ (A)"]
        let map = map(tags)
        let router = Router(graph: try map.graph())
        let flood = ClosureSet(version: 3, closures: [Closure(id: "f", roads: .ways([5]))])
        func path() throws -> String? { try map.path("ab", "cd", "car", on: router.snapshot) }
        router.setConditions([.holds])
        #expect(try path() == "befc")
        router.setClosures(flood, at: 0)
        #expect(try path() == nil)
        #expect(router.snapshot.closureVersion == 3)
        #expect(try map.result("ab", "cd", "car", on: router.snapshot) == .failure(.closed))
        // Another moment under the same closures.
        #expect(try map.path("ab", "cd", "car", on: router.snapshot(conditions: [.fails])) == "bc")
        router.setConditions([.fails])
        #expect(try path() == "bc")
        router.setClosures(ClosureSet(version: 4, closures: [Closure(id: "f", roads: .ways([2]))]), at: 0)
        #expect(try path() == "befc")
        router.setClosures(ClosureSet(version: 5), at: 0)
        #expect(try path() == "bc")
    }
}
