internal import Entitlement
internal import GeoIndex

/// Finds overlaps and enclosed gaps between the municipalities of one source.
///
/// A sweep from west to east finds the pairs whose boxes meet, which are intersected; gaps are the faces enclosed by
/// the union of all. O(n log n + pairs) plus the time GEOS needs per pair.
enum OutlineCheck {
    /// Smaller overlaps and gaps are ignored as rounding, in square metres.
    static let smallest = 1.0

    static func run(_ merge: StoreMerge, into report: inout ImportReport) {
        var bySource: [String: [StoredArea]] = [:]
        for area in merge.storedAreas { bySource[area.source, default: []].append(area) }
        for source in bySource.keys.sorted() {
            check(bySource[source] ?? [], source, into: &report)
        }
    }

    private static func check(_ areas: [StoredArea], _ source: String, into report: inout ImportReport) {
        let context = GEOSContext()
        // GEOS cannot overlay invalid geometries; those are reported by another check.
        let usable = areas.compactMap { area -> (area: StoredArea, box: BoundingBox, geometry: GEOSContext.Geometry)? in
            guard let geometry = context.geometry(area.outline), geometry.flaw == nil else { return nil }
            return (area, area.outline.bounds, geometry)
        }.sorted { $0.box.west < $1.box.west }
        for (index, first) in usable.enumerated() {
            for second in usable[(index + 1)...] {
                guard second.box.west <= first.box.east else { break }
                guard first.box.intersects(second.box), first.area.code != second.area.code,
                    let shared = first.geometry.intersection(second.geometry)
                else { continue }
                let size = shared.squareMetres
                guard size >= smallest else { continue }
                report.add(
                    Finding(
                        .overlap, .warning, source: source, position: "\(first.area.position); \(second.area.position)",
                        "\(first.area.code) and \(second.area.code) both claim \(describe(size))", at: shared.inside,
                        squareMetres: size))
            }
        }
        guard usable.count > 1, let union = GEOSContext.Geometry.union(usable.map(\.geometry), in: context)
        else { return }
        for hole in union.enclosedFaces {
            let size = hole.squareMetres
            guard size >= smallest else { continue }
            report.add(
                Finding(
                    .gap, .warning, source: source, position: usable[0].area.position,
                    "\(describe(size)) that no municipality claims", at: hole.inside, squareMetres: size))
        }
    }

    /// An area as text, in m² or km².
    private static func describe(_ squareMetres: Double) -> String {
        squareMetres < 100_000
            ? "\(Int(squareMetres.rounded())) m²" : "\((squareMetres / 10_000).rounded() / 100) km²"
    }
}
