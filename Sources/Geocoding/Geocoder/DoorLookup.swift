internal import GeoIndex
internal import Records

/// Finds a house number on a street: the door itself, a door that covers it, or an interpolated position.
struct DoorLookup {
    let doors: DoorColumns

    /// The position of a number.
    struct Place {
        /// How the position relates to the number.
        enum Kind {
            /// The door has the number.
            case own
            /// A known door has another number that covers it or begins with the same digits: «23-25» for 24, «8» for
            /// 8Α.
            case other
            /// Interpolated between known doors.
            case between
            /// At the only known door near it.
            case beside
        }

        var coordinate: Coordinate
        var accuracyMetres: Double
        var kind: Kind
        /// The known door; nil when the position is estimated.
        var door: Int?

        /// Whether the position is estimated.
        var isInterpolated: Bool { door == nil }
        /// Whether the position is that of the number itself, known or interpolated.
        var isTrue: Bool { kind == .own || kind == .between }
    }

    /// Returns the door with the number of `run` on the street in row `street`, or nil. O(log doors).
    ///
    /// Of several, a mapped door is preferred to an interpolated one, then one for which `hasPostcode` returns true,
    /// then one written in the same way.
    func find(_ run: NumberRuns.Run, street: Int, hasPostcode: (Int) -> Bool) -> Place? {
        let range = doors.doors(street)
        let low = doors.lowerBound(range, value: run.value, tail: run.tails.lowerBound)
        guard low < range.upperBound, doors.value(low) == run.value else { return nil }
        let high = doors.lowerBound(low..<range.upperBound, value: run.value, tail: run.tails.upperBound)
        func rank(_ door: Int) -> Int {
            (doors.isInterpolated(door) ? 8 : 0) + (hasPostcode(door) ? 0 : 4)
                + (doors.text(door).lowercased() == run.text.lowercased() ? 0 : 2)
                + (doors.isMember(door) ? 1 : 0)
        }
        guard let door = high - low > 1 ? (low..<high).min(by: { rank($0) < rank($1) }) : (low..<high).first else {
            return nil
        }
        let isInterpolated = doors.isInterpolated(door)
        return Place(
            coordinate: doors.coordinate(door: door), accuracyMetres: isInterpolated ? 30 : 10, kind: .own,
            door: isInterpolated ? nil : door)
    }

    /// Returns the best substitute for a number that no door of the street has, or nil when no door near it is known.
    /// O(log doors).
    func findNear(_ wanted: HouseNumber, street: Int) -> Place? {
        let range = doors.doors(street)
        guard !range.isEmpty, wanted.number > 0 else { return nil }
        let low = doors.lowerBound(range, value: wanted.number)
        return sameDigits(wanted, from: low, in: range) ?? covering(wanted, before: low, in: range)
            ?? between(wanted.number, low, range, street)
    }

    /// Returns a door whose number begins with the same digits: «8» for 8Α, 8Α for «8».
    private func sameDigits(_ wanted: HouseNumber, from low: Int, in range: Range<Int>) -> Place? {
        let alike = range[low...].prefix(200).prefix { doors.value($0) == wanted.number }
        guard let first = alike.first else { return nil }
        // The plain number sorts first. An interpolated one is not a known door.
        if doors.isInterpolated(first), wanted.suffix.isEmpty, wanted.last == nil { return nil }
        guard let door = alike.first(where: { !doors.isInterpolated($0) }) else { return nil }
        return Place(coordinate: doors.coordinate(door: door), accuracyMetres: 30, kind: .other, door: door)
    }

    /// Returns a door whose number is a range («23-25») that covers the number.
    private func covering(_ wanted: HouseNumber, before low: Int, in range: Range<Int>) -> Place? {
        for door in range[..<low].suffix(24).reversed() {
            if let last = doors.last(door), last >= wanted.number, (wanted.number - doors.value(door)) % 2 == 0 {
                return Place(coordinate: doors.coordinate(door: door), accuracyMetres: 15, kind: .other, door: door)
            }
        }
        return nil
    }

    /// Interpolates the position between the nearest known numbers on the same side of the street.
    private func between(_ number: Int, _ low: Int, _ range: Range<Int>, _ street: Int) -> Place? {
        let below = neighbour(of: number, from: low - 1, by: -1, in: range)
        let above = neighbour(of: number, from: low, by: 1, in: range)
        if let below, let above {
            let first = doors.value(below)
            let last = doors.value(above)
            let a = doors.coordinate(door: below)
            let b = doors.coordinate(door: above)
            let fraction = Double(number - first) / Double(last - first)
            let span = Planar.distance(a, b)
            return Place(
                coordinate: Self.along(doors.paths(street), from: a, to: b, fraction),
                accuracyMetres: min(500, max(15, span / 2)), kind: .between)
        }
        guard let only = below ?? above else { return nil }
        let gap = abs(doors.value(only) - number)
        guard gap <= 60 else { return nil }
        return Place(
            coordinate: doors.coordinate(door: only), accuracyMetres: Double(20 + 8 * gap), kind: .beside)
    }

    /// Returns the nearest known door on the same side as `number`, among 64 doors.
    private func neighbour(of number: Int, from start: Int, by step: Int, in range: Range<Int>) -> Int? {
        var door = start
        var seen = 0
        while range.contains(door), seen < 64 {
            let known = doors.value(door)
            if known > 0, (known - number) % 2 == 0 { return door }
            door += step
            seen += 1
        }
        return nil
    }

    /// Returns the point at `fraction` of the way from `a` to `b` along the street's line, offset to the side as they
    /// are.
    private static func along(_ paths: [[Coordinate]], from a: Coordinate, to b: Coordinate, _ fraction: Double)
        -> Coordinate
    {
        let straight = Coordinate(
            longitude: a.longitude + fraction * (b.longitude - a.longitude),
            latitude: a.latitude + fraction * (b.latitude - a.latitude))
        var best: (path: [Coordinate], start: Double, end: Double, a: Coordinate, b: Coordinate, off: Double)?
        for path in paths where !path.isEmpty {
            let start = Planar.nearest(on: path, to: a)
            let end = Planar.nearest(on: path, to: b)
            let off = start.metres + end.metres
            if start.metres < 80, end.metres < 80, best.map({ off < $0.off }) ?? true {
                best = (path, start.along, end.along, start.coordinate, end.coordinate, off)
            }
        }
        guard let best else { return straight }
        let on = Planar.point(on: best.path, at: best.start + fraction * (best.end - best.start))
        let dx = (a.longitude - best.a.longitude) * (1 - fraction) + (b.longitude - best.b.longitude) * fraction
        let dy = (a.latitude - best.a.latitude) * (1 - fraction) + (b.latitude - best.b.latitude) * fraction
        return Coordinate(longitude: on.longitude + dx, latitude: on.latitude + dy)
    }
}
