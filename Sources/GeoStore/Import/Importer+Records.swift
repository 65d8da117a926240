internal import InputFiles

extension Importer {
    /// Reads a CSV or GeoJSON file and writes the rows of all its layers.
    func readRecords(
        _ input: ImportInput, into writer: FeatureWriter, _ result: inout ImportResult, _ facts: inout SourceFacts
    ) throws {
        var layers: [LayerWriter] = []
        for mapping in input.source.layers { layers.append(try LayerWriter(mapping, of: input.source)) }
        let stream = try ByteStream(path: input.path)
        let sink = RecordSink(layers: layers, writer: writer)
        if input.source.reader == .csv {
            try readCSV(stream, input, into: sink, &result)
        } else {
            try readGeoJSON(stream, input, into: sink, &result, &facts)
        }
        result.read = sink.read
        result.skipped = sink.skipped
    }

    private func readCSV(
        _ stream: ByteStream, _ input: ImportInput, into sink: RecordSink, _ result: inout ImportResult
    ) throws {
        let source = input.source
        let dialect = try CSVDialect.detect(
            try ByteStream(path: input.path), delimiter: source.csv.delimiter,
            encoding: source.csv.encoding)
        result.notes.append(dialect.summary)
        if let crs = source.crs { result.notes.append("coordinates in \(crs)") }
        var reader = CSVReader(stream, dialect: dialect)
        guard let header = try reader.next() else {
            throw StoreError(.inputMalformed, at: "\(input.path):1", "expected a line of column names, found none")
        }
        if let problem = header.problem {
            throw StoreError(.inputMalformed, at: "\(input.path):\(header.line)", "the column names: \(problem)")
        }
        let names = header.fields.map(\.trimmed)
        var index: [String: Int] = [:]
        for (place, name) in names.enumerated() where index[name] == nil { index[name] = place }
        try checkColumns(of: source, among: names, at: "\(input.path):\(header.line)")
        while let record = try reader.next() {
            try sink.takeTurn { rows in try progressed(source.id, stream, rows) }
            let position = "\(input.fileName):\(record.line)"
            if let problem = record.problem {
                try sink.reject(at: position, problem)
            } else if record.fields.count != header.fields.count {
                try sink.reject(
                    at: position, "expected \(header.fields.count) fields, found \(record.fields.count)")
            } else {
                try sink.write(
                    InputRecord(position: position, content: .fields(record.fields, index: index), geometry: nil))
            }
        }
    }

    /// Refuses a mapping that names a column that the file does not have, or has twice.
    private func checkColumns(of source: SourceDescription, among names: [String], at place: String) throws(StoreError)
    {
        for column in source.layers.reduce(into: Set<String>(), { $0.formUnion($1.columns) }).sorted() {
            let count = names.count { $0 == column }
            guard count != 1 else { continue }
            throw StoreError(
                .inputMalformed, at: place,
                "expected one column \"\(column)\" as sources.json says, found \(count); the columns are "
                    + names.joined(separator: ", "))
        }
    }

    private func readGeoJSON(
        _ stream: ByteStream, _ input: ImportInput, into sink: RecordSink, _ result: inout ImportResult,
        _ facts: inout SourceFacts
    ) throws {
        let source = input.source
        var reader = GeoJSONReader(stream)
        var reference = FileReferenceSystem(declared: source.crs)
        var columns = source.layers.reduce(into: Set<String>()) { $0.formUnion($1.columns) }
        while let feature = try reader.next() {
            try sink.takeTurn { rows in try progressed(source.id, stream, rows) }
            let position = "\(input.fileName), byte \(feature.offset) (line \(feature.line))"
            if let problem = feature.problem {
                try sink.reject(at: position, problem)
                continue
            }
            var geometry = feature.geometry
            if geometry != nil {
                let transform = try reference.transform(reader, at: stream.name)
                geometry?.changePositions(transform.transform)
            }
            if !columns.isEmpty { columns.subtract(feature.properties.keys) }
            try sink.write(
                InputRecord(position: position, content: .properties(feature.properties), geometry: geometry))
        }
        try reference.check(reader, at: stream.name)
        facts.referenceSystem = reference.used
        if let used = reference.used { result.notes.append("coordinates in \(used)") }
        if !columns.isEmpty, sink.read > 0 {
            result.notes.append("no feature has the properties \(columns.sorted().joined(separator: ", "))")
        }
    }

    private func progressed(_ source: String, _ stream: ByteStream, _ rows: Int) throws(StoreError) {
        let fraction = stream.totalBytes.map { $0 > 0 ? min(1, Double(stream.offset) / Double($0)) : 1 }
        try report(source, .reading, fraction, rows)
    }
}

/// Passes records to the layers of a source and counts the results.
final class RecordSink {
    private(set) var read = 0
    private(set) var skipped = 0
    private let layers: [LayerWriter]
    private let writer: FeatureWriter

    init(layers: [LayerWriter], writer: FeatureWriter) {
        self.layers = layers
        self.writer = writer
    }

    /// Counts a record; calls `report` with the number of rows written at the first record and every thousandth.
    func takeTurn(_ report: (Int) throws -> Void) throws {
        if read % 1000 == 0 { try report(writer.accepted) }
        read += 1
    }

    func reject(at position: String, _ reason: String) throws {
        try writer.reject(at: position, reason)
    }

    /// Writes the rows of all layers; a record is rejected once for each layer that refuses it.
    func write(_ record: InputRecord) throws {
        var isSkipped = true
        for layer in layers {
            switch try layer.write(record, to: writer) {
            case .accepted: isSkipped = false
            case .skipped: break
            case .rejected(let reason):
                isSkipped = false
                try writer.reject(at: record.position, reason)
            }
        }
        if isSkipped { skipped += 1 }
    }
}

extension String {
    /// The text without surrounding blanks.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
