import GeoIndex
import Routing
import Testing

@Suite("Rules of the road, drawn")
struct RoadRulesTests {
    private let square = DrawnMap(
        """
        a-b-c
          | |
          d-e-f
        """)

    @Test("One-way streets apply to vehicles, not pedestrians; exceptions and reversed values are respected")
    func oneway() throws {
        let plain = square.way("ab").way("bc", ["oneway": "yes"]).way("bd").way("ce").way("def")
        #expect(try plain.path("ab", "ce") == "bc")
        #expect(try plain.path("ec", "ba") == "edb")
        #expect(try plain.path("ec", "ba", "foot") == "cb")
        #expect(try plain.path("ec", "ba", "bicycle") == "edb")
        let except = square.way("ab").way("bc", ["oneway": "yes", "oneway:bicycle": "no"]).way("bd").way("ce").way(
            "def")
        #expect(try except.path("ec", "ba", "bicycle") == "cb")
        #expect(try except.path("ec", "ba", "car") == "edb")
        let lane = square.way("ab").way("bc", ["oneway": "yes", "cycleway": "opposite_lane"]).way("bd").way("ce").way(
            "def")
        #expect(try lane.path("ec", "ba", "bicycle") == "cb")
        let reverse = square.way("ab").way("bc", ["oneway": "-1"]).way("bd").way("ce").way("def")
        #expect(try reverse.path("ab", "ce") == "bde")
        #expect(try reverse.path("ec", "ba") == "cb")
    }

    @Test("Roundabouts and motorways are one-way without a tag")
    func impliedOneway() throws {
        let ring = DrawnMap(
            """
            x-a-b-y
              | |
              d-c
            """
        ).way("xa").way("adcba", ["junction": "roundabout"]).way("by")
        #expect(try ring.path("xa", "by") == "ab")
        #expect(try ring.path("yb", "ax") == "ba")
        let route = try ring.result("xa", "by", "car", on: Router(graph: try ring.graph()).snapshot).get()
        #expect(route.metres > 760 && route.metres < 840)
        #expect(route.steps.contains { $0.manoeuvre == .roundabout(exit: 1) })
        let motorway = square.way("abc", ["highway": "motorway"])
        #expect(try motorway.path("ab", "bc") == "")
        #expect(try motorway.path("cb", "ba") == nil)
    }

    @Test("The most specific access tag decides, separately for each profile")
    func access() throws {
        let map = square.way("abc").way("bd", ["access": "no", "bicycle": "yes"]).way("ce").way("def")
        #expect(try map.path("ab", "de") == "bce")
        #expect(try map.path("ab", "de", "bicycle") == "bd")
        let motor = square.way("abc").way("bd", ["motor_vehicle": "no"]).way("ce").way("def")
        #expect(try motor.path("ab", "de") == "bce")
        #expect(try motor.path("ab", "de", "foot") == "bd")
        #expect(try motor.path("ab", "de", "rescue") == "bce")
        let opened = square.way("abc").way("bd", ["vehicle": "no", "motorcar": "yes"]).way("ce").way("def")
        #expect(try opened.path("ab", "de") == "bd")
    }

    @Test("Private and destination roads serve only trips that begin or end there")
    func privateLastMetres() throws {
        for value in ["private", "destination", "delivery"] {
            let map = square.way("abc").way("bd", ["access": value]).way("ce").way("def")
            #expect(try map.path("ab", "de") == "bce")
            #expect(try map.path("ab", "bd") == "b")
            #expect(try map.path("bd", "ce") == "bc")
            #expect(try map.path("db", "fe") == "de")
            #expect(try map.path("ab", "de", "rescue") == "bd")
        }
    }

    @Test("A private estate of several streets is left or entered, never crossed")
    func privateEstate() throws {
        let estate = DrawnMap(
            """
            a-b---------c
              |         |
              p-q-r-s---t
                |
                u
            """
        ).way("abc").way("bp").way("pqrs", ["access": "private"]).way("qu", ["access": "private"]).way("st").way("ct")
        #expect(try estate.path("ab", "st") == "bct")
        #expect(try estate.path("ab", "rs") == "bpq")
        #expect(try estate.path("uq", "ab") == "qpb")
        #expect(try estate.path("uq", "tc") == "qst")
        #expect(try estate.path("uq", "rs") == "q")
        #expect(try estate.path("ab", "st", "rescue") == "bpqs")
    }

    @Test("Barriers stop the profiles they are meant for")
    func barriers() throws {
        func map(_ tags: [String: String]) -> DrawnMap {
            DrawnMap(
                """
                a-b-x-c-d
                  |   |
                  e---f
                """
            ).way("abxcd").way("be").way("ef").way("cf").node("x", tags)
        }
        #expect(try map(["barrier": "bollard"]).path("ab", "cd") == "befc")
        #expect(try map(["barrier": "bollard"]).path("ab", "cd", "foot") == "bxc")
        #expect(try map(["barrier": "bollard"]).path("ab", "cd", "bicycle") == "bxc")
        #expect(try map(["barrier": "bollard", "motorcar": "yes"]).path("ab", "cd") == "bc")
        for kind in ["hedge", "wicket_gate", "guard_rail", "ditch"] {
            #expect(try map(["barrier": kind]).path("ab", "cd") == "befc")
        }
        #expect(try map(["barrier": "hedge"]).path("ab", "cd", "foot") == "befc")
        #expect(try map(["barrier": "gate"]).path("ab", "cd") == "bc")
        #expect(try map(["barrier": "gate", "locked": "yes"]).path("ab", "cd") == "befc")
        #expect(try map(["barrier": "gate", "locked": "yes"]).path("ab", "cd", "rescue") == "bxc")
        #expect(try map(["barrier": "bollard"]).path("bx", "ba") == "b")
        #expect(try map(["barrier": "bollard"]).path("bx", "xc") == "befc")
    }

