public import GeoIndex
public import Locator
public import Records

/// Collects the features of the base map and packs them into `map.plz`: every layer at three scales, generalised, with
/// a spatial index. The result depends only on the features added and their order.
public struct MapBuilder {
    var names = NameTable()
    var features: [MapLayer: [MapFeature]] = [:]
    var roads: [Road] = []
    private var places: [Place] = []
    private var coastlines: [[MapPoint]] = []
    private var linesBox = MapBox.empty
    private let bounds: BoundingBox?

    /// A road as added, before roads are joined.
    struct Road {
        var id: UInt64
        var drawing: RoadClasses.Drawing
        var flags: RoadFlags
        var name: UInt32
        var points: [MapPoint]
    }

    /// Creates an empty map.
    ///
    /// - Parameter bounds: The box, in degrees, that the sea fills on the seaward side of coastlines; by default the
    ///   box of everything added.
    public init(bounds: BoundingBox? = nil) {
        self.bounds = bounds
    }

    /// Adds a road or ferry line by its OpenStreetMap tags; other ways are ignored.
    public mutating func addRoad(id: Int64, line: [Coordinate], tags: [String: String]) {
        let points = take(line)
        guard points.count > 1, let drawing = RoadClasses.drawing(tags) else { return }
        var texts: [String: String] = [:]
        for (key, tag) in [("name", "und"), ("name:el", "el"), ("name:en", "en")] { texts[tag] = tags[key] }
        if texts["en"] == nil { texts["en"] = tags["int_name"] }
        roads.append(
            Road(
                id: Self.identifier(id), drawing: drawing, flags: RoadClasses.flags(tags, isLink: drawing.isLink),
                name: names.row(LocalizedText(texts), reference: tags["ref"] ?? ""), points: points))
    }

    /// Adds an area of water or land cover, or a building, by the name of its class; unknown classes are ignored.
    public mutating func addLandCover(id: String, landClass: String, names: LocalizedText, area: MultiPolygon) {
        let isWater = landClass == "water"
        let layer: MapLayer = isWater ? .water : landClass == "building" ? .buildings : .landuse
        guard let index = layer.classes.firstIndex(of: isWater ? "lake" : landClass) else { return }
        let rings = area.flatMap { polygon in
            polygon.rings.enumerated().compactMap { ring($1, isHole: $0 > 0) }
        }
        addArea(layer, id: FeatureID.of(id), classIndex: UInt8(index), name: isWater ? self.names.row(names) : 0, rings)
    }

    /// Adds a river, stream or canal; unknown classes are ignored.
    public mutating func addWaterway(id: Int64, waterClass: String, names: LocalizedText, line: [Coordinate]) {
        let points = take(line)
        guard points.count > 1, let index = MapLayer.waterways.classes.firstIndex(of: waterClass) else { return }
        let zoom = [8, 11, 12, 13, 14][index]
        features[.waterways, default: []].append(
            MapFeature(
                id: Self.identifier(id), classIndex: UInt8(index), zoom: zoom, name: self.names.row(names),
                parts: [.init(points: points, levels: VertexLevels.ofLine(points))]))
    }

    /// Adds a coastline, with land to its left and water to its right.
    public mutating func addCoastline(_ line: [Coordinate]) {
        let points = take(line)
        if points.count > 1 { coastlines.append(points) }
    }

    /// Adds a settlement; other places and those without a position are ignored.
    public mutating func addPlace(_ place: Place) {
        if place.coordinate != nil, PlaceClasses.drawing(place) != nil { places.append(place) }
    }

    /// Adds a house number.
    public mutating func addAddress(id: String, number: String, coordinate: Coordinate) {
        guard !number.isEmpty else { return }
        let point = MapPoint(coordinate)
        features[.addresses, default: []].append(
            MapFeature(
                id: FeatureID.of(id), classIndex: 0, zoom: 14,
                name: names.row(LocalizedText(), reference: number),
                parts: [.init(points: [point], levels: [0])]))
    }

