internal import Foundation
internal import Geocoding
internal import GeoIndex
internal import Records
internal import Routing

extension SourceCatalog {
    /// Parses a `sources.json`.
    ///
    /// - Parameters:
    ///   - name: The name of the file in errors.
    ///   - folder: The folder that embedded files are relative to.
    package static func parse(_ json: [UInt8], name: String, folder: String) throws(StoreError) -> SourceCatalog {
        let root = try CatalogNode(data: Data(json), file: name)
        let members = try root.members(["format", "region", "osmKinds", "calendar", "programmes", "help", "sources"])
        let format = try members.required("format", of: root)
        guard try format.integer(in: 0...Int(Int32.max)) == 1 else { throw format.fail("expected format 1") }
        var sources: [SourceDescription] = []
        for node in try members.required("sources", of: root).elements() {
            let source = try SourceDescription(node)
            guard !sources.contains(where: { $0.id == source.id }) else {
                throw node.fail("the id \"\(source.id)\" is taken by an earlier source")
            }
            sources.append(source)
        }
        var regionFiles: [RegionFile: String] = [:]
        for file in RegionFile.allCases {
            regionFiles[file] = try members.optional(file.rawValue)?.relativePath(mayClimb: true)
        }
        return SourceCatalog(
            region: try Region(try members.required("region", of: root)),
            osmKinds: try members.optional("osmKinds")?.relativePath(mayClimb: true),
            regionFiles: regionFiles, sources: sources, folder: folder)
    }
}

extension SourceCatalog.Region {
    init(_ node: CatalogNode) throws(StoreError) {
        let members = try node.members([
            "code", "names", "defaultLanguage", "languages", "timeZone", "country", "clip", "postcodes",
            "speedLimits",
        ])
        code = try members.required("code", of: node).string()
        names = LocalizedText(try members.required("names", of: node).texts())
        defaultLanguage = try members.required("defaultLanguage", of: node).string()
        languages = try members.optional("languages")?.strings() ?? []
        timeZone = try members.optional("timeZone")?.string()
        country = try members.optional("country")?.string()
        postcodes = []
        for pattern in try members.optional("postcodes")?.elements() ?? [] {
            postcodes.append(try PostcodePattern(pattern))
        }
        speedLimits = try members.optional("speedLimits").map { node throws(StoreError) in try RegionLimits(node) }
        clip = nil
        guard let box = members.optional("clip") else { return }
        var borders: [Double] = []
        for border in try box.elements() { borders.append(try border.number()) }
        guard borders.count == 4 else { throw box.fail("expected west, south, east, north, found \(borders.count)") }
        let clip = BoundingBox(west: borders[0], south: borders[1], east: borders[2], north: borders[3])
        guard clip.isValid else { throw box.fail("expected west, south, east, north in degrees") }
        self.clip = clip
    }
}

extension RegionLimits {
    /// Parses speed limits, whole numbers in kilometres per hour; `source` must name the law they come from.
    init(_ node: CatalogNode) throws(StoreError) {
        let members = try node.members(["urban", "rural", "expressway", "motorway", "livingStreet", "source"])
        func limit(_ name: String) throws(StoreError) -> Double {
            Double(try members.required(name, of: node).integer(in: 5...200))
        }
        self.init(
            urban: try limit("urban"), rural: try limit("rural"), expressway: try limit("expressway"),
            motorway: try limit("motorway"), livingStreet: try limit("livingStreet"))
        let source = try members.required("source", of: node)
        guard try !source.string().isEmpty else { throw source.fail("expected the law the limits are from") }
    }
}

extension PostcodePattern {
    init(_ node: CatalogNode) throws(StoreError) {
        let members = try node.members(["shape", "prefixes"])
        let shapeNode = try members.required("shape", of: node)
        let prefixes = try members.optional("prefixes")?.strings() ?? []
        self.init(shape: try shapeNode.string(), prefixes: prefixes)
        guard isWellFormed else {
            throw shapeNode.fail("expected 9, A, space and -, with a 9 or an A in it, found \"\(shape)\"")
        }
        for prefix in prefixes where !canBegin(with: prefix) {
            throw node.fail("no code of the shape \"\(shape)\" begins with \"\(prefix)\"")
        }
    }
}

