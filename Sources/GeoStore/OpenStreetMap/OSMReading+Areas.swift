internal import GeoIndex

extension OSMReading {
    func takeLandCover(_ object: OSMObject, _ tags: OSMTags) {
        guard let landClass = OSMLandCoverClass(tags) else { return }
        guard let area = area(object, landClass.rawValue) else { return }
        emit(.landCover(OSMLandCover(id: object.id, landClass: landClass, names: OSMNames.names(of: tags), area: area)))
    }

    func takeBoundary(_ object: OSMObject, _ tags: OSMTags) {
        let kind = tags["boundary"] ?? ""
        guard let area = area(object, "boundary") else { return }
        let level = tags.text("admin_level").flatMap { Int($0) }.flatMap { (1...12).contains($0) ? $0 : nil }
        emit(
            .boundary(
                OSMBoundary(
                    id: object.id, kind: kind, adminLevel: level, names: OSMNames.names(of: tags),
                    reference: kind == "postal_code" ? tags.text("postal_code") ?? tags.text("ref") : tags.text("ref"),
                    area: area, tags: tags)))
    }

    /// The object's polygons; nil, after rejecting the object, when it has none.
    private func area(_ object: OSMObject, _ what: String) -> MultiPolygon? {
        let area = object.area
        if area.isEmpty {
            reject(object.id, "\(what): \(object.problem ?? "a relation of this type has no area")")
            return nil
        }
        return area
    }
}
