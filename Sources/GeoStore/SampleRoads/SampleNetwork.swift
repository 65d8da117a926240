internal import GeoIndex
internal import Records
internal import Routing

/// Invented roads: which places are connected, along which points and by what class of road.
struct SampleNetwork: Sendable {
    /// A road or ferry between two places.
    struct Leg: Sendable {
        var from: Int
        var to: Int
        /// The points between the two places.
        var bends: [SIMD2<Double>] = []
        var isFerry = false
        var roadClass = SampleRoadClass.unclassified
        var metres: Double
    }

    /// The places, most populous first, at least 50 m apart.
    let places: [SampleRoads.Place]
    let points: [SIMD2<Double>]
    let plane: SamplePlane
    let raster: LandRaster?
    private(set) var legs: [Leg] = []

    init(places sorted: [SampleRoads.Place], plane: SamplePlane, land: [MultiPolygon]) {
        var (places, points): ([SampleRoads.Place], [SIMD2<Double>]) = ([], [])
        for place in sorted {
            let point = plane.point(place.coordinate)
            if points.contains(where: { $0.distance(to: point) < 50 }) { continue }
            places.append(place)
            points.append(point)
        }
        (self.places, self.points, self.plane) = (places, points, plane)
        raster = land.contains { !$0.isEmpty } ? LandRaster(areas: land, points: points, plane: plane) : nil
        joinNeighbours()
        joinLandParts()
        raiseClasses()
    }

    /// The landmass of each place.
    var parts: [Int] { points.map { raster?.part($0) ?? 0 } }

    private func isOnLand(_ from: Int, _ to: Int) -> Bool {
        raster?.isOnLand(from: points[from], to: points[to]) ?? true
    }

    private mutating func add(_ from: Int, _ to: Int, bends: [SIMD2<Double>] = [], isFerry: Bool = false) {
        let line = [points[from]] + bends + [points[to]]
        let metres = zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
        legs.append(Leg(from: from, to: to, bends: bends, isFerry: isFerry, metres: metres))
    }

    /// Adds the edges of the Gabriel graph that are on land; then, for groups still unconnected on one landmass, the
    /// shortest straight lines on land; then the shortest ways around water.
    private mutating func joinNeighbours() {
        var groups = DisjointSets(count: points.count)
        for (from, to) in GabrielGraph.edges(points) where isOnLand(from, to) {
            add(from, to)
            groups.join(from, to)
        }
        let parts = parts
        for (from, to) in pairs(where: { parts[$0] == parts[$1] && !groups.areJoined($0, $1) }) {
            guard !groups.areJoined(from, to), isOnLand(from, to) else { continue }
            add(from, to)
            groups.join(from, to)
        }
        for (from, to) in pairs(where: { parts[$0] == parts[$1] && !groups.areJoined($0, $1) }) {
            guard !groups.areJoined(from, to), let path = raster?.path(from: points[from], to: points[to]) else {
                continue
            }
            add(from, to, bends: Array(path.dropFirst().dropLast()))
            groups.join(from, to)
        }
    }

    /// Adds ferries between the nearest places of different landmasses, as few as connect them all.
    private mutating func joinLandParts() {
        let parts = parts
        var groups = DisjointSets(count: (parts.max() ?? 0) + 1)
        for (from, to) in pairs(where: { parts[$0] != parts[$1] }) where !groups.areJoined(parts[from], parts[to]) {
            add(from, to, isFerry: true)
            groups.join(parts[from], parts[to])
        }
    }

    /// Pairs of places, nearest first.
    private func pairs(where isWanted: (Int, Int) -> Bool) -> [(Int, Int)] {
        var pairs: [(metres: Double, from: Int, to: Int)] = []
        for from in points.indices {
            for to in points.indices.dropFirst(from + 1) where isWanted(from, to) {
                pairs.append((points[from].distance(to: points[to]), from, to))
            }
        }
        return pairs.sorted { ($0.metres, $0.from, $0.to) < ($1.metres, $1.from, $1.to) }.map { ($0.from, $0.to) }
    }

    /// Raises the roads on the shortest way between neighbouring places of a size to the class of that size.
    private mutating func raiseClasses() {
        var arcs = [[(to: Int, leg: Int)]](repeating: [], count: points.count)
        for (index, leg) in legs.enumerated() where !leg.isFerry {
            arcs[leg.from].append((leg.to, index))
            arcs[leg.to].append((leg.from, index))
        }
        for roadClass in SampleRoadClass.allCases where roadClass > .unclassified {
            // Places are sorted by population, so those of a size are a prefix.
            let count = places.prefix { $0.population >= roadClass.leastPopulation }.count
            for (from, targets) in Dictionary(grouping: GabrielGraph.edges(Array(points[..<count])), by: \.0) {
                let arrivals = shortestWays(from: from, arcs)
                for (_, to) in targets {
                    var at = to
                    while let leg = arrivals[at] {
                        legs[leg].roadClass = max(legs[leg].roadClass, roadClass)
                        at = legs[leg].from == at ? legs[leg].to : legs[leg].from
                    }
                }
            }
        }
    }

    /// The leg by which each place is first reached; nil for `from` and for places that cannot be reached.
    private func shortestWays(from: Int, _ arcs: [[(to: Int, leg: Int)]]) -> [Int?] {
        var metres = [Double](repeating: .infinity, count: points.count)
        var arrivals = [Int?](repeating: nil, count: points.count)
        var queue = SampleQueue()
        metres[from] = 0
        queue.push(0, from)
        while let (reached, at) = queue.pop() {
            if reached > metres[at] { continue }
            for arc in arcs[at] where reached + legs[arc.leg].metres < metres[arc.to] {
                metres[arc.to] = reached + legs[arc.leg].metres
                arrivals[arc.to] = arc.leg
                queue.push(metres[arc.to], arc.to)
            }
        }
        return arrivals
    }
}
