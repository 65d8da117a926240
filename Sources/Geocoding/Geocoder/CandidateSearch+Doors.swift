internal import GeoIndex
internal import Records

extension CandidateSearch {
    /// A door and the tokens that name it, one bit each.
    typealias NamedDoor = (place: DoorLookup.Place, mask: UInt64, number: String)

    /// Returns the door of the street `entity` whose number is the longest run of tokens within `left`, or nil.
    func ownDoor(_ entity: Int, _ left: UInt64, _ hit: SpanHit) -> NamedDoor? {
        guard left & ofDoors != 0 else { return nil }
        let lookup = DoorLookup(doors: file.doors)
        for run in ownRuns(left, hit) {
            let place = lookup.find(run, street: entity - file.streetBase, hasPostcode: hasPostcode)
            if let place { return (place, run.mask, run.text) }
        }
        return nil
    }

    /// Returns the nearest known door to the first unexplained number, or nil. Explains the number in both cases.
    func doorNear(_ candidate: inout Candidate, _ hit: SpanHit) -> NamedDoor? {
        guard let chosen = freeNumber(candidate.left, hit), let number = tokens[chosen].number else { return nil }
        candidate.left &= ~TokenMask.bit(chosen)
        candidate.houseNumber = number.description
        let lookup = DoorLookup(doors: file.doors)
        guard let place = lookup.findNear(number, street: candidate.entity - file.streetBase) else {
            candidate.textCost += RankingCosts.doorUnknown
            candidate.doubted |= TokenMask.bit(chosen)
            return nil
        }
        return (place, TokenMask.bit(chosen), number.description)
    }

    /// Moves a candidate to a door of its street.
    func move(_ candidate: inout Candidate, to door: NamedDoor) {
        let place = door.place
        candidate.houseNumber = door.number
        if !place.isTrue { candidate.match = max(candidate.match, .stem) }
        // Of two readings with a door, the one that uses more tokens for the number wins.
        candidate.textCost -= door.mask.nonzeroBitCount - 1
        candidate.textCost +=
            place.isInterpolated ? RankingCosts.interpolated : place.kind == .other ? RankingCosts.otherNumber : 0
        // A known crossing is more exact than an interpolated door.
        if candidate.crossing != nil, place.isInterpolated { return }
        candidate.coordinate = place.coordinate
        candidate.accuracyMetres = place.accuracyMetres
        candidate.door = place.door
        candidate.kind = place.isInterpolated ? .interpolated : .address
        candidate.crossing = nil
    }

    /// Returns the runs within `left`, longest first. Among equally long ones the marked number comes first, then those
    /// after the name.
    private func ownRuns(_ left: UInt64, _ hit: SpanHit) -> [NumberRuns.Run] {
        func rank(_ run: NumberRuns.Run) -> (Int, Int) {
            (
                -run.mask.nonzeroBitCount,
                run.start == analysis.markedNumber ? 0 : run.start >= hit.tokens.upperBound ? 1 : 2
            )
        }
        let own = numbers.runs.filter { $0.mask & left == $0.mask }
        return own.count > 1 ? own.sorted { rank($0) < rank($1) } : own
    }

    /// Returns the first unexplained number: the marked one, else the first after the name, else any.
    private func freeNumber(_ left: UInt64, _ hit: SpanHit) -> Int? {
        let free = tokens.indices.filter { left & sets.numbers & TokenMask.bit($0) != 0 }
        return free.first { $0 == analysis.markedNumber } ?? free.first { $0 >= hit.tokens.upperBound } ?? free.first
    }

    /// Returns whether a door has the postal code of the query, or the query has none.
    private func hasPostcode(_ door: Int) -> Bool {
        guard let wanted = analysis.postcode else { return true }
        return file.postcode(row: file.doors.postcode[door]) == wanted
    }

    /// Returns the postal code of a street or door, or nil when unknown.
    func postcodeText(of candidate: Candidate) -> String? {
        guard file.kind(candidate.entity) == .street else { return nil }
        return file.postcode(ofStreet: candidate.entity, door: candidate.door)
    }
}
