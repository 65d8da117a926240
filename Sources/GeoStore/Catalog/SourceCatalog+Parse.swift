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
        let root = try DataNode(catalog: json, file: name)
        do {
            return try SourceCatalog(root, folder: folder)
        } catch {
            throw StoreError(catalog: error)
        }
    }

    private init(_ root: DataNode, folder: String) throws(DataFileError) {
        let members = try root.members([
            "format", "region", "osmKinds", "calendar", "programmes", "help", "needs", "sources",
        ])
        let format = try members.required("format", of: root)
        guard try format.integer(in: 0...Int(Int32.max)) == 1 else { throw format.fault("format 1") }
        var sources: [SourceDescription] = []
        for node in try members.required("sources", of: root).array() {
            let source = try SourceDescription(node)
            guard !sources.contains(where: { $0.id == source.id }) else {
                throw node.fault("an id that no earlier source has", found: "\"\(source.id)\"")
            }
            sources.append(source)
        }
        var regionFiles: [RegionFile: String] = [:]
        for file in RegionFile.allCases {
            regionFiles[file] = try members.optional(file.rawValue)?.relativePath(mayClimb: true)
        }
        self.init(
            region: try Region(try members.required("region", of: root)),
            osmKinds: try members.optional("osmKinds")?.relativePath(mayClimb: true),
            regionFiles: regionFiles, sources: sources, folder: folder)
    }
}

extension SourceCatalog.Region {
    init(_ node: DataNode) throws(DataFileError) {
        let members = try node.members([
            "code", "names", "defaultLanguage", "languages", "timeZone", "country", "clip", "postcodes",
            "speedLimits",
        ])
        code = try members.required("code", of: node).string(mayBeEmpty: true)
        names = LocalizedText(try members.required("names", of: node).texts())
        defaultLanguage = try members.required("defaultLanguage", of: node).string(mayBeEmpty: true)
        languages = try members.optional("languages")?.strings(mayBeEmpty: true) ?? []
        timeZone = try members.optional("timeZone")?.string(mayBeEmpty: true)
        country = try members.optional("country")?.string(mayBeEmpty: true)
        postcodes = []
        for pattern in try members.optional("postcodes")?.array() ?? [] {
            postcodes.append(try PostcodePattern(pattern))
        }
        speedLimits = try members.optional("speedLimits").map { node throws(DataFileError) in try RegionLimits(node) }
        clip = nil
        guard let box = members.optional("clip") else { return }
        var borders: [Double] = []
        for border in try box.array() { borders.append(try border.number()) }
        guard borders.count == 4 else { throw box.fault("west, south, east, north", found: "\(borders.count)") }
        let clip = BoundingBox(west: borders[0], south: borders[1], east: borders[2], north: borders[3])
        guard clip.isValid else { throw box.fault("west, south, east, north in degrees") }
        self.clip = clip
    }
}

extension RegionLimits {
    /// Parses speed limits, whole numbers in kilometres per hour; `source` must name the law they come from.
    init(_ node: DataNode) throws(DataFileError) {
        let members = try node.members(["urban", "rural", "expressway", "motorway", "livingStreet", "source"])
        func limit(_ name: String) throws(DataFileError) -> Double {
            Double(try members.required(name, of: node).integer(in: 5...200))
        }
        self.init(
            urban: try limit("urban"), rural: try limit("rural"), expressway: try limit("expressway"),
            motorway: try limit("motorway"), livingStreet: try limit("livingStreet"))
        let source = try members.required("source", of: node)
        guard try !source.string(mayBeEmpty: true).isEmpty else { throw source.fault("the law the limits are from") }
    }
}

extension PostcodePattern {
    init(_ node: DataNode) throws(DataFileError) {
        let members = try node.members(["shape", "prefixes"])
        let shapeNode = try members.required("shape", of: node)
        let prefixes = try members.optional("prefixes")?.strings(mayBeEmpty: true) ?? []
        self.init(shape: try shapeNode.string(mayBeEmpty: true), prefixes: prefixes)
        guard isWellFormed else {
            throw shapeNode.fault("9, A, space and -, with a 9 or an A in it", found: "\"\(shape)\"")
        }
        for prefix in prefixes where !canBegin(with: prefix) {
            throw node.fault("beginnings of codes of the shape \"\(shape)\"", found: "\"\(prefix)\"")
        }
    }
}

