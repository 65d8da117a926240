internal import GeoIndex
internal import Records

extension Geocoder {
    /// Returns a candidate in the form of an answer.
    func result(_ candidate: Candidate, _ analysis: AddressAnalysis, _ query: GeocodeQuery) -> GeocodeCandidate {
        let entity = candidate.entity
        let kind = file.kind(entity)
        let isStreet = kind == .street
        let label = LabelText(file: file).label(for: candidate)
        let street = isStreet ? file.texts[Int(file.locals[entity])] : nil
        let number = candidate.door.map(file.doors.text) ?? candidate.houseNumber
        // An unexplained token can belong to the number: «4» is not «4 с4». An interpolated position is not the door
        // either.
        let isOther =
            candidate.left | candidate.doubted != 0 || (candidate.kind == .interpolated && candidate.crossing == nil)
        let result = GeocodeResult(
            label: label, kind: candidate.kind, coordinate: candidate.coordinate,
            accuracyMetres: accuracy(of: candidate, analysis),
            match: isOther ? max(candidate.match, .stem) : candidate.match,
            municipality: file.municipality(entity),
            street: street, houseNumber: isStreet && candidate.kind != .street ? number : nil,
            postcode: postcode(of: candidate))
        let settlement = settlement(of: entity)
        return GeocodeCandidate(
            result: result, cost: candidate.cost,
            structure: kind == .structure ? Int(file.references[entity]) : nil,
            settlement: settlement.map { LabelText(file: file).names($0) }, isIncomplete: candidate.left != 0,
            matched: query.wantsHighlights ? Highlight.ranges(in: label.text(in: file.language), analysis.tokens) : [],
            metres: nil)
    }

    /// Returns the radius around the position in whole metres, rounded up; at least 300 when the query only says
    /// «near».
    private func accuracy(of candidate: Candidate, _ analysis: AddressAnalysis) -> Double {
        let metres = candidate.accuracyMetres ?? file.accuracy(of: candidate.entity)
        return (candidate.isNear || analysis.landmark == 0 ? max(metres, 300) : metres).rounded(.up)
    }

    /// Returns the settlement that an entry is or lies in.
    private func settlement(of entity: Int) -> Int? {
        if file.kind(entity) == .settlement { return entity }
        guard let parent = file.parent(entity), file.kind(parent) == .settlement || file.kind(parent) == .neighbourhood
        else { return nil }
        return settlement(of: parent)
    }

    /// Returns the postal code of a candidate, or nil when unknown.
    func postcode(of candidate: Candidate) -> String? {
        switch file.kind(candidate.entity) {
        case .postcode: file.texts[Int(file.locals[candidate.entity])]
        case .street: file.postcode(ofStreet: candidate.entity, door: candidate.door)
        default: nil
        }
    }

    /// Returns the answer to a text that is a position, if it lies in the region with either order of the numbers; nil
    /// for other texts.
    func pastedPosition(_ query: GeocodeQuery) -> GeocodeAnswer? {
        guard query.text.utf8.count <= 120, query.text.utf8.contains(where: { KeyBytes.isDigit($0) }) else {
            return nil
        }
        let readings = CoordinateText.readings(of: query.text)
        guard !readings.isEmpty else { return nil }
        let box = file.bounds.padded(metres: 30_000)
        let inside = readings.filter { box.contains($0) }
        let results = inside.map { coordinate in
            let text = "\(PlainDegrees.text(coordinate.latitude)), \(PlainDegrees.text(coordinate.longitude))"
            return GeocodeCandidate(
                result: GeocodeResult(
                    label: LabelText(file: file).localized(text, english: text), kind: .coordinate,
                    coordinate: coordinate, accuracyMetres: 0, match: .exact),
                cost: 0, structure: nil, settlement: nil, isIncomplete: false, matched: [], metres: nil)
        }
        return GeocodeAnswer(
            query: query.text, isAmbiguous: results.count > 1, results: results, floor: nil, block: nil)
    }
}
