internal import GeoIndex

/// What an OpenStreetMap extract is read with.
struct OSMSettings {
    /// Where it is cut.
    let clip: BoundingBox?
    /// Which tags make which kind of structure.
    let kinds: OSMKindTable
    /// Changes whenever the settings would make other rows of the same file.
    let fingerprint: String

    init(clip: Importer.Clip, kindsPath: String?) throws(StoreError) {
        var text = ""
        switch clip {
        case .none: self.clip = nil
        case .box(let box):
            self.clip = box
            text = " clip \(box.west),\(box.south),\(box.east),\(box.north)"
        }
        if let kindsPath {
            kinds = try OSMKindTable(try ByteStream(path: kindsPath))
            text += " kinds \(try FileDigest.text(ofFileAt: kindsPath))"
        } else {
            kinds = .empty
        }
        fingerprint = text
    }
}
