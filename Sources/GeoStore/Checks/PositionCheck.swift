internal import Entitlement
internal import GeoIndex
internal import Records

/// Reports positions outside the region, and rows that are in another municipality than they state.
struct PositionCheck {
    /// A row this near to its stated municipality, in metres, gives only a note: it may be on the coast or on a bridge.
    static let tolerance = 500.0

    private let merge: StoreMerge
    private let region: BoundingBox?
    private let hasOnlySketches: Bool

    init(_ merge: StoreMerge) {
        self.merge = merge
        let areas = merge.resolver.areas
        region = merge.region.clip ?? (areas.isEmpty ? nil : areas.bounds.padded(metres: 2000))
        hasOnlySketches = !merge.municipalities.contains { $0.municipality.outline == .surveyed }
    }

    func run(into report: inout ImportReport) {
        for row in merge.storedMunicipalities {
            let municipality = row.municipality
            let what = "seat of \(municipality.code)"
            checkRegion(municipality.seat, row.source, row.position, what, &report)
            checkMunicipality(municipality.seat, municipality.code, 0, row.source, row.position, what, &report)
        }
        for row in merge.storedPlaces {
            let what = "place \(row.place.id) (\(row.place.names.text(in: merge.region.language)))"
            checkRegion(row.place.coordinate, row.source, row.position, what, &report)
            checkStated(
                row.place.municipality, row.municipalityName, row.place.coordinate, 0, row.source, row.position, what,
                &report)
        }
        for row in merge.storedStructures {
            let what = "structure \(row.id) (\(row.names.text(in: merge.region.language)))"
            checkRegion(row.coordinate, row.source, row.position, what, &report)
            checkStated(
                row.municipality, row.municipalityName, row.coordinate, row.accuracyMetres ?? 0, row.source,
                row.position, what, isWithheld: row.isWithheld, &report)
        }
        for area in merge.storedAreas where merge.storedMunicipalities.isEmpty == false {
            guard !merge.storedMunicipalities.contains(where: { $0.municipality.code == area.code }) else { continue }
            report.add(
                Finding(
                    .unknownMunicipality, .warning, source: area.source, position: area.position,
                    "an outline for municipality \(area.code), which no source describes"))
        }
    }

    private func checkRegion(
        _ position: Coordinate?, _ source: String, _ place: String, _ what: String, _ report: inout ImportReport
    ) {
        guard let position, let region, !region.contains(position) else { return }
        let swapped = Coordinate(longitude: position.latitude, latitude: position.longitude)
        let hint =
            swapped.isValid && region.contains(swapped)
            ? "; longitude and latitude look swapped" : ""
        report.add(
            Finding(
                .outsideRegion, .error, source: source, position: place,
                "\(what) stands at \(position), outside the region\(hint)", at: position))
    }

    private func checkStated(
        _ code: String?, _ name: String?, _ position: Coordinate?, _ accuracy: Double, _ source: String,
        _ place: String, _ what: String, isWithheld: Bool = false, _ report: inout ImportReport
    ) {
        guard code != nil || name != nil, !merge.resolver.isEmpty else { return }
        guard let stated = merge.resolver.stated(code: code, name: name) else {
            report.add(
                Finding(
                    .unknownMunicipality, .warning, source: source, position: place,
                    "\(what) says " + (isWithheld ? "a municipality" : "municipality \"\(code ?? name ?? "")\"")
                        + ", which no source describes", at: position))
            return
        }
        checkMunicipality(position, stated, accuracy, source, place, what, &report)
    }

    private func checkMunicipality(
        _ position: Coordinate?, _ stated: String, _ accuracy: Double, _ source: String, _ place: String,
        _ what: String, _ report: inout ImportReport
    ) {
        let areas = merge.resolver.areas
        guard let position, !areas.isEmpty, region?.contains(position) ?? true else { return }
        let found = areas.name(at: position)
        guard found != stated else { return }
        let metres = areas.metres(from: position, to: stated)
        guard metres.isFinite, metres > accuracy else { return }
        let where_ = found.map { "in \($0)" } ?? "in no municipality"
        let isDoubtful = hasOnlySketches || metres <= Self.tolerance
        report.add(
            Finding(
                .otherMunicipality, isDoubtful ? .note : .warning, source: source, position: place,
                "\(what) says \(stated) but stands \(where_), \(Int(metres.rounded())) m from it", at: position))
    }
}
