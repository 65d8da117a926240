import GeoIndex
import Routing
import Testing

@Suite("Zones that only trips which begin or end there may use, drawn")
struct ZoneTests {
    private static let values = [
        "destination", "private", "customers", "delivery", "permit", "residents", "agricultural",
    ]

    /// `c-d` is tagged; `d-g` is an untagged street behind it.
    private let sideStreet = DrawnMap(
        """
        a-b-c-d-e
              |
              g-h
        """)

    @Test(
        "destination-side-street: what lies behind an untagged street that joins a zone is reached", arguments: values)
    func destinationSideStreet(value: String) throws {
        for key in ["access", "vehicle", "motor_vehicle"] {
            let map = sideStreet.way("abc").way("cde", [key: value]).way("dgh")
            #expect(try map.path("ab", "de") == "cd")
            #expect(try map.path("ab", "gh") == "cd")
            #expect(try map.path("hg", "ba") == "dc")
            #expect(try map.path("ed", "ab") == "dc")
            #expect(try map.path("hg", "ed") == "d")
        }
    }

    @Test("A trip may travel within a zone to its destination, past an open road in the middle")
    func crossingPastAnOpenRoad() throws {
        // The zone b-x-y-e is joined at x and y by open roads of the network around it.
        let map = DrawnMap(
            """
            a-b-x-y-e-f
              | | | |
              p-q-r-s
            """
        ).way("ab").way("bxye", ["motor_vehicle": "destination"]).way("ef").way("bp").way("pqrs").way("xq").way("yr")
            .way(
                "es")
        // Never through it.
        #expect(try map.path("ab", "ef")?.contains("x") == false)
        #expect(try map.path("ab", "ef", "foot") == "bxye")
        // The middle is reached from either side, over an open road or along the zone.
        #expect(try map.path("ab", "xy") == "bx")
        #expect(try map.path("yx", "ba") == "xb")
        // From the zone's first street past two junctions with open roads to its far end, all within the zone.
        #expect(try map.path("bx", "ye") == "xy")
        #expect(try map.path("bx", "ef") == "xye")
        // From an open road over part of the zone to the end of it.
        #expect(try map.path("pb", "xy") == "bx")
    }

    @Test("A zone is no shortcut between open roads, nor are two zones with a street between them")
    func neverThrough() throws {
        let map = DrawnMap(
            """
            a-b---c---d-e
              |       |
              p-------q
            """)
        let two = map.way("ab").way("bc", ["access": "private"]).way("cd", ["access": "customers"]).way("de").way("bp")
            .way("pq").way("qd")
        #expect(try two.path("ab", "de")?.contains("c") == false)
        // c-d is untagged, but trips over it have to enter or leave through a zone.
        let mixed = map.way("ab").way("bc", ["access": "private"]).way("cd").way("de").way("bp").way("pq").way("qd")
        #expect(try mixed.path("ab", "de")?.contains("c") == false)
        #expect(try mixed.path("ab", "cd") != nil)
        #expect(try mixed.path("bc", "de") == "cd")
        #expect(try mixed.path("cd", "ab")?.hasSuffix("b") == true)
    }

    @Test("One-way streets that only lead out of a zone, or into it, belong to it")
    func onewayBehindZone() throws {
        let map = DrawnMap(
            """
            a-b-c-d
              |   |
              p-q-r
            """
        ).way("ab").way("bp").way("pq").way("qr").way("bc", ["access": "private"]).way("cd", ["oneway": "yes"]).way(
            "dr", ["oneway": "yes"])
        // d is reached only through the zone.
        #expect(try map.path("ab", "cd") == "bc")
        #expect(try map.path("cd", "pq") != nil)
        #expect(try map.path("ab", "dr") == "bcd")
    }

