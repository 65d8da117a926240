internal import Exchange
internal import GeoIndex
public import Records
internal import Locator

extension TileMatrixSet {
    /// The URI of the set in the OGC register.
    var uri: String { "http://www.opengis.net/def/tilematrixset/OGC/1.0/\(rawValue)" }

    /// The reference system of the tiles, longitude or x first.
    var crs: String {
        switch self {
        case .webMercator: "http://www.opengis.net/def/crs/EPSG/0/3857"
        case .degrees: ExchangeCRS.crs84.rawValue
        }
    }

    /// Writes the description of the set, with the members of both versions of the encoding (17-083r2 and 17-083r4),
    /// because some clients know only one of them.
    public func describe(into json: inout JSONWriter) {
        let edge = edge
        json.member("type", "TileMatrixSetType")
        json.member("id", rawValue)
        json.member("identifier", rawValue)
        json.member("title", title)
        json.member("uri", uri)
        json.member("crs", crs)
        json.member("supportedCRS", crs)
        json.member("orderedAxes", axes)
        json.member("wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/\(scaleSet)")
        json.key("boundingBox")
        json.object { json in
            json.member("type", "BoundingBoxType")
            json.member("crs", crs)
            json.key("lowerLeft")
            json.pair(-edge.x, -edge.y)
            json.key("upperRight")
            json.pair(edge.x, edge.y)
            json.key("lowerCorner")
            json.pair(-edge.x, -edge.y)
            json.key("upperCorner")
            json.pair(edge.x, edge.y)
        }
        json.key("tileMatrices")
        json.array { json in
            for zoom in 0...deepestPicture {
                let rows = 1 << zoom
                let cell = 2 * edge.y / 256 / Double(rows)
                json.object { json in
                    json.member("type", "TileMatrixType")
                    json.member("id", "\(zoom)")
                    json.member("identifier", "\(zoom)")
                    // The standard defines scale by pixels of 0.28 mm.
                    json.key("scaleDenominator")
                    json.exact(cell * metresPerUnit / 0.00028)
                    json.key("cellSize")
                    json.exact(cell)
                    json.member("cornerOfOrigin", "topLeft")
                    json.key("pointOfOrigin")
                    json.pair(-edge.x, edge.y)
                    json.key("topLeftCorner")
                    json.pair(-edge.x, edge.y)
                    json.member("tileWidth", 256)
                    json.member("tileHeight", 256)
                    json.member("matrixWidth", rows * across)
                    json.member("matrixHeight", rows)
                }
            }
        }
    }

    /// Writes the limits of the zooms with tiles. The limits cover all tiles of a zoom, because every one can be drawn,
    /// and because GDAL 3.6 requests wrong columns when the first is not 0.
    func limits(_ zooms: ClosedRange<Int>, into json: inout JSONWriter) {
        json.key("tileMatrixSetLimits")
        json.array { json in
            for zoom in zooms {
                json.object { json in
                    json.member("tileMatrix", "\(zoom)")
                    json.member("minTileRow", 0)
                    json.member("maxTileRow", (1 << zoom) - 1)
                    json.member("minTileCol", 0)
                    json.member("maxTileCol", (across << zoom) - 1)
                }
            }
        }
    }

    private var title: String {
        switch self {
        case .webMercator: "Google Maps Compatible for the World"
        case .degrees: "CRS84 for the World"
        }
    }

    private var axes: [String] {
        switch self {
        case .webMercator: ["X", "Y"]
        case .degrees: ["Lon", "Lat"]
        }
    }

    private var scaleSet: String {
        switch self {
        case .webMercator: "GoogleMapsCompatible"
        case .degrees: "GoogleCRS84Quad"
        }
    }

    /// The distances from the centre to the eastern and northern edge, in units of the reference system.
    private var edge: (x: Double, y: Double) {
        switch self {
        case .webMercator: (20_037_508.342_789_244, 20_037_508.342_789_244)
        case .degrees: (180, 90)
        }
    }

    /// The metres per unit of the reference system along the equator.
    private var metresPerUnit: Double {
        switch self {
        case .webMercator: 1
        case .degrees: Ellipsoid.equatorialRadius * .pi / 180
        }
    }
}

extension JSONWriter {
    /// Writes a finite number with all significant digits, because errors in the cell size add up over many cells.
    fileprivate mutating func exact(_ value: Double) { raw("\(value)".utf8) }
}
