internal import Records

/// Makes the rows of a layer from records and writes them.
struct LayerWriter {
    /// The result for a record.
    enum Outcome {
        /// The row was written.
        case accepted
        /// The filter skipped the record.
        case skipped
        /// The record was rejected, with the reason.
        case rejected(String)
    }

    private let mapping: LayerMapping
    private let fields: [LayerFields.Field]
    private let decimal: Character
    private let isSketch: Bool
    /// The transformation from the reference system of coordinate columns; GeoJSON geometries are transformed before.
    private let transform: CoordinateTransform?

    init(_ mapping: LayerMapping, of source: SourceDescription) throws(StoreError) {
        self.mapping = mapping
        fields = LayerFields.of(mapping.layer)
        decimal = source.csv.decimal?.first ?? "."
        isSketch = source.isSketch
        switch mapping.geometry {
        case .none, .feature: transform = nil
        case .columns(_, _, let crs), .pair(_, _, let crs):
            transform = try CoordinateTransform(from: crs ?? source.crs ?? "EPSG:4326")
        }
    }

    /// Writes the row, or rows, for `record`.
    func write(_ record: InputRecord, to writer: FeatureWriter) throws -> Outcome {
        for (column, texts) in mapping.filter {
            guard let text = record[column], texts.contains(text) else { return .skipped }
        }
        var row = LayerRow()
        for field in fields {
            if let reason = add(field, of: record, to: &row) {
                return .rejected(try shown(reason, of: row, by: writer))
            }
        }
        let geometry: [UInt8]?
        switch LayerGeometry(mapping, transform: transform, decimal: decimal).blob(of: record) {
        case .success(let blob): geometry = blob
        case .failure(let refusal):
            return .rejected(try shown(refusal.reason, of: row, by: writer))
        }
        for note in row.notes { try writer.note(at: record.position, try shown(note, of: row, by: writer)) }
        try write(row, geometry: geometry, at: record.position, to: writer)
        return .accepted
    }

    /// A reason as it may be printed: without the value that was found when the row must not be located, because that value may
    /// say where it is.
    private func shown(_ reason: String, of row: LayerRow, by writer: FeatureWriter) throws -> String {
        guard mapping.layer == .structure else { return reason }
        // A row whose kind is not read yet has an unknown one, which must not be located.
        var kind = ""
        if let place = fields.firstIndex(where: { $0.name == "kind" }), row.values.indices.contains(place),
            case .text(let code) = row.values[place]
        {
            kind = code
        }
        let isWithheld = try writer.locationRule().withholds(kind: kind, isMarked: row.isMarked)
        return isWithheld ? RejectCheck.withoutValue(reason) : reason
    }

    private func write(_ row: LayerRow, geometry: [UInt8]?, at position: String, to writer: FeatureWriter) throws {
        let place = SQLValue.text(position)
        switch mapping.layer {
        case .population:
            let code = row.values[0]
            for (year, total) in row.years {
                try writer.insert(.population, [code, .integer(Int64(year)), .integer(Int64(total)), place])
            }
        case .area: try writer.insert(.area, row.values + [.flag(isSketch), place], geometry: geometry)
        case .serviceArea: try writer.insert(.serviceArea, row.values + [place], geometry: geometry)
        case .kind, .municipality, .place, .structure, .organisation, .service, .expectation:
            try writer.insert(mapping.layer.table, row.values + [place], geometry: geometry)
        }
    }

    /// Adds the field's value. Returns the reason why the row cannot be used, or nil.
    private func add(_ field: LayerFields.Field, of record: InputRecord, to row: inout LayerRow) -> String? {
        if let detail = field.detail {
            addDetail(detail, of: record, to: &row)
            return row.refusal
        }
        switch mapping.fields[field.name] {
        case .single(let expression)?:
            switch field.type {
            case .list: row.addList(expression.list(in: record))
            default: row.add(expression.text(in: record), as: field, decimal: decimal)
            }
        case .keyed(let expressions)?:
            var texts: [String: String] = [:]
            for (key, expression) in expressions { texts[key] = expression.text(in: record) }
            if field.type == .years {
                row.addYears(texts, decimal: decimal)
            } else {
                row.addTexts(LocalizedText(texts))
            }
        case nil: row.addDefault(for: field)
        }
        guard field.isRequired, row.values.last == .null else { return row.refusal }
        return row.refusal ?? "lacks \(field.name)"
    }

    /// Adds a detail, which is stored among the row's tags.
    private func addDetail(_ detail: DetailField, of record: InputRecord, to row: inout LayerRow) {
        switch mapping.fields[detail.rawValue] {
        case .single(let expression)?:
            let text =
                detail.type == .list
                ? expression.list(in: record).joined(separator: DetailField.separator) : expression.text(in: record)
            row.addDetail(detail, text ?? "", language: nil)
        case .keyed(let expressions)?:
            for (language, expression) in expressions.sorted(by: { $0.key < $1.key }) {
                row.addDetail(detail, expression.text(in: record) ?? "", language: language)
            }
        case nil: break
        }
    }
}
