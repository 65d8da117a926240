internal import ArgumentParser
internal import Foundation
internal import Geocoding
internal import GeoIndex
internal import GeoStore
internal import InputFiles
internal import Records

/// Writes a directory's table with the place of each row, and a mapping for it, both ready to be imported. Columns from
/// an earlier run are replaced.
struct PlacedTable {
    private static let columns = [
        "plision_lon", "plision_lat", "plision_accuracy_m", "plision_outcome", "plision_place",
    ]
    /// Fields that describe where a structure is.
    private static let placeFields = ["address", "street", "houseNumber", "postcode", "settlement", "positionNote"]

    /// The path of the mapping to write.
    let mapping: String
    private let out: String
    private let source: SourceDescription
    private let table: String
    private let oldMapping: String

    /// Prepares to write `out` and its mapping beside it; throws when that is not possible.
    init(of catalog: SourceCatalog, mapping: String, out: String) throws {
        let sources = catalog.sources.filter { source in
            source.reader == .csv && source.layers.contains { $0.layer == .structure }
        }
        guard let source = sources.first, sources.count == 1 else {
            throw ValidationError(
                "--out takes a mapping with one CSV table of structures, \(mapping) has \(sources.count)")
        }
        self.source = source
        self.out = out
        table = "\(catalog.folder)/\(source.file)"
        oldMapping = mapping
        self.mapping = URL(fileURLWithPath: out).deletingPathExtension().relativePath + ".json"
        for (new, old) in [(out, table), (self.mapping, mapping), (out, mapping)]
        where URL(fileURLWithPath: new).standardizedFileURL == URL(fileURLWithPath: old).standardizedFileURL {
            throw ValidationError("--out \(out) would write over \(old): choose another name")
        }
        try Output.checkFolder(of: out)
    }

    /// Writes both files.
    func write(_ rows: [PlacedRow]) throws {
        let dialect = try CSVDialect.detect(
            ByteStream(path: table), delimiter: source.csv.delimiter, encoding: source.csv.encoding)
        try Output.file(try csv(rows, dialect), at: out)
        try Output.file(try mappingBytes(dialect), at: mapping)
    }

    private func csv(_ rows: [PlacedRow], _ dialect: CSVDialect) throws -> [UInt8] {
        let placed = Dictionary(rows.map { ($0.listed.position, $0) }, uniquingKeysWith: { first, _ in first })
        let hidden = hiddenColumns
        var reader = CSVReader(try ByteStream(path: table), dialect: dialect)
        guard let header = try reader.next() else { return [] }
        let names = header.fields.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        let kept = names.indices.filter { !Self.columns.contains(names[$0]) }
        var text =
            "\u{FEFF}"
            + CSVLine.text(
                kept.map { names[$0] } + Self.columns, delimiter: dialect.delimiter, isVerbatim: true)
        while let record = try reader.next() {
            guard record.problem == nil, record.fields.count == names.count else {
                note("\(source.file):\(record.line): refused, and not in \(out)")
                continue
            }
            let row = placed["\(source.file):\(record.line)"]
            let fields = kept.map { index in
                row?.outcome == .withheld && hidden.contains(names[index]) ? "" : record.fields[index]
            }
            text += CSVLine.text(fields + cells(row), delimiter: dialect.delimiter, isVerbatim: true)
        }
        return Array(text.utf8)
    }

    private func cells(_ row: PlacedRow?) -> [String] {
        guard let row else { return ["", "", "", "refused", ""] }
        func number(_ value: Double?) -> String {
            value.map { PlainDegrees.text($0).replacing(".", with: source.csv.decimal ?? ".") } ?? ""
        }
        return [
            number(row.position?.at.longitude), number(row.position?.at.latitude),
            number(row.position?.accuracyMetres?.rounded(.up)), row.outcome.rawValue,
            row.candidates.map { $0.label.text(in: .greek) }.joined(separator: " | "),
        ]
    }

    /// Columns that describe where a structure is, except those that other fields use too.
    private var hiddenColumns: Set<String> {
        var hidden: Set<String> = []
        for layer in source.layers where layer.layer == .structure {
            var (places, rest) = (layer, layer)
            places.filter = [:]
            places.fields = layer.fields.filter { Self.placeFields.contains($0.key) }
            rest.geometry = .none
            rest.fields = layer.fields.filter { !Self.placeFields.contains($0.key) }
            hidden.formUnion(places.columns.subtracting(rest.columns))
        }
        return hidden
    }

    /// The mapping, with the file, its dialect and the columns of positions changed.
    private func mappingBytes(_ dialect: CSVDialect) throws -> [UInt8] {
        let old = try Data(contentsOf: URL(fileURLWithPath: oldMapping))
        guard var root = try JSONSerialization.jsonObject(with: old) as? [String: Any],
            let sources = root["sources"] as? [[String: Any]],
            var described = sources.first(where: { $0["id"] as? String == source.id }),
            let layers = described["layers"] as? [[String: Any]]
        else { throw Failure.malformed("\(oldMapping): its sources cannot be read") }
        described["file"] = URL(fileURLWithPath: out).lastPathComponent
        described["embedded"] = true
        described["sha256"] = nil
        described["csv"] = [
            "delimiter": String(UnicodeScalar(dialect.delimiter)), "encoding": "utf-8",
            "decimal": source.csv.decimal ?? ".",
        ]
        described["layers"] = layers.map { layer in
            guard layer["layer"] as? String == LayerMapping.Layer.structure.rawValue else { return layer }
            var (layer, fields) = (layer, layer["fields"] as? [String: Any] ?? [:])
            fields["accuracyMetres"] = Self.columns[2]
            layer["fields"] = fields
            layer["geometry"] = ["longitude": Self.columns[0], "latitude": Self.columns[1], "crs": "EPSG:4326"]
            return layer
        }
        root["sources"] = [described]
        for key in ["osmKinds", "calendar", "programmes"] { root[key] = nil }
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try JSONSerialization.data(withJSONObject: root, options: options)) + [0x0A]
    }
}
