internal import GeoIndex
internal import Records

/// `structures.plz`: the structures as columns. Those with a position come first and are in the R-tree under their row.
///
/// A class, because copying a struct of columns would retain each of them.
final class StructureFile: Sendable {
    static let kind = FileKind(literal: "STRU")
    static let name = "structures.plz"

    /// The texts of a structure, in the order of the `texts` section.
    private enum Text: Int, CaseIterable {
        case id, names, parent, municipality, address, phone, email, website, openingHours, wheelchair
        case positionNote, source, sourceDate, checkedOn, details
    }

    let count: Int
    let tree: PackedRTree
    /// Row in the table of kinds.
    let kindIndex: Column<UInt16>
    /// Row in the table of municipalities; `UInt32.max` for none.
    let municipalityIndex: Column<UInt32>
    let status: Column<UInt8>
    private let texts: TextColumn
    /// The JSON object of each structure, written once by the build and copied into every answer.
    private let documents: TextColumn
    private let longitude: Column<Double>
    private let latitude: Column<Double>
    private let accuracy: Column<Double>
    private let byID: Column<UInt32>
    /// Identifiers of structures that were merged into another, each with the identifier of that one.
    let aliases: [String: String]
    private let municipalityFirst: Column<UInt32>
    private let municipalityRows: Column<UInt32>
    /// The columns for filters.
    let services: ServiceColumns

