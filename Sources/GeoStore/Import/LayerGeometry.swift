internal import GeoIndex

/// Makes the geometry of a layer's row and checks it for its table.
struct LayerGeometry {
    /// The reason why a record's geometry cannot be used.
    struct Refusal: Error {
        let reason: String
    }

    private let mapping: LayerMapping
    private let transform: CoordinateTransform?
    private let decimal: Character

    init(_ mapping: LayerMapping, transform: CoordinateTransform?, decimal: Character) {
        self.mapping = mapping
        self.transform = transform
        self.decimal = decimal
    }

    /// The blob for the table; nil for a row without a position.
    func blob(of record: InputRecord) -> Result<[UInt8]?, Refusal> {
        switch mapping.geometry {
        case .none: return .success(nil)
        case .columns(let x, let y, _): return point(record[x], record[y], x, y)
        case .pair(let column, let isLatitudeFirst, _):
            guard let text = record[column] else { return .success(nil) }
            let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
            guard parts.count == 2 else {
                return refuse("expected two numbers in \(column), found \"\(text)\"")
            }
            return isLatitudeFirst
                ? point(parts[1], parts[0], column, column) : point(parts[0], parts[1], column, column)
        case .feature: return feature(record.geometry)
        }
    }

    private func refuse(_ reason: String) -> Result<[UInt8]?, Refusal> { .failure(Refusal(reason: reason)) }

    private func point(_ x: String?, _ y: String?, _ xName: String, _ yName: String) -> Result<[UInt8]?, Refusal> {
        switch (x, y) {
        case (nil, nil): return .success(nil)
        case (nil, _?): return refuse("has \(yName) but no \(xName)")
        case (_?, nil): return refuse("has \(xName) but no \(yName)")
        case (let x?, let y?):
            guard let longitude = DecimalNumber.value(of: x, decimal: decimal),
                let latitude = DecimalNumber.value(of: y, decimal: decimal)
            else { return refuse("expected numbers for a position, found \"\(x)\" and \"\(y)\"") }
            let read = Coordinate(longitude: longitude, latitude: latitude)
            guard let position = transform?.transform(read) ?? (transform == nil ? read : nil), position.isValid else {
                return refuse("no position on earth: \(x), \(y)\(swapHint(read))")
            }
            return .success(SpatiaLiteBlob.point(position))
        }
    }

    private func swapHint(_ read: Coordinate) -> String {
        guard transform?.isIdentity ?? true else { return "" }
        return Coordinate(longitude: read.latitude, latitude: read.longitude).isValid
            ? " (longitude and latitude look swapped)" : ""
    }

    private func feature(_ geometry: GeoJSONGeometry?) -> Result<[UInt8]?, Refusal> {
        guard let geometry else {
            return mapping.layer.isArea ? refuse("has no geometry") : .success(nil)
        }
        guard geometry.isValid else { return refuse("has positions outside -180…180, -90…90 or not to be transformed") }
        switch (mapping.layer, geometry) {
        case (let layer, .polygon(let polygon)) where layer.isArea: return area([polygon])
        case (let layer, .multiPolygon(let polygons)) where layer.isArea: return area(polygons)
        case (let layer, let other) where layer.isArea:
            return refuse("expected a Polygon or MultiPolygon, found a \(other.typeName)")
        case (_, .point(let position)): return .success(SpatiaLiteBlob.point(position))
        case (_, let other): return refuse("expected a Point, found a \(other.typeName)")
        }
    }

    private func area(_ polygons: MultiPolygon) -> Result<[UInt8]?, Refusal> {
        guard !polygons.isEmpty else { return refuse("the geometry has no polygon") }
        for polygon in polygons {
            guard !polygon.rings.isEmpty else { return refuse("a polygon has no ring") }
            for ring in polygon.rings {
                // RFC 7946 requires closed rings; an open one is closed when written.
                let corners = ring.first == ring.last ? ring.count - 1 : ring.count
                guard corners >= 3 else { return refuse("a ring has \(max(0, corners)) corners, expected 3 or more") }
            }
        }
        return .success(SpatiaLiteBlob.area(polygons))
    }
}
