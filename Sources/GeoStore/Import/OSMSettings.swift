internal import GeoIndex
internal import InputFiles

/// The settings for reading an OpenStreetMap extract.
struct OSMSettings {
    /// The box to clip to; nil for none.
    let clip: BoundingBox?
    /// The table that maps tags to kinds of structure.
    let kinds: OSMKindTable
    /// Identifies the settings: it differs when they would give other rows from the same file.
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
            kinds = try StoreError.reading { () throws(InputError) in
                try OSMKindTable(try ByteStream(path: kindsPath))
            }
            text += " kinds \(try FileDigest.text(ofFileAt: kindsPath))"
        } else {
            kinds = .empty
        }
        fingerprint = text
    }
}
