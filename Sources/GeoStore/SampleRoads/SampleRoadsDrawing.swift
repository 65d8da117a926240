internal import GeoIndex
internal import Routing

/// Draws a network as nodes and ways.
struct SampleRoadsDrawing {
    private let network: SampleNetwork
    private var writer = OSMFileWriter()
    private var bounds = BoundingBox.empty
    private var towns: [SampleTown] = []
    /// The node numbers of each town's crossings; 0 where there is none.
    private var crossings: [[Int]] = []

    init(network: SampleNetwork) {
        self.network = network
    }

    /// The bytes of the file.
    func bytes() -> [UInt8] {
        var drawing = self
        drawing.drawTowns()
        for leg in network.legs { drawing.draw(leg) }
        return drawing.writer.bytes(bounds: drawing.bounds)
    }

    private mutating func node(_ point: SIMD2<Double>) -> Int {
        let coordinate = network.plane.coordinate(point)
        bounds.expand(toInclude: coordinate)
        return writer.node(coordinate)
    }

    private mutating func drawTowns() {
        for (index, middle) in network.points.enumerated() {
            let distances = network.points.enumerated().map {
                $0.offset == index ? .infinity : $0.element.distance(to: middle)
            }
            let town = SampleTown(
                middle: middle, population: network.places[index].population, room: distances.min() ?? .infinity,
                raster: network.raster)
            towns.append(town)
            var numbers: [Int] = []
            for row in -town.half...town.half {
                for column in -town.half...town.half {
                    let point = middle + SIMD2(Double(column), Double(row)) * SampleTown.block
                    numbers.append(town.hasCrossing(column, row) ? node(point) : 0)
                }
            }
            crossings.append(numbers)
            drawStreets(index)
        }
    }

    private mutating func drawStreets(_ place: Int) {
        let half = towns[place].half
        guard half > 0 else { return }
        for line in -half...half {
            let roadClass: SampleRoadClass = line == 0 ? (half > 1 ? .tertiary : .unclassified) : .residential
            draw((-half...half).map { crossing(place, $0, line) }, roadClass)
            draw((-half...half).map { crossing(place, line, $0) }, roadClass)
        }
    }

    /// Draws the runs of existing crossings.
    private mutating func draw(_ line: [Int], _ roadClass: SampleRoadClass) {
        for run in line.split(separator: 0) { writer.way(Array(run), Self.tags(roadClass)) }
    }

    private func crossing(_ place: Int, _ column: Int, _ row: Int) -> Int {
        let half = towns[place].half
        return crossings[place][(row + half) * (2 * half + 1) + column + half]
    }

    private mutating func draw(_ leg: SampleNetwork.Leg) {
        if leg.isFerry {
            drawFerry(leg)
            return
        }
        let from = gate(leg.from, towards: leg.bends.first ?? network.points[leg.to])
        let to = gate(leg.to, towards: leg.bends.last ?? network.points[leg.from])
        var ends = (from.node, to.node)
        // A line that is on land between the centres may leave it between the gates.
        let line = [from.point] + leg.bends + [to.point]
        let staysOnLand = zip(line, line.dropFirst()).allSatisfy {
            network.raster?.isOnLand(from: $0, to: $1) ?? true
        }
        if !staysOnLand { ends = (crossing(leg.from, 0, 0), crossing(leg.to, 0, 0)) }
        let bends = leg.bends.map { node($0) }
        writer.way([ends.0] + bends + [ends.1], Self.tags(leg.roadClass))
    }

    private func gate(_ place: Int, towards point: SIMD2<Double>) -> (node: Int, point: SIMD2<Double>) {
        let gate = towns[place].gate(towards: point - network.points[place])
        let offset = SIMD2(Double(gate.column), Double(gate.row)) * SampleTown.block
        return (crossing(place, gate.column, gate.row), network.points[place] + offset)
    }

    /// Draws a ferry at 15 knots, taking at least ten minutes.
    private mutating func drawFerry(_ leg: SampleNetwork.Leg) {
        let seconds = max(600, Int((leg.metres / 7.7).rounded()))
        var tags = [
            (key: "route", value: "ferry"), (key: "duration", value: DurationText.text(seconds)),
            (key: "foot", value: "yes"), (key: "bicycle", value: "yes"), (key: "motor_vehicle", value: "yes"),
        ]
        let names = [network.places[leg.from].name, network.places[leg.to].name]
        if !names.contains("") { tags.append((key: "name", value: names.joined(separator: " – "))) }
        writer.way([crossing(leg.from, 0, 0), crossing(leg.to, 0, 0)], tags)
    }

    private static func tags(_ roadClass: SampleRoadClass) -> [(key: String, value: String)] {
        [(key: "highway", value: roadClass.highway), (key: "maxspeed", value: String(roadClass.speed))]
    }
}
