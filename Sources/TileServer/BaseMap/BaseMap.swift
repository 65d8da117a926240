public import GeoIndex

/// The base map of a dataset, `map.plz`, memory-mapped.
public struct BaseMap: Sendable {
    /// The kind of the packed file.
    static let kind = FileKind(literal: "MAPL")
    /// The file's name in a dataset.
    static let name = "map.plz"

    private struct Key: Hashable {
        var layer: MapLayer
        var scale: MapScale
    }

    /// The file of the map; nil for an empty map.
    package let file: PackedFile?
    private let columns: [Key: MapColumns]
    let greek: TextColumn?
    let english: TextColumn?
    let references: TextColumn?

    static func prefix(_ layer: MapLayer, _ scale: MapScale) -> String { "\(layer.rawValue).\(scale.rawValue)" }

    /// Creates an empty map.
    public init() {
        file = nil
        columns = [:]
        (greek, english, references) = (nil, nil, nil)
    }

    /// Opens the map in the directory of a dataset. O(file size).
    ///
    /// - Throws: ``PackedFileError`` when the file is missing, damaged or of another build.
    public init(directory: String, buildID: BuildID) throws(PackedFileError) {
        let path = "\(directory)/\(Self.name)"
        try self.init(PackedFile.open(path: path, kind: Self.kind, buildID: buildID))
    }

    /// Creates the map of an opened file.
    package init(_ file: PackedFile) throws(PackedFileError) {
        let greek = try file.texts("name.el")
        let english = try file.texts("name.en")
        let references = try file.texts("name.ref")
        guard greek.count == english.count, greek.count == references.count, greek.count > 0 else {
            throw .malformed(
                path: file.path, part: "names", found: "\(greek.count), \(english.count), \(references.count)",
                expected: "columns of one length")
        }
        var columns: [Key: MapColumns] = [:]
        for layer in MapLayer.allCases {
            for scale in MapScale.allCases {
                // Files written before a layer existed do not have its sections.
                guard file.sections.contains(where: { $0.name == "\(Self.prefix(layer, scale)).id" }) else { continue }
                columns[Key(layer: layer, scale: scale)] = try MapColumns(
                    file, layer, prefix: Self.prefix(layer, scale), nameCount: greek.count)
            }
        }
        self.file = file
        self.columns = columns
        (self.greek, self.english, self.references) = (greek, english, references)
    }

    /// The features of a layer at the scale of a zoom; nil when the map has none.
    func columns(_ layer: MapLayer, zoom: Int) -> MapColumns? {
        columns[Key(layer: layer, scale: MapScale(zoom: zoom))]
    }

    /// Whether the map has any feature of a layer.
    package func has(_ layer: MapLayer) -> Bool { (columns[Key(layer: layer, scale: .fine)]?.count ?? 0) > 0 }

    /// Checks the spatial indices, beyond the checks of opening; throws the first fault. O(n).
    public func checkInvariants() throws(PackedFileError) {
        for column in columns.values { try column.tree.checkInvariants() }
    }

    /// The number of features of each layer at the finest scale, by name.
    public var counts: [(layer: String, features: Int)] {
        MapLayer.allCases.compactMap { layer in
            columns[Key(layer: layer, scale: .fine)].map { (layer.rawValue, $0.count) }
        }
    }

    /// The box of the map in degrees; nil when it is empty. O(vertices).
    public var bounds: BoundingBox? {
        var box = MapBox.empty
        for (key, column) in columns where key.scale == .fine {
            for word in column.vertices {
                let vertex = MapVertex(word: word)
                box.expand(MapPoint(x: vertex.x, y: vertex.y))
            }
        }
        guard !box.isEmpty else { return nil }
        let northWest = MapPoint(x: box.west, y: box.north).world.coordinate
        let southEast = MapPoint(x: box.east, y: box.south).world.coordinate
        return BoundingBox(
            west: northWest.longitude, south: southEast.latitude, east: southEast.longitude, north: northWest.latitude)
    }
}
