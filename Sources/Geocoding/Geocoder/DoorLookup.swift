internal import GeoIndex
internal import Records

/// Finds a house number on a street: the door itself, a door that stands for it, or where it should be between known ones.
struct DoorLookup {
    let doors: DoorColumns

    /// Where a number is.
    struct Place {
        /// How a place tells the number.
        enum Kind {
            /// The door bears the number.
            case own
            /// A known door bears another number that covers it or begins alike: «23-25» for 24, «8» for 8Α.
            case other
            /// Between known doors.
            case between
            /// At the only known door near it.
            case beside
        }

        var coordinate: Coordinate
        var accuracyMetres: Double
        var kind: Kind
        /// The known door; nil when the position is reckoned.
        var door: Int?

        /// Whether the position is reckoned.
        var isInterpolated: Bool { door == nil }
        /// Whether what stands there bears the number, or would.
        var isTrue: Bool { kind == .own || kind == .between }
    }

    /// The door that bears the number of `run` on the street in row `street`: a mapped one before a reckoned one, then by
    /// postal code (the row that `hasPostcode` accepts), then the one written the same. O(log doors).
    func find(_ run: NumberRuns.Run, street: Int, hasPostcode: (Int) -> Bool) -> Place? {
        let range = doors.doors(street)
        let low = doors.lowerBound(range, value: run.value, tail: run.tails.lowerBound)
        guard low < range.upperBound, doors.value(low) == run.value else { return nil }
        let high = doors.lowerBound(low..<range.upperBound, value: run.value, tail: run.tails.upperBound)
        func rank(_ door: Int) -> Int {
            (doors.isReckoned(door) ? 8 : 0) + (hasPostcode(door) ? 0 : 4)
                + (doors.text(door).lowercased() == run.text.lowercased() ? 0 : 2)
                + (doors.isMember(door) ? 1 : 0)
        }
        guard let door = high - low > 1 ? (low..<high).min(by: { rank($0) < rank($1) }) : (low..<high).first else {
            return nil
        }
        let isReckoned = doors.isReckoned(door)
        return Place(
            coordinate: doors.coordinate(door: door), accuracyMetres: isReckoned ? 30 : 10, kind: .own,
            door: isReckoned ? nil : door)
    }

    /// What comes nearest to a number that no door of the street in row `street` bears; nil when nothing near it is known.
    /// O(log doors).
    func findNear(_ wanted: HouseNumber, street: Int) -> Place? {
        let range = doors.doors(street)
        guard !range.isEmpty, wanted.number > 0 else { return nil }
        let low = doors.lowerBound(range, value: wanted.number)
        return sameDigits(wanted, from: low, in: range) ?? covering(wanted, before: low, in: range)
            ?? between(wanted.number, low, range, street)
    }

    /// A door whose number begins with the same digits, «8» for 8Α and 8Α for «8»: next door, not the door.
    private func sameDigits(_ wanted: HouseNumber, from low: Int, in range: Range<Int>) -> Place? {
        let alike = range[low...].prefix(200).prefix { doors.value($0) == wanted.number }
        guard let first = alike.first else { return nil }
        // The plain number comes first in order, unless it is only reckoned.
        if doors.isReckoned(first), wanted.suffix.isEmpty, wanted.last == nil { return nil }
        guard let door = alike.first(where: { !doors.isReckoned($0) }) else { return nil }
        return Place(coordinate: doors.coordinate(door: door), accuracyMetres: 30, kind: .other, door: door)
    }

    /// A door written as a range («23-25») that covers the number.
    private func covering(_ wanted: HouseNumber, before low: Int, in range: Range<Int>) -> Place? {
        for door in range[..<low].suffix(24).reversed() {
            if let last = doors.last(door), last >= wanted.number, (wanted.number - doors.value(door)) % 2 == 0 {
                return Place(coordinate: doors.coordinate(door: door), accuracyMetres: 15, kind: .other, door: door)
            }
        }
        return nil
    }

    /// Reckons the position between the nearest known numbers of the same side.
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

    /// The nearest known door on the side of `number`, within 64 doors.
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

    /// The point at `fraction` of the way from `a` to `b`, following the street's line with their offset from it.
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