    static func writer(_ contents: DatasetContents) -> PackedFileWriter {
        let rows = ordered(contents.structures)
        let kindRows = Dictionary(
            contents.kinds.enumerated().map { ($1.code, UInt16($0)) }, uniquingKeysWith: { first, _ in first })
        let municipalityOf = Dictionary(
            contents.municipalities.enumerated().map { ($1.municipality.code, UInt32($0)) },
            uniquingKeysWith: { first, _ in first })
        let municipality = rows.map { $0.municipality.flatMap { municipalityOf[$0] } ?? .max }

        var writer = PackedFileWriter(kind: kind)
        writer.add("texts", texts: rows.flatMap(texts(of:)))
        let kinds = Dictionary(contents.kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let municipalities = Dictionary(
            contents.municipalities.map { ($0.municipality.code, $0.municipality) },
            uniquingKeysWith: { first, _ in first })
        writer.add(
            "documents",
            texts: rows.map { structure in
                var json = JSONWriter(capacity: 1024)
                json.structure(
                    structure, of: kinds[structure.kind],
                    municipality: structure.municipality.flatMap { municipalities[$0] })
                return String(decoding: json.bytes, as: UTF8.self)
            })
        writer.add("kind", rows.map { kindRows[$0.kind] ?? .max })
        writer.add("municipality", municipality)
        writer.add("status", rows.map { UInt8(Structure.Status.allCases.firstIndex(of: $0.status) ?? 0) })
        writer.add("lon", rows.map { $0.coordinate?.longitude ?? .nan })
        writer.add("lat", rows.map { $0.coordinate?.latitude ?? .nan })
        writer.add("accuracy", rows.map { $0.accuracyMetres ?? .nan })
        writer.add(
            "aliases", texts: contents.aliases.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
        writer.add("by-id", rows.indices.sorted { rows[$0].id < rows[$1].id }.map { UInt32($0) })

        var first: [UInt32] = [0]
        var members: [UInt32] = []
        let grouped = Dictionary(grouping: rows.indices, by: { municipality[$0] })
        for index in contents.municipalities.indices {
            members += (grouped[UInt32(index)] ?? []).map { UInt32($0) }
            first.append(UInt32(members.count))
        }
        writer.add("municipality.first", first)
        writer.add("municipality.rows", members)
        ServiceColumns.write(rows, into: &writer)
        PackedRTree.build(points: rows.compactMap(\.coordinate), into: &writer, prefix: "tree")
        return writer
    }

    /// Returns the structures in the order of their rows: those with a position first, each part sorted by identifier.
    static func ordered(_ structures: [Structure]) -> [Structure] {
        structures.sorted { ($0.coordinate == nil ? 1 : 0, $0.id) < ($1.coordinate == nil ? 1 : 0, $1.id) }
    }

    private static func texts(of structure: Structure) -> [String] {
        Text.allCases.map { text in
            switch text {
            case .id: structure.id
            case .names: structure.names.packed
            case .parent: structure.parent ?? ""
            case .municipality: structure.municipality ?? ""
            case .address: structure.address.packed
            case .phone: structure.phone ?? ""
            case .email: structure.email ?? ""
            case .website: structure.website ?? ""
            case .openingHours: structure.openingHours ?? ""
            case .wheelchair: structure.wheelchair ?? ""
            case .positionNote: structure.positionNote.packed
            case .source: structure.source ?? ""
            case .sourceDate: structure.sourceDate ?? ""
            case .checkedOn: structure.checkedOn ?? ""
            case .details: structure.details.packed
            }
        }
    }

    init(_ file: PackedFile, kinds: Int, municipalities: Int) throws(PackedFileError) {
        texts = try file.texts("texts")
        documents = try file.texts("documents")
        aliases = Dictionary(
            try file.records("aliases", of: 2).map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        kindIndex = try file.column("kind", as: UInt16.self)
        municipalityIndex = try file.column("municipality", as: UInt32.self)
        status = try file.column("status", as: UInt8.self)
        longitude = try file.column("lon", as: Double.self)
        latitude = try file.column("lat", as: Double.self)
        accuracy = try file.column("accuracy", as: Double.self)
        byID = try file.column("by-id", as: UInt32.self)
        municipalityFirst = try file.column("municipality.first", as: UInt32.self)
        municipalityRows = try file.column("municipality.rows", as: UInt32.self)
        tree = try PackedRTree(file: file, prefix: "tree")
        services = try ServiceColumns(file, count: kindIndex.count)
        let count = kindIndex.count
        self.count = count
        try file.require(
            texts.count == count * Text.allCases.count && documents.count == count
                && [municipalityIndex.count, status.count, longitude.count, latitude.count, accuracy.count, byID.count]
                    .allSatisfy { $0 == count }
                && tree.count <= count,
            "structures", "sections of one length")
        try file.require(kindIndex.allSatisfy { Int($0) < kinds }, "structures", "kinds that the dataset has")
        try file.require(
            municipalityIndex.allSatisfy { $0 == .max || Int($0) < municipalities }
                && municipalityFirst.count == municipalities + 1
                && municipalityFirst.rises(to: municipalityRows.count),
            "structures", "municipalities that the dataset has")
        try file.require(
            byID.allSatisfy { Int($0) < count } && municipalityRows.allSatisfy { Int($0) < count },
            "structures", "row numbers of the table")
    }

    /// Returns the structure in `row`. O(1); allocates its texts.
    func structure(at row: Int, kinds: [StructureKind]) -> Structure {
        func text(_ text: Text) -> String { texts[row * Text.allCases.count + text.rawValue] }
        return Structure(
            id: text(.id), kind: kinds[Int(kindIndex[row])].code, names: LocalizedText(packed: text(.names)),
            parent: text(.parent).orNil, municipality: text(.municipality).orNil,
            address: LocalizedText(packed: text(.address)), phone: text(.phone).orNil, email: text(.email).orNil,
            website: text(.website).orNil, openingHours: text(.openingHours).orNil,
            wheelchair: text(.wheelchair).orNil, status: status(at: row), coordinate: coordinate(at: row),
            accuracyMetres: accuracyMetres(at: row),
            positionNote: LocalizedText(packed: text(.positionNote)), source: text(.source).orNil,
            sourceDate: text(.sourceDate).orNil, checkedOn: text(.checkedOn).orNil,
            details: details(at: row))
    }

    /// Returns the details of the structure in `row`.
    func details(at row: Int) -> StructureDetails {
        StructureDetails(packed: texts[row * Text.allCases.count + Text.details.rawValue])
    }

    /// Returns the identifier of the structure in `row`.
    func id(at row: Int) -> String { texts[row * Text.allCases.count] }

    /// Returns the radius in metres around the position of the structure in `row` within which the true one lies; nil
    /// when the position is exact.
    func accuracyMetres(at row: Int) -> Double? { accuracy[row].isNaN ? nil : accuracy[row] }

    /// Writes the JSON object of the structure in `row`. Copies its bytes.
    func writeDocument(at row: Int, to json: inout JSONWriter) {
        documents.withUTF8(at: row) { json.raw($0) }
    }

    /// Whether the structure at `row` has a telephone number.
    func hasPhone(_ row: Int) -> Bool {
        texts.withUTF8(at: row * Text.allCases.count + Text.phone.rawValue) { !$0.isEmpty }
    }

    /// Whether the structure at `row` has an address.
    func hasAddress(_ row: Int) -> Bool {
        texts.withUTF8(at: row * Text.allCases.count + Text.address.rawValue) { !$0.isEmpty }
    }

    /// When the record at `row` was checked, else the date of its source, as `2020`, `2020-03` or `2020-03-15`; nil when
    /// neither is known.
    func recordDate(_ row: Int) -> String? {
        for field in [Text.checkedOn, .sourceDate] {
            let text = texts[row * Text.allCases.count + field.rawValue]
            if !text.isEmpty { return text }
        }
        return nil
    }

    /// The position of the structure at `row`.
    func coordinate(at row: Int) -> Coordinate? {
        longitude[row].isNaN ? nil : Coordinate(longitude: longitude[row], latitude: latitude[row])
    }

    /// Returns the status of the structure in `row`. An invalid value counts as closed, so that people are not sent
    /// there.
    func status(at row: Int) -> Structure.Status {
        let index = Int(status[row])
        return index < Self.statuses.count ? Self.statuses[index] : .closed
    }

    private static let statuses = Structure.Status.allCases

    /// Returns the row of the structure with this identifier, or nil. O(log n).
    func row(id: String) -> Int? {
        var low = 0
        var high = byID.count
        while low < high {
            let middle = (low + high) / 2
            if texts[Int(byID[middle]) * Text.allCases.count] < id { low = middle + 1 } else { high = middle }
        }
        if low < byID.count, texts[Int(byID[low]) * Text.allCases.count] == id { return Int(byID[low]) }
        // An alias of an alias is not followed.
        return aliases[id].flatMap { $0 == id || aliases[$0] != nil ? nil : row(id: $0) }
    }

    /// Returns whether people may be sent to the structure in `row` on the day with this number.
    func isOffered(_ row: Int, onDay day: Int) -> Bool {
        status(at: row).isOffered && services.isDated(row, onDay: day)
    }

    /// All rows, sorted by identifier.
    var rowsByID: some Sequence<Int> { byID.lazy.map { Int($0) } }
}
