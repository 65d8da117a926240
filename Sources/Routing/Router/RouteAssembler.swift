import GeoIndex

/// Builds a route with geometry and steps from its arcs.
struct RouteAssembler {
    struct Piece {
        var arc: Int
        var line: [Coordinate]
        var seconds: Double
        var metres: Double
        /// Milliseconds for the whole arc.
        var weight: TravelWeight
    }

    let graph: RoadGraph
    private let snapshot: RoutingSnapshot
    private let way: ArcWay
    let source: RoutePoint
    private let weights: [TravelWeight]

    init(_ snapshot: RoutingSnapshot, _ metric: Metric, _ source: RoutePoint, _ way: ArcWay) {
        graph = snapshot.graph
        self.snapshot = snapshot
        self.way = way
        self.source = source
        weights = way.arcs.map { metric.weight(ofNetworkArc: $0) }
    }

    func route(hasStretches: Bool) -> Route {
        let pieces = pieces()
        var geometry: [Coordinate] = []
        var starts: [Int] = []
        for piece in pieces {
            starts.append(max(geometry.count - 1, 0))
            geometry.append(contentsOf: piece.line.dropFirst(geometry.last == piece.line.first ? 1 : 0))
        }
        let straightTime = RoadGraph.straightTime(way.origin).adding(RoadGraph.straightTime(way.destination))
        let metres = way.networkMetres
        return Route(
            seconds: Double(way.time) / 1000, metres: metres + way.straightMetres,
            networkSeconds: Double(way.time - straightTime) / 1000, networkMetres: metres, geometry: geometry,
            steps: steps(pieces, starts: starts, geometry: geometry), arcs: way.arcs, origin: way.origin,
            destination: way.destination,
            usesFerry: way.usesFerry, isEstimate: way.isEstimate,
            doubts: way.doubts(in: snapshot, profile: source.profile),
            stretches: hasStretches ? stretches(pieces) : [])
    }

    private func pieces() -> [Piece] {
        way.arcs.indices.map { index in
            Piece(
                arc: way.arcs[index], line: way.line(at: index),
                seconds: Double(RoadGraph.part(way.share(at: index), of: weights[index])) / 1000,
                metres: way.metres(at: index), weight: weights[index])
        }
    }

    private func steps(_ pieces: [Piece], starts: [Int], geometry: [Coordinate]) -> [RouteStep] {
        var steps: [RouteStep] = []
        var place = 0
        while place < pieces.count {
            let piece = pieces[place]
            let manoeuvre: RouteStep.Manoeuvre?
            var last = place
            if isRoundabout(piece), place == 0 || !isRoundabout(pieces[place - 1]) {
                while last + 1 < pieces.count, isRoundabout(pieces[last + 1]) { last += 1 }
                manoeuvre = place == 0 ? .depart : .roundabout(exit: exits(pieces[place...last]))
            } else if place == 0 {
                manoeuvre = .depart
            } else {
                let leavesRing = isRoundabout(pieces[place - 1])
                manoeuvre = leavesRing ? nil : self.manoeuvre(pieces[place - 1], piece)
            }
            let onward = last + 1 < pieces.count ? pieces[last + 1] : pieces[last]
            let isRing = last > place || isRoundabout(piece)
            if let manoeuvre {
                steps.append(
                    RouteStep(
                        manoeuvre: manoeuvre, name: graph.name(ofSegment: (isRing ? onward : piece).arc >> 1),
                        seconds: 0, metres: 0, coordinate: piece.line.first ?? geometry[0],
                        geometry: starts[place]..<geometry.count,
                        bearingBefore: place > 0 ? Bearing.atEnd(pieces[place - 1].line) : nil,
                        bearingAfter: Bearing.atStart((isRing && manoeuvre != .depart ? onward : piece).line)))
            }
            for covered in place...last {
                steps[steps.count - 1].seconds += pieces[covered].seconds
                steps[steps.count - 1].metres += pieces[covered].metres
            }
            place = last + 1
        }
        for index in steps.indices.dropLast() {
            let end = steps[index + 1].geometry.lowerBound + 1
            steps[index].geometry = steps[index].geometry.lowerBound..<max(end, steps[index].geometry.lowerBound)
        }
        steps.append(
            RouteStep(
                manoeuvre: .arrive, name: graph.name(ofSegment: pieces[pieces.count - 1].arc >> 1), seconds: 0,
                metres: 0, coordinate: geometry[geometry.count - 1],
                geometry: geometry.count - 1..<geometry.count,
                bearingBefore: Bearing.atEnd(pieces[pieces.count - 1].line),
                bearingAfter: nil))
        return steps
    }

    private func isRoundabout(_ piece: Piece) -> Bool { graph.flags(ofSegment: piece.arc >> 1).contains(.roundabout) }

    /// The number of exits passed on a roundabout, including the one taken.
    private func exits(_ ring: ArraySlice<Piece>) -> Int {
        ring.reduce(0) { count, piece in
            let leads = graph.arcs(outOf: graph.head(ofArc: piece.arc)).contains { arc in
                graph.weights[source.profile][Int(arc)] < .unreachable
                    && !graph.flags(ofSegment: Int(arc) >> 1).contains(.roundabout)
            }
            return count + (leads ? 1 : 0)
        }
    }

    /// The manoeuvre between two pieces; nil when the road simply continues.
    private func manoeuvre(_ before: Piece, _ after: Piece) -> RouteStep.Manoeuvre? {
        let (a, b) = (before.arc >> 1, after.arc >> 1)
        let wasFerry = graph.flags(ofSegment: a).contains(.ferry)
        let isFerry = graph.flags(ofSegment: b).contains(.ferry)
        if isFerry != wasFerry { return isFerry ? .ferry : .ashore }
        if after.arc == before.arc ^ 1 { return .turn(.uTurn) }
        guard let from = Bearing.atEnd(before.line), let to = Bearing.atStart(after.line) else { return nil }
        let turn = Bearing.turn(from: from, to: to)
        let (old, new) = (graph.name(ofSegment: a), graph.name(ofSegment: b))
        let goesOn = old == new || (!old.number.isEmpty && old.number == new.number)
        let angle = Bearing.difference(from: from, to: to)
        // No manoeuvre is needed where there is no other way to go.
        let choices = graph.arcs(outOf: graph.tail(ofArc: after.arc)).count { arc in
            Int(arc) != before.arc ^ 1 && graph.weights[source.profile][Int(arc)] < .unreachable
        }
        if choices <= 1 { return goesOn || abs(angle) < 60 && new.isEmpty ? nil : goesOn ? nil : .newName }
        if goesOn, abs(angle) < 50 { return nil }
        if turn == .straight { return new.isEmpty || goesOn ? nil : .newName }
        return .turn(turn)
    }
}
