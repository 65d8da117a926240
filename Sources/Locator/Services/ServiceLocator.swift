internal import GeoIndex

/// Answers the main question on one dataset; a value, cheap to make, safe to share.
public struct ServiceLocator: Sendable {
    /// The dataset it answers from.
    public let dataset: Dataset

    /// Creates a locator on `dataset`.
    public init(dataset: Dataset) {
        self.dataset = dataset
    }

    /// Finds the nearest structures: the nearest one competent for the origin's municipality first, then the others by
    /// distance. Suspended, planned and closed structures are never among them. O(log n + limit) beside the
    /// structures of one municipality.
    public func nearest(_ query: NearestQuery) -> NearestAnswer {
        let file = dataset.structureFile
        let wanted = KindFilter(query.kinds, in: dataset)
        let match = dataset.municipality(containing: query.origin)
        func fits(_ row: Int) -> Bool { wanted.contains(file.kindIndex[row]) && file.status(at: row).isOffered }

        let own = match.map { file.rows(ofMunicipality: $0.row).filter(fits) } ?? []
        let competent =
            own.lazy
            .filter { dataset.kinds[Int(file.kindIndex[$0])].isMunicipal }
            .compactMap { row in
                file.coordinate(at: row).map { (row: row, metres: Geodesic.distance(from: query.origin, to: $0)) }
            }
            .min { ($0.metres, $0.row) < ($1.metres, $1.row) }

        var found = file.tree.nearest(to: query.origin, count: query.limit, where: fits)
            .map { (row: $0.index, metres: $0.metres) }
        if let competent {
            found.removeAll { $0.row == competent.row }
            found.insert(competent, at: 0)
        }
        return NearestAnswer(
            origin: query.origin, municipality: match,
            results: found.prefix(query.limit).map { result($0.row, metres: $0.metres, query, match) },
            withoutPosition: own.count { file.coordinate(at: $0) == nil })
    }

    private func result(
        _ row: Int, metres: Double, _ query: NearestQuery, _ match: MunicipalityMatch?
    ) -> NearestAnswer.Result {
        let kind = dataset.kind(ofStructure: row)
        let isOwn = match.map { UInt32($0.row) == dataset.structureFile.municipalityIndex[row] } ?? false
        return NearestAnswer.Result(
            dataset: dataset, row: row, isCompetent: isOwn && kind.isMunicipal,
            travel: NearestAnswer.Travel(
                mode: "straight", seconds: nil, metres: metres,
                uncertainMetres: query.originAccuracyMetres + (dataset.structureFile.accuracyMetres(at: row) ?? 0), usesFerry: false))
    }
}

/// A set of kinds as one lookup per structure.
struct KindFilter: Sendable {
    private let wanted: [Bool]

    init(_ codes: [String], in dataset: Dataset) {
        var wanted = [Bool](repeating: codes.isEmpty, count: dataset.kinds.count)
        for code in codes {
            if let row = dataset.kindRow(code: code) { wanted[row] = true }
        }
        self.wanted = wanted
    }

    func contains(_ kind: UInt16) -> Bool { wanted[Int(kind)] }
}
