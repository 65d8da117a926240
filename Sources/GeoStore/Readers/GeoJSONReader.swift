package import InputFiles

/// Reads the features of a GeoJSON file one at a time (RFC 7946). Uses memory for one feature.
///
/// The members of a FeatureCollection may be in any order; a single Feature is read as a collection of one. Invalid
/// JSON stops the reading with an error; an unusable feature is returned with a ``GeoJSONFeature/problem``.
package struct GeoJSONReader {
    private enum State {
        case start, inFeatures, done
    }

    /// The name in the `crs` member of GeoJSON 2008; final only after the last feature.
    package private(set) var referenceSystem: String?
    /// Whether there is a `crs` member that is `null`, which means an unknown reference system.
    package private(set) var isReferenceSystemUnknown = false
    private var lexer: JSONLexer
    private var state = State.start
    private var type: String?
    /// The top-level object, collected as a single feature.
    private var single = GeoJSONFeature(offset: 0, line: 1)
    private var hasFeatures = false

    /// Creates a reader; `stream` must be at its first byte.
    package init(_ stream: ByteStream) {
        lexer = JSONLexer(stream)
    }

    /// The next feature; nil at the end.
    ///
    /// - Throws: ``InputError`` with the code `malformed`, byte offset and line for invalid JSON and for anything
    ///   but a FeatureCollection or Feature, or a `crs` member that links to another file.
    package mutating func next() throws(InputError) -> GeoJSONFeature? {
        switch state {
        case .done: return nil
        case .start:
            try skipByteOrderMark()
            single.offset = lexer.stream.offset
            try lexer.expect(UInt8(ascii: "{"))
            guard try !lexer.takeIf(UInt8(ascii: "}")) else { return try finish() }
            return try readMembers()
        case .inFeatures:
            if try lexer.takeIf(UInt8(ascii: ",")) { return try readFeature() }
            try lexer.expect(UInt8(ascii: "]"))
            return try readAfterMember()
        }
    }

    private mutating func skipByteOrderMark() throws(InputError) {
        guard try lexer.stream.peek() == 0xEF else { return }
        for byte in [0xEF, 0xBB, 0xBF] as [UInt8] {
            guard try lexer.stream.next() == byte else { throw lexer.fail("expected JSON, found binary data") }
        }
    }

    private mutating func readAfterMember() throws(InputError) -> GeoJSONFeature? {
        if try lexer.takeIf(UInt8(ascii: ",")) { return try readMembers() }
        try lexer.expect(UInt8(ascii: "}"))
        return try finish()
    }

    /// Reads members of the top-level object up to a feature or the end of the object.
    private mutating func readMembers() throws(InputError) -> GeoJSONFeature? {
        repeat {
            let key = try lexer.string()
            try lexer.expect(UInt8(ascii: ":"))
            switch key {
            case "features":
                guard !hasFeatures else { throw lexer.fail("a second \"features\" member") }
                hasFeatures = true
                try lexer.expect(UInt8(ascii: "["))
                if try lexer.takeIf(UInt8(ascii: "]")) { continue }
                state = .inFeatures
                return try readFeature()
            case "type": type = try lexer.valueText()
            case "crs": try readReferenceSystem()
            default: try lexer.readMember(key, of: &single)
            }
        } while try lexer.takeIf(UInt8(ascii: ","))
        try lexer.expect(UInt8(ascii: "}"))
        return try finish()
    }

    private mutating func readFeature() throws(InputError) -> GeoJSONFeature {
        try lexer.feature()
    }

    private mutating func finish() throws(InputError) -> GeoJSONFeature? {
        guard try lexer.peekToken() == nil else {
            throw lexer.fail("expected the end of the file, found \(try lexer.describeNext())")
        }
        state = .done
        if hasFeatures, type == "FeatureCollection" { return nil }
        if !hasFeatures, type == "Feature" { return single }
        let found = type.map { "type \"\($0)\"" } ?? "no type"
        throw lexer.fail("expected a FeatureCollection with \"features\" or a Feature, found \(found)")
    }

    private mutating func readReferenceSystem() throws(InputError) {
        guard try lexer.peekToken() == UInt8(ascii: "{") else {
            guard try lexer.valueText() == nil else { throw lexer.fail("expected an object in the crs member") }
            isReferenceSystemUnknown = true
            return
        }
        let place = "\(lexer.stream.name), byte \(lexer.stream.offset) (line \(lexer.stream.line))"
        var kind: String?
        var name: String?
        try lexer.object { lexer, key throws(InputError) in
            guard key == "properties", try lexer.peekToken() == UInt8(ascii: "{") else {
                let text = try lexer.valueText()
                if key == "type" { kind = text }
                return
            }
            try lexer.object { lexer, key throws(InputError) in
                let text = try lexer.valueText()
                if key == "name" { name = text }
            }
        }
        guard kind == "name", let name else {
            throw InputError(
                .malformed, at: place, "expected a crs member with a name, found \(kind ?? "no type")")
        }
        referenceSystem = name
    }
}
