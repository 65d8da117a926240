internal import GeoIndex
internal import Records

extension LayerMapping {
    init(_ node: DataNode, reader: SourceDescription.Reader) throws(DataFileError) {
        let members = try node.members(["layer", "where", "geometry", "fields"])
        let layerNode = try members.required("layer", of: node)
        guard let layer = Layer(rawValue: try layerNode.string(mayBeEmpty: true)) else {
            throw layerNode.fault("\(Layer.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.layer = layer
        filter = [:]
        for (column, texts) in try members.optional("where")?.members() ?? [:] {
            filter[column] = try texts.strings(mayBeEmpty: true)
        }
        geometry = try GeometryMapping(members.optional("geometry"), layer: layer, reader: reader)
        if layer.isArea, geometry != .feature { throw node.fault("the geometry of GeoJSON features for an area") }
        let fieldsNode = try members.required("fields", of: node)
        fields = [:]
        let specifications = LayerFields.of(layer)
        for (name, field) in try fieldsNode.members(Set(specifications.map(\.name))) {
            guard let specification = specifications.first(where: { $0.name == name }) else { continue }
            fields[name] =
                switch specification.type {
                case .texts, .years: .keyed(try FieldExpression.keyed(field))
                case .text, .list, .integer, .real, .flag: .single(try FieldExpression(field))
                }
        }
        for specification in specifications where specification.isRequired && fields[specification.name] == nil {
            throw fieldsNode.fault("the key \"\(specification.name)\"", found: "none")
        }
        if layer == .population, (fields["years"] == nil) == (fields["year"] == nil || fields["total"] == nil) {
            throw fieldsNode.fault("either \"years\", or \"year\" and \"total\"")
        }
    }

    /// All columns that the mapping names; distinguishes a misspelt column from an empty one.
    package var columns: Set<String> {
        var columns = Set(filter.keys)
        switch geometry {
        case .none, .feature: break
        case .columns(let x, let y, _): columns.formUnion([x, y])
        case .pair(let column, _, _): columns.insert(column)
        }
        for field in fields.values {
            switch field {
            case .single(let expression): columns.formUnion(expression.columns)
            case .keyed(let expressions): for expression in expressions.values { columns.formUnion(expression.columns) }
            }
        }
        return columns
    }
}

extension LayerMapping.GeometryMapping {
    /// Whether coordinates come from columns without a reference system of their own.
    var needsReferenceSystem: Bool {
        switch self {
        case .none, .feature: false
        case .columns(_, _, let crs), .pair(_, _, let crs): crs == nil
        }
    }

    init(
        _ node: DataNode?, layer: LayerMapping.Layer, reader: SourceDescription.Reader
    ) throws(DataFileError) {
        let isSpatial = layer.isArea || layer == .place || layer == .structure
        guard let node else {
            self = reader == .geojson && isSpatial ? .feature : .none
            return
        }
        if case .string(let word) = node.value {
            switch word {
            case "none": self = .none
            case "feature" where reader == .geojson: self = .feature
            default: throw node.fault("\"none\", or \"feature\" for geojson", found: "\"\(word)\"")
            }
            return
        }
        let members = try node.members(["longitude", "latitude", "x", "y", "pair", "order", "crs"])
        let crs = try members.optional("crs")?.referenceSystem()
        if let pair = members.optional("pair") {
            let order = try members.required("order", of: node)
            switch try order.string(mayBeEmpty: true) {
            case "lat,lon": self = .pair(try pair.string(mayBeEmpty: true), isLatitudeFirst: true, crs: crs)
            case "lon,lat", "x,y": self = .pair(try pair.string(mayBeEmpty: true), isLatitudeFirst: false, crs: crs)
            default: throw order.fault("\"lat,lon\", \"lon,lat\" or \"x,y\"")
            }
        } else if let x = members.optional("longitude") ?? members.optional("x"),
            let y = members.optional("latitude") ?? members.optional("y")
        {
            self = .columns(x: try x.string(mayBeEmpty: true), y: try y.string(mayBeEmpty: true), crs: crs)
        } else {
            throw node.fault("the keys longitude and latitude, x and y, or pair and order")
        }
    }
}