    @Test("Zones for pedestrians and cyclists apply to them")
    func otherModes() throws {
        let garage = sideStreet.way("abc").way("cde", ["foot": "private", "bicycle": "customers"]).way("dgh")
        for profile in ["foot", "bicycle"] {
            #expect(try garage.path("ab", "gh", profile) == "cd")
            #expect(try garage.path("hg", "ab", profile) == "dc")
        }
        #expect(try garage.path("ab", "gh", "car") == "cd")
    }

    @Test("gate-private: a private gate stops through traffic like a private way, for the modes in its tags")
    func gatePrivate() throws {
        func map(_ tags: [String: String]) -> DrawnMap {
            DrawnMap(
                """
                a-b-x-c-d
                  |   |
                  e---f
                """
            ).way("ab").way("bxc").way("cd").way("be").way("ef").way("cf").node("x", tags)
        }
        for value in ["private", "customers", "permit", "no"] {
            for profile in ["car", "foot", "bicycle"] {
                #expect(try map(["barrier": "gate", "access": value]).path("ab", "cd", profile) == "befc")
            }
        }
        let gate = map(["barrier": "gate", "access": "private"])
        // The street up to the gate is public: living there gives no right to pass the gate.
        #expect(try gate.path("bx", "cd") == "befc")
        #expect(try gate.path("cd", "bx") == "cfeb")
        #expect(try gate.path("ab", "bx") == "b")
        #expect(try gate.path("bx", "xc") == "befc")
        #expect(try gate.path("ab", "xc") == "befc")
        #expect(try gate.path("ab", "cd", "rescue") == "bxc")
        // Applies to motor traffic only.
        let motor = map(["barrier": "lift_gate", "motor_vehicle": "private"])
        #expect(try motor.path("ab", "cd") == "befc")
        #expect(try motor.path("ab", "cd", "foot") == "bxc")
        // A bollard that residents may remove.
        #expect(try map(["barrier": "bollard", "motor_vehicle": "destination"]).path("ab", "cd") == "befc")
        #expect(try map(["barrier": "bollard", "motor_vehicle": "destination"]).path("ab", "xc") == "befc")
        // No barrier, but passing requires a right.
        #expect(try map(["access": "private"]).path("ab", "cd") == "befc")
        // The access of an object beside the road does not apply to the road.
        #expect(try map(["amenity": "toilets", "access": "customers"]).path("ab", "cd") == "bc")
        #expect(try map(["highway": "crossing", "bicycle": "no"]).path("ab", "cd", "bicycle") == "bc")
    }

    @Test("Everything behind a private gate can be reached and left")
    func behindGate() throws {
        let map = DrawnMap("a-b-x-c-d-e").way("ab").way("bxc").way("cde").node(
            "x", ["barrier": "gate", "access": "private"])
        #expect(try map.path("ab", "de")?.contains("x") == true)
        #expect(try map.path("ed", "ba")?.contains("x") == true)
    }

    @Test("motor-vehicle-forward: an access tag may apply to one direction")
    func motorVehicleForward() throws {
        let square = DrawnMap(
            """
            a-b-c-d
              | |
              e-f
            """)
        func map(_ tags: [String: String]) -> DrawnMap {
            square.way("ab").way("bc", tags).way("cd").way("be").way("ef").way("cf")
        }
        for key in ["motor_vehicle", "access", "vehicle"] {
            let forward = map([key + ":forward": "no"])
            #expect(try forward.path("ab", "cd") == "befc")
            #expect(try forward.path("dc", "ba") == "cb")
            let backward = map([key + ":backward": "no"])
            #expect(try backward.path("ab", "cd") == "bc")
            #expect(try backward.path("dc", "ba") == "cfeb")
        }
        #expect(try map(["foot:forward": "no"]).path("ab", "cd", "foot") == "befc")
        #expect(try map(["bicycle:backward": "no"]).path("dc", "ba", "bicycle") == "cfeb")
        #expect(try map(["bicycle:backward": "no"]).path("dc", "ba", "car") == "cb")
        // The more specific mode takes precedence over the direction of a general one.
        #expect(try map(["access:forward": "no", "motorcar": "yes"]).path("ab", "cd") == "bc")
        #expect(try map(["motor_vehicle": "no", "motor_vehicle:backward": "yes"]).path("dc", "ba") == "cb")
        #expect(try map(["motor_vehicle": "no", "motor_vehicle:backward": "yes"]).path("ab", "cd") == "befc")
        // Destination in one direction only.
        let ends = map(["motor_vehicle:forward": "destination"])
        #expect(try ends.path("ab", "cd") == "befc")
        #expect(try ends.path("ab", "bc") == "b")
        #expect(try ends.path("dc", "ba") == "cb")
        // A named exception to a one-way street.
        let contra = map(["oneway": "yes", "bicycle:backward": "yes"])
        #expect(try contra.path("dc", "ba", "bicycle") == "cb")
        #expect(try contra.path("dc", "ba", "car") == "cfeb")
    }