    /// Packs the map into a file of the dataset.
    public consuming func finish() -> DatasetWriter.File {
        addSea()
        rankPlaces()
        var writer = PackedFileWriter(kind: BaseMap.kind)
        for layer in MapLayer.allCases {
            for scale in MapScale.allCases {
                let all = layer == .roads ? roads(at: scale) : features[layer] ?? []
                MapColumns.write(
                    Self.generalised(all, layer, scale), layer, prefix: BaseMap.prefix(layer, scale), into: &writer)
            }
        }
        writer.add("name.el", texts: names.greek)
        writer.add("name.en", texts: names.english)
        writer.add("name.ref", texts: names.references)
        return DatasetWriter.File(name: BaseMap.name, writer: writer)
    }

    /// The features of a scale with the vertices drawn there, in drawing order.
    private static func generalised(_ features: [MapFeature], _ layer: MapLayer, _ scale: MapScale) -> [MapFeature] {
        features.compactMap { feature in
            guard feature.zoom <= scale.deepestZoom else { return nil }
            var kept = feature
            kept.parts = feature.parts.compactMap { part in
                let keep = part.levels.indices.filter { Int(part.levels[$0]) <= scale.deepestZoom }
                let isEnough = keep.count >= (layer.shape == .area ? 3 : layer.shape == .line ? 2 : 1)
                return isEnough
                    ? .init(points: keep.map { part.points[$0] }, levels: keep.map { part.levels[$0] }) : nil
            }
            return kept.parts.isEmpty ? nil : kept
        }
    }

    private mutating func take(_ line: [Coordinate]) -> [MapPoint] {
        let points = line.map { MapPoint($0) }.withoutRepeats
        for point in points { linesBox.expand(point) }
        return points
    }

    private mutating func ring(_ coordinates: [Coordinate], isHole: Bool) -> [MapPoint]? {
        var points = take(coordinates)
        while points.count > 1, points.first == points.last { points.removeLast() }
        guard points.count >= 3 else { return nil }
        return (points.doubledArea < 0) != isHole ? points.reversed() : points
    }

    private mutating func addArea(
        _ layer: MapLayer, id: UInt64, classIndex: UInt8, name: UInt32, _ rings: [[MapPoint]]
    ) {
        let doubled = rings.reduce(0) { $0 + $1.doubledArea }
        let zoom = (layer.firstZoom...14).first { zoom in
            let unit = Double(1 << (MapPoint.bits - 12 - zoom))
            return doubled / 2 >= layer.leastArea * unit * unit
        }
        guard let zoom else { return }
        let parts = rings.map { MapFeature.Part(points: $0, levels: VertexLevels.ofRing($0)) }
        for piece in AreaSplitter.split(parts) {
            features[layer, default: []].append(
                MapFeature(id: id, classIndex: classIndex, zoom: zoom, name: name, parts: piece))
        }
    }

    private mutating func addSea() {
        var box = linesBox
        if let bounds {
            box = .empty
            box.expand(MapPoint(Coordinate(longitude: bounds.west, latitude: bounds.north)))
            box.expand(MapPoint(Coordinate(longitude: bounds.east, latitude: bounds.south)))
        }
        let rings = SeaAssembler.rings(coastlines, in: box)
        guard !rings.isEmpty else { return }
        addArea(.water, id: FeatureID.of("sea"), classIndex: 0, name: 0, rings)
    }

    private mutating func rankPlaces() {
        for (rank, place) in places.sorted(by: PlaceClasses.comesFirst).enumerated() {
            guard let drawing = PlaceClasses.drawing(place), let coordinate = place.coordinate else { continue }
            features[.places, default: []].append(
                MapFeature(
                    id: FeatureID.of(place.id), classIndex: drawing.classIndex, zoom: drawing.zoom,
                    name: names.row(place.names), rank: UInt32(rank + 1),
                    population: place.population.flatMap(Int32.init(exactly:)) ?? -1,
                    parts: [.init(points: [MapPoint(coordinate)], levels: [0])]))
        }
    }

    private static func identifier(_ id: Int64) -> UInt64 { UInt64(bitPattern: id) & (1 << 53 - 1) }
}
