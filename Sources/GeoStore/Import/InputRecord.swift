internal import Foundation

/// A record of a file as seen by a mapping: texts by column, and possibly a geometry.
struct InputRecord {
    /// The origin of the texts.
    enum Content {
        /// The fields of a CSV record, and the index of each column.
        case fields([String], index: [String: Int])
        /// The properties of a feature.
        case properties([String: String])
    }

    /// The position: `file:line`, or the byte offset and line of a feature.
    var position: String
    var content: Content
    /// The feature's geometry, in WGS 84.
    var geometry: GeoJSONGeometry?

    /// The trimmed text of a column; nil when it is empty or absent.
    subscript(column: String) -> String? {
        let text: String?
        switch content {
        case .fields(let fields, let index): text = index[column].flatMap { $0 < fields.count ? fields[$0] : nil }
        case .properties(let properties): text = properties[column]
        }
        guard let text, !text.isEmpty else { return nil }
        guard Self.isBlank(text.unicodeScalars.first) || Self.isBlank(text.unicodeScalars.last) else { return text }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.value < 0x80 ? scalar.value <= 0x20 : scalar.properties.isWhitespace
    }
}

extension FieldExpression {
    /// The text for `record`; nil when a column it needs is absent or the text is empty.
    func text(in record: InputRecord) -> String? {
        rawText(in: record).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func rawText(in record: InputRecord) -> String? {
        switch self {
        case .column(let column): return record[column]
        case .constant(let text): return text
        case .mapped(let column, let table, let otherwise):
            guard let text = record[column] else { return otherwise }
            return table[text] ?? otherwise ?? text
        case .split: return list(in: record).first
        case .template(let parts):
            var text = ""
            for part in parts {
                switch part {
                case .text(let piece): text += piece
                case .column(let column):
                    guard let piece = record[column] else { return nil }
                    text += piece
                }
            }
            return text
        case .hash(let columns, let prefix):
            guard columns.contains(where: { record[$0] != nil }) else { return nil }
            return prefix + StableHash.hexDigits(of: columns.map { record[$0] ?? "" })
        case .first(let choices): return choices.lazy.compactMap { $0.text(in: record) }.first
        }
    }

    /// The list of texts for `record`.
    func list(in record: InputRecord) -> [String] {
        switch self {
        case .split(let column, let separator, let script):
            guard let text = record[column] else { return [] }
            return text.components(separatedBy: separator)
                .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
                .filter { !$0.isEmpty && (script?.isScript(of: $0) ?? true) }
        case .first(let choices): return choices.lazy.map { $0.list(in: record) }.first { !$0.isEmpty } ?? []
        default: return text(in: record).map { [$0] } ?? []
        }
    }
}