extension SourceDescription {
    init(_ node: CatalogNode) throws(StoreError) {
        let members = try node.members([
            "id", "title", "file", "embedded", "url", "licence", "attribution", "edition", "dataDate", "sha256", "crs",
            "reader", "csv", "rank", "isSketch", "isSample", "note", "layers",
        ])
        id = try members.required("id", of: node).identifier()
        title = try members.required("title", of: node).texts()
        isEmbedded = try members.optional("embedded")?.bool() ?? false
        file = try members.required("file", of: node).relativePath(mayClimb: isEmbedded)
        url = try members.optional("url")?.string()
        licence = try members.required("licence", of: node).string()
        attribution = try members.required("attribution", of: node).string()
        edition = try members.optional("edition")?.string()
        dataDate = try members.optional("dataDate")?.date()
        sha256 = try members.optional("sha256")?.digest()
        crs = try members.optional("crs")?.referenceSystem()
        let readerNode = try members.required("reader", of: node)
        guard let reader = Reader(rawValue: try readerNode.string()) else {
            throw readerNode.fail("expected \(Reader.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.reader = reader
        csv = try members.optional("csv").map { node throws(StoreError) in try CSVOptions(node) } ?? CSVOptions()
        rank = try members.required("rank", of: node).integer(in: 0...100)
        isSketch = try members.optional("isSketch")?.bool() ?? false
        isSample = try members.optional("isSample")?.bool() ?? false
        note = try members.optional("note")?.string()
        definition = FileDigest.text(of: Array(node.value.canonical.utf8))
        layers = []
        guard reader != .osm || members.optional("layers") == nil else {
            throw node.fail("an osm source has no layers")
        }
        for layer in try members.optional("layers")?.elements() ?? [] {
            layers.append(try LayerMapping(layer, reader: reader))
        }
        guard reader == .osm || !layers.isEmpty else { throw node.fail("lacks the key \"layers\"") }
        if reader == .csv, crs == nil, layers.contains(where: \.geometry.needsReferenceSystem) {
            throw node.fail("lacks the key \"crs\" that its coordinates are in")
        }
    }
}

extension SourceDescription.CSVOptions {
    init(_ node: CatalogNode) throws(StoreError) {
        let members = try node.members(["delimiter", "encoding", "decimal"])
        delimiter = try members.optional("delimiter")?.oneOf([",", ";", "\t", "|"])
        encoding = try members.optional("encoding")?.oneOf(["utf-8", "windows-1253"])
        decimal = try members.optional("decimal")?.oneOf([".", ","])
    }
}

extension CatalogNode {
    fileprivate func oneOf(_ choices: [String]) throws(StoreError) -> String {
        let text = try string()
        guard choices.contains(text) else { throw fail("expected one of \(choices), found \"\(text)\"") }
        return text
    }

    fileprivate func identifier() throws(StoreError) -> String {
        let text = try string()
        let isPlain = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isPlain, !text.isEmpty else { throw fail("expected a-z, 0-9 and -, found \"\(text)\"") }
        return text
    }

    /// A relative path; with `mayClimb` it may begin with `..`, for a table shared by several regions.
    fileprivate func relativePath(mayClimb: Bool) throws(StoreError) -> String {
        let text = try string()
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
        while mayClimb, parts.first == ".." { parts = parts.dropFirst() }
        guard !parts.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }), !text.contains("\0")
        else { throw fail("expected a relative path without \"..\", found \"\(text)\"") }
        return text
    }

    fileprivate func date() throws(StoreError) -> String {
        let text = try string()
        guard PartialDate(text) != nil else { throw fail("expected YYYY, YYYY-MM or YYYY-MM-DD, found \"\(text)\"") }
        return text
    }

    fileprivate func digest() throws(StoreError) -> String {
        let text = try string().lowercased()
        guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
            throw fail("expected 64 hexadecimal digits, found \"\(text)\"")
        }
        return text
    }
}
