/// A rule that makes rows of one layer from the records of a file.
public struct LayerMapping: Hashable, Sendable {
    /// The layers.
    public enum Layer: String, Hashable, Sendable, CaseIterable {
        case kind, municipality, area, population, place, structure, organisation, service, serviceArea, expectation
    }

    /// The origin of a row's geometry.
    public enum GeometryMapping: Hashable, Sendable {
        /// The row has none.
        case none
        /// The geometry of the GeoJSON feature.
        case feature
        /// Two columns: longitude or x, and latitude or y.
        case columns(x: String, y: String, crs: String?)
        /// One column with both numbers.
        case pair(String, isLatitudeFirst: Bool, crs: String?)
    }

    /// The layer of the row.
    public var layer: Layer
    /// For each column, the values to accept; other records are skipped.
    public var filter: [String: [String]]
    /// The geometry of the row.
    public var geometry: GeometryMapping
    /// The values by field name.
    public var fields: [String: FieldMapping]
}

/// The value of a field: a single one, or one for each key.
public enum FieldMapping: Hashable, Sendable {
    /// A single value.
    case single(FieldExpression)
    /// A value for each language tag, tag key or year.
    case keyed([String: FieldExpression])
}

/// An expression that makes a text from a record's columns.
public indirect enum FieldExpression: Hashable, Sendable {
    /// The trimmed text of a column; nil when empty.
    case column(String)
    /// A constant.
    case constant(String)
    /// A column's text, translated by a table. A text that is not in the table becomes `otherwise`, or stays when that
    /// is nil.
    case mapped(column: String, table: [String: String], otherwise: String?)
    /// The parts of a column between separators; only those in `script` when given.
    case split(column: String, separator: String, script: WritingSystem?)
    /// Texts and columns, concatenated; nil when a column is empty.
    case template([TemplatePart])
    /// A stable identifier: FNV-1a of the columns' texts.
    case hash(columns: [String], prefix: String)
    /// The first that is not nil.
    case first([FieldExpression])

    /// A piece of a template.
    public enum TemplatePart: Hashable, Sendable {
        /// A literal text.
        case text(String)
        /// A column's text.
        case column(String)
    }
}
