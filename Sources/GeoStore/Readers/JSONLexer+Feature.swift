internal import InputFiles

extension JSONLexer {
    /// Reads an object. `member` is called after each key and colon and must read the value.
    mutating func object(
        _ member: (inout JSONLexer, String) throws(InputError) -> Void
    ) throws(InputError) {
        try expect(UInt8(ascii: "{"))
        if try takeIf(UInt8(ascii: "}")) { return }
        repeat {
            let key = try string()
            try expect(UInt8(ascii: ":"))
            try member(&self, key)
        } while try takeIf(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    /// Reads the next value as a feature; throws only for invalid JSON.
    mutating func feature() throws(InputError) -> GeoJSONFeature {
        _ = try peekToken()
        flaw = nil
        var feature = GeoJSONFeature(offset: stream.offset, line: stream.line)
        guard try peekToken() == UInt8(ascii: "{") else {
            feature.problem = "expected a feature, found \(try describeNext())"
            try skipValue()
            return feature
        }
        var type: String?
        try object { lexer, key throws(InputError) in
            if key == "type" {
                type = try lexer.valueText()
            } else {
                try lexer.readMember(key, of: &feature)
            }
        }
        if feature.problem == nil, type != "Feature" {
            feature.problem = "expected the type Feature, found \(type.map { "\"\($0)\"" } ?? "none")"
        }
        feature.problem = feature.problem ?? flaw
        return feature
    }

    /// Reads the value of the member `key` of a feature.
    mutating func readMember(_ key: String, of feature: inout GeoJSONFeature) throws(InputError) {
        switch key {
        case "id": feature.id = try valueText()
        case "properties":
            guard try peekToken() == UInt8(ascii: "{") else {
                if try valueText() != nil { feature.problem = feature.problem ?? "properties are no object" }
                return
            }
            try object { lexer, key throws(InputError) in feature.properties[key] = try lexer.valueText() }
        case "geometry": try readGeometry(of: &feature)
        default: try skipValue()
        }
    }

    private mutating func readGeometry(of feature: inout GeoJSONFeature) throws(InputError) {
        guard try peekToken() == UInt8(ascii: "{") else {
            if try valueText() != nil { feature.problem = feature.problem ?? "the geometry is no object" }
            return
        }
        var type: String?
        var coordinates: GeoJSONCoordinates?
        try object { lexer, key throws(InputError) in
            switch key {
            case "type": type = try lexer.valueText()
            case "coordinates": coordinates = try GeoJSONCoordinates(&lexer)
            default: try lexer.skipValue()
            }
        }
        switch (type, coordinates) {
        case (let type?, let coordinates?):
            switch coordinates.geometry(ofType: type) {
            case .success(let geometry): feature.geometry = geometry
            case .failure(let flaw): feature.problem = feature.problem ?? flaw.reason
            }
        case (nil, _): feature.problem = feature.problem ?? "the geometry has no type"
        case (let type?, nil): feature.problem = feature.problem ?? "the geometry (\(type)) has no coordinates"
        }
    }
}