    @Test("A point at a junction joins all roads there, in whatever order they were added")
    func junction() throws {
        // At m a one-way street that leads away from the destination meets the road to it.
        for order in [["am", "mb", "mc"], ["mc", "mb", "am"], ["mb", "am", "mc"]] {
            var map = DrawnMap(
                """
                a-m-b
                  |
                  c
                """)
            for way in order { map = map.way(way, way == "mc" ? ["oneway": "yes"] : [:]) }
            let graph = try map.graph()
            let snapshot = Router(graph: graph).snapshot
            let place = try map.place("m")
            for goal in ["mb", "am", "mc"] {
                let to = try map.between(Array(goal)[0], Array(goal)[1])
                let route = try snapshot.route(from: place, to: to, profile: "car").get()
                #expect(route.metres < 130)
            }
            let from = try map.between("b", "m")
            #expect(try snapshot.route(from: from, to: place, profile: "car").get().metres < 130)
        }
    }

    @Test("No point joins a ferry on open water")
    func ferryAtSea() throws {
        let map = DrawnMap(
            """
            a-b------c-d

                x-y
            """
        ).way("ab").way("cd").way("xy").way("bc", ["route": "ferry", "highway": ""])
        let snapshot = Router(graph: try map.graph()).snapshot
        // The islet is nearer to the ferry than to any road, and the ferry does not call there.
        let islet = try map.between("x", "y")
        let home = try map.between("a", "b")
        #expect(snapshot.route(from: home, to: islet, profile: "foot") == .failure(.separateNetworks))
        #expect(snapshot.graph.snap(try map.between("b", "c"), profile: 1, maximumMetres: 5).main == nil)
    }

    @Test("ferry-behind-pier: pedestrians reach a ferry over a pier")
    func ferryBehindPier() throws {
        let map = DrawnMap("a-b-p------c-d").way("ab").way("cd")
            .way("pc", ["route": "ferry", "highway": "", "duration": "00:20", "foot": "yes", "motor_vehicle": "no"])
        for tags in [["man_made": "pier"], ["railway": "platform"], ["public_transport": "platform"]] {
            let pier = map.wayWithoutHighway("bp", tags)
            #expect(try pier.path("ab", "cd", "foot") == "bpc")
            #expect(try pier.path("ab", "cd", "car") == nil)
        }
        let wide = map.wayWithoutHighway("bp", ["man_made": "pier", "area": "yes"])
        #expect(try wide.path("ab", "cd", "foot") == "bpc")
        let shut = map.wayWithoutHighway("bp", ["man_made": "pier", "access": "no"])
        #expect(try shut.path("ab", "cd", "foot") == nil)
        let bicycle = DrawnMap("a-b-p------c-d").way("ab").way("cd").wayWithoutHighway("bp", ["man_made": "pier"])
            .way("pc", ["route": "ferry", "highway": "", "foot": "yes", "bicycle": "yes", "motor_vehicle": "no"])
        #expect(try bicycle.path("ab", "cd", "bicycle") == "bpc")
    }
}
