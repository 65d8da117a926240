/// Determines the reference system of a GeoJSON file: the one declared in `sources.json`, otherwise that of the file's
/// old `crs` member, otherwise WGS 84. When both are given they must agree.
struct FileReferenceSystem {
    private let declared: String?
    private var transform: CoordinateTransform?
    /// The system in which the first geometry was read.
    private(set) var used: String?

    init(declared: String?) {
        self.declared = declared
    }

    /// The transformation for the next geometry, given what the reader has seen of the file so far.
    mutating func transform(_ reader: GeoJSONReader, at place: String) throws(StoreError) -> CoordinateTransform {
        if let transform { return transform }
        let name = try system(reader, at: place)
        let transform = try CoordinateTransform(from: name)
        self.transform = transform
        used = name
        return transform
    }

    /// Checks that a `crs` member after the features agrees with the system in which they were read.
    func check(_ reader: GeoJSONReader, at place: String) throws(StoreError) {
        guard let used, try !CoordinateTransform.isEquivalent(used, try system(reader, at: place)) else { return }
        throw StoreError(
            .referenceSystem, at: place,
            "its crs member \"\(reader.referenceSystem ?? "null")\" comes after the features, which were read as \(used)"
        )
    }

    private func system(_ reader: GeoJSONReader, at place: String) throws(StoreError) -> String {
        if let named = reader.referenceSystem {
            guard let declared else { return named }
            guard try CoordinateTransform.isEquivalent(declared, named) else {
                throw StoreError(
                    .referenceSystem, at: place,
                    "its crs member says \"\(named)\", sources.json says \"\(declared)\": one of them is wrong")
            }
            return declared
        }
        if reader.isReferenceSystemUnknown, declared == nil {
            throw StoreError(
                .referenceSystem, at: place, "its crs member is null and sources.json declares no crs")
        }
        return declared ?? "OGC:CRS84"
    }
}
