internal import GeoIndex

/// Finds a house number on a street: the door itself, or where it should be between known ones.
struct DoorLookup {
    let doors: DoorColumns

    /// Where a number is.
    struct Place {
        var coordinate: Coordinate
        var accuracyMetres: Double
        /// The known door; nil when the position is reckoned.
        var door: Int?
        var isInterpolated: Bool
    }

    /// The place of `wanted` on the street in row `street`; nil when nothing near that number is known. O(log doors).
    func find(_ wanted: HouseNumber, street: Int) -> Place? {
        let range = doors.doors(street)
        guard !range.isEmpty, wanted.number > 0 || !wanted.suffix.isEmpty else { return nil }
        let low = lowerBound(range, wanted.number)
        if let door = sameNumber(wanted, from: low, in: range) { return door }
        if let door = coveringRange(wanted, before: low, in: range) { return door }
        guard wanted.number > 0 else { return nil }
        return between(wanted.number, low, range, street)
    }

    /// First door whose number is not below `number`.
    private func lowerBound(_ range: Range<Int>, _ number: Int) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if Int(doors.number[middle] >> 1) < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func sameNumber(_ wanted: HouseNumber, from low: Int, in range: Range<Int>) -> Place? {
        let suffix = wanted.suffixKey
        var best: (door: Int, score: Int)?
        var door = low
        while door < range.upperBound, Int(doors.number[door] >> 1) == wanted.number, door - low < 200 {
            let known = doors.tail[door] == 0 ? HouseNumber(number: wanted.number) : doors.houseNumber(door)
            var score = known.suffixKey == suffix ? 0 : known.suffix.isEmpty || suffix.isEmpty ? 3 : 6
            if known.last != wanted.last { score += 1 }
            if doors.number[door] & 1 == 1 { score += 4 }
            if best.map({ score < $0.score }) ?? true { best = (door, score) }
            door += 1
        }
        guard let best else { return nil }
        let isReckoned = doors.number[best.door] & 1 == 1
        if best.score >= 3, !isReckoned, !suffix.isEmpty {
            // «8Α» where only «8» is known: next door, not the door.
            return Place(
                coordinate: doors.coordinate(door: best.door), accuracyMetres: 30, door: nil, isInterpolated: true)
        }
        return Place(
            coordinate: doors.coordinate(door: best.door), accuracyMetres: isReckoned ? 30 : 10,
            door: isReckoned ? nil : best.door, isInterpolated: isReckoned)
    }

    /// A door written as a range («23-25») that covers the number.
    private func coveringRange(_ wanted: HouseNumber, before low: Int, in range: Range<Int>) -> Place? {
        var door = low - 1
        while door >= range.lowerBound, low - door <= 24 {
            guard doors.tail[door] != 0 else {
                door -= 1
                continue
            }
            let known = doors.houseNumber(door)
            if let last = known.last, last >= wanted.number, (wanted.number - known.number) % 2 == 0 {
                return Place(
                    coordinate: doors.coordinate(door: door), accuracyMetres: 15, door: door, isInterpolated: false)
            }
            door -= 1
        }
        return nil
    }

    /// Reckons the position between the nearest known numbers of the same side.
    private func between(_ number: Int, _ low: Int, _ range: Range<Int>, _ street: Int) -> Place? {
        let below = neighbour(of: number, from: low - 1, by: -1, in: range)
        let above = neighbour(of: number, from: low, by: 1, in: range)
        if let below, let above {
            let first = Int(doors.number[below] >> 1)
            let last = Int(doors.number[above] >> 1)
            let a = doors.coordinate(door: below)
            let b = doors.coordinate(door: above)
            let fraction = Double(number - first) / Double(last - first)
            let span = Planar.distance(a, b)
            return Place(
                coordinate: Self.along(doors.paths(street), from: a, to: b, fraction),
                accuracyMetres: min(500, max(15, span / 2)), door: nil, isInterpolated: true)
        }
        guard let only = below ?? above else { return nil }
        let gap = abs(Int(doors.number[only] >> 1) - number)
        guard gap <= 60 else { return nil }
        return Place(
            coordinate: doors.coordinate(door: only), accuracyMetres: Double(20 + 8 * gap), door: nil,
            isInterpolated: true)
    }

    /// The nearest known door on the side of `number`, within 64 doors.
    private func neighbour(of number: Int, from start: Int, by step: Int, in range: Range<Int>) -> Int? {
        var door = start
        var seen = 0
        while range.contains(door), seen < 64 {
            let known = Int(doors.number[door] >> 1)
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