extension SourceDescription {
    init(_ node: DataNode) throws(DataFileError) {
        let members = try node.members([
            "id", "title", "file", "embedded", "url", "licence", "attribution", "edition", "dataDate", "sha256", "crs",
            "reader", "csv", "rank", "isSketch", "isSample", "note", "layers",
        ])
        id = try members.required("id", of: node).identifier()
        title = try members.required("title", of: node).texts()
        isEmbedded = try members.optional("embedded")?.bool() ?? false
        file = try members.required("file", of: node).relativePath(mayClimb: isEmbedded)
        url = try members.optional("url")?.string(mayBeEmpty: true)
        licence = try members.required("licence", of: node).string(mayBeEmpty: true)
        attribution = try members.required("attribution", of: node).string(mayBeEmpty: true)
        edition = try members.optional("edition")?.string(mayBeEmpty: true)
        dataDate = try members.optional("dataDate")?.date()
        sha256 = try members.optional("sha256")?.digest()
        crs = try members.optional("crs")?.referenceSystem()
        let readerNode = try members.required("reader", of: node)
        guard let reader = Reader(rawValue: try readerNode.string(mayBeEmpty: true)) else {
            throw readerNode.fault("\(Reader.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.reader = reader
        csv = try members.optional("csv").map { node throws(DataFileError) in try CSVOptions(node) } ?? CSVOptions()
        rank = try members.required("rank", of: node).integer(in: 0...100)
        isSketch = try members.optional("isSketch")?.bool() ?? false
        isSample = try members.optional("isSample")?.bool() ?? false
        note = try members.optional("note")?.string(mayBeEmpty: true)
        definition = FileDigest.text(of: Array(node.value.canonical.utf8))
        layers = []
        guard reader != .osm || members.optional("layers") == nil else {
            throw node.fault("no layers, as for every osm source", found: "layers")
        }
        for layer in try members.optional("layers")?.array() ?? [] {
            layers.append(try LayerMapping(layer, reader: reader))
        }
        guard reader == .osm || !layers.isEmpty else { throw node.fault("the key \"layers\"", found: "none") }
        if reader == .csv, crs == nil, layers.contains(where: \.geometry.needsReferenceSystem) {
            throw node.fault("the key \"crs\" that its coordinates are in", found: "none")
        }
    }
}

extension SourceDescription.CSVOptions {
    init(_ node: DataNode) throws(DataFileError) {
        let members = try node.members(["delimiter", "encoding", "decimal"])
        delimiter = try members.optional("delimiter")?.oneOf([",", ";", "\t", "|"])
        encoding = try members.optional("encoding")?.oneOf(["utf-8", "windows-1253"])
        decimal = try members.optional("decimal")?.oneOf([".", ","])
    }
}

extension DataNode {
    fileprivate func oneOf(_ choices: [String]) throws(DataFileError) -> String {
        let text = try string(mayBeEmpty: true)
        guard choices.contains(text) else { throw fault("one of \(choices)", found: "\"\(text)\"") }
        return text
    }

    fileprivate func identifier() throws(DataFileError) -> String {
        let text = try string(mayBeEmpty: true)
        let isPlain = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isPlain, !text.isEmpty else { throw fault("a-z, 0-9 and -", found: "\"\(text)\"") }
        return text
    }

    /// A relative path; with `mayClimb` it may begin with `..`, for a table shared by several regions.
    fileprivate func relativePath(mayClimb: Bool) throws(DataFileError) -> String {
        let text = try string(mayBeEmpty: true)
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
        while mayClimb, parts.first == ".." { parts = parts.dropFirst() }
        guard !parts.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }), !text.contains("\0")
        else { throw fault("a relative path without \"..\"", found: "\"\(text)\"") }
        return text
    }

    fileprivate func date() throws(DataFileError) -> String {
        let text = try string(mayBeEmpty: true)
        guard PartialDate(text) != nil else { throw fault("YYYY, YYYY-MM or YYYY-MM-DD", found: "\"\(text)\"") }
        return text
    }

    fileprivate func digest() throws(DataFileError) -> String {
        let text = try string(mayBeEmpty: true).lowercased()
        guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
            throw fault("64 hexadecimal digits", found: "\"\(text)\"")
        }
        return text
    }
}
