internal import Entitlement
internal import GeoIndex
internal import GRDB

/// Reports polygons that GEOS finds invalid, with the place of the error.
enum GeometryCheck {
    static func run(_ db: Database, _ merge: StoreMerge, into report: inout ImportReport) throws {
        let context = GEOSContext()
        for area in merge.storedAreas {
            check(area.outline, .error, area.source, area.position, "municipality \(area.code)", context, &report)
        }
        for table in [StoreTable.boundary, .landCover] {
            try RowScanner("SELECT source, id, geom FROM \(table.rawValue)", in: db).forEach { row in
                check(
                    row.area(2), .note, row.text(0) ?? "", row.text(1) ?? "", table.rawValue, context, &report)
            }
        }
    }

    private static func check(
        _ area: MultiPolygon, _ severity: Finding.Severity, _ source: String, _ position: String, _ what: String,
        _ context: GEOSContext, _ report: inout ImportReport
    ) {
        guard let geometry = context.geometry(area) else {
            report.add(
                Finding(
                    .invalidGeometry, severity, source: source, position: position,
                    "\(what): a ring has fewer than four positions", at: area.first?.rings.first?.first))
            return
        }
        guard let flaw = geometry.flaw else { return }
        let place = flaw.place.map { " at \($0)" } ?? ""
        report.add(
            Finding(
                .invalidGeometry, severity, source: source, position: position, "\(what): \(flaw.reason)\(place)",
                at: flaw.place))
    }
}