    @Test("Steps are for walkers; tracks and surfaces slow down")
    func stepsAndSurfaces() throws {
        let wide = DrawnMap(
            """
            a-b---------c
              d-g-------e-f
            """)
        let steps = wide.way("abc").way("bd", ["highway": "steps"]).way("ce").way("dgef")
        #expect(try steps.path("ab", "dg") == "bce")
        #expect(try steps.path("ab", "dg", "foot") == "bd")
        func seconds(_ tags: [String: String], _ profile: String) throws -> Double {
            let map = square.way("abc", tags)
            let snapshot = Router(graph: try map.graph()).snapshot
            return try map.result("ab", "bc", profile, on: snapshot).get().networkSeconds
        }
        #expect(try seconds(["surface": "mud"], "car") > 2.5 * seconds(["surface": "asphalt"], "car"))
        #expect(try seconds(["surface": "mud"], "rescue") < seconds(["surface": "mud"], "car"))
        #expect(try seconds(["highway": "track", "tracktype": "grade5"], "car") > seconds(["highway": "track"], "car"))
        #expect(try seconds(["highway": "track"], "rescue") < seconds(["highway": "track"], "car"))
    }

    @Test("Speed limits in both units, by zone and by the region's law")
    func limits() throws {
        func speed(_ tags: [String: String], _ limits: RegionLimits = RegionLimits()) throws -> Double {
            let map = square.way("abc", tags)
            let route = try map.result("ab", "bc", "car", on: Router(graph: try map.graph(limits: limits)).snapshot)
                .get()
            return route.networkMetres / route.networkSeconds * 3.6
        }
        func expect(_ value: Double, _ expected: Double) { #expect(abs(value - expected) < expected * 0.01) }
        let fast = ["highway": "primary"]
        let share = TravelProfile.standard[0].limitShare
        expect(try speed(fast.merging(["maxspeed": "50"]) { $1 }), 50 * share)
        expect(try speed(fast.merging(["maxspeed": "30 mph"]) { $1 }), 30 * 1.609344 * share)
        expect(try speed(fast.merging(["maxspeed": "GR:urban"]) { $1 }, RegionLimits(urban: 40)), 40 * share)
        expect(try speed(fast.merging(["maxspeed": "walk"]) { $1 }), 7 * share)
        let motorway = TravelProfile.standard[0].speeds["motorway"]?.rural ?? 0
        expect(try speed(["highway": "motorway", "maxspeed": "none"]), motorway)
        expect(try speed(["highway": "motorway", "maxspeed": "x"], RegionLimits(motorway: 100)), 100 * share)
        let expressway = ["highway": "trunk", "maxspeed": "", "motorroad": "yes"]
        expect(try speed(expressway, RegionLimits(expressway: 80)), 80 * share)
    }

    @Test("Ferries carry the profiles they allow, take their mapped time, and are reported in answers")
    func ferries() throws {
        let map = DrawnMap("a-b------c-d").way("ab").way("cd")
            .way("bc", ["route": "ferry", "highway": "", "duration": "00:30"])
        let snapshot = Router(graph: try map.graph()).snapshot
        let route = try map.result("ab", "cd", "foot", on: snapshot).get()
        #expect(route.usesFerry)
        #expect(route.seconds > 1800 + 300 && route.seconds < 1800 + 300 + 200)
        #expect(route.steps.map(\.manoeuvre).contains(.ferry))
        #expect(route.steps.map(\.manoeuvre).contains(.ashore))
        let feet = DrawnMap("a-b------c-d").way("ab").way("cd")
            .way("bc", ["route": "ferry", "highway": "", "foot": "yes", "bicycle": "yes", "motor_vehicle": "no"])
        #expect(try feet.path("ab", "cd", "foot") == "bc")
        #expect(try feet.path("ab", "cd", "car") == nil)
        let all = DrawnMap("a-b------c-d").way("ab").way("cd")
            .way("bc", ["route": "ferry", "highway": "", "access": "yes", "foot": "yes"])
        #expect(try all.path("ab", "cd", "car") == "bc")
    }

    @Test(
        "A ferry whose duration cannot be read sails like one without",
        arguments: ["0:00", "0", "1.5", "PT", "a while", "9999999:00", "1:2:3:4"])
    func unreadableDurations(_ duration: String) throws {
        func seconds(_ tags: [String: String]) throws -> Double {
            let map = DrawnMap("a-b------c-d").way("ab").way("cd")
                .way("bc", ["route": "ferry", "highway": ""].merging(tags) { $1 })
            return try map.result("ab", "cd", "foot", on: Router(graph: try map.graph()).snapshot).get().seconds
        }
        #expect(try seconds(["duration": duration]) == seconds([:]))
    }

    @Test("Ferries that sail one way do so however it is written, for every profile")
    func onewayFerries() throws {
        func path(_ oneway: String, _ from: String, _ to: String, _ profile: String) throws -> String? {
            try DrawnMap("a-b------c-d").way("ab").way("cd")
                .way("bc", ["route": "ferry", "highway": "", "oneway": oneway]).path(from, to, profile)
        }
        for profile in ["car", "foot", "bicycle"] {
            for value in ["yes", "true", "1"] {
                #expect(try path(value, "ab", "cd", profile) == "bc")
                #expect(try path(value, "dc", "ba", profile) == nil)
            }
            for value in ["-1", "reverse"] {
                #expect(try path(value, "ab", "cd", profile) == nil)
                #expect(try path(value, "dc", "ba", profile) == "cb")
            }
            #expect(try path("no", "dc", "ba", profile) == "cb")
        }
    }
}
