/// How one kind of row is made of each record of a file.
public struct LayerMapping: Hashable, Sendable {
    /// The kinds of row.
    public enum Layer: String, Hashable, Sendable, CaseIterable {
        case kind, municipality, area, population, place, structure, organisation, service, serviceArea, expectation
    }

    /// Where the geometry of a row comes from.
    public enum GeometryMapping: Hashable, Sendable {
        /// Nowhere.
        case none
        /// The GeoJSON feature's own.
        case feature
        /// Two columns: longitude or x, and latitude or y.
        case columns(x: String, y: String, crs: String?)
        /// One column with both numbers.
        case pair(String, isLatitudeFirst: Bool, crs: String?)
    }

    /// The kind of row.
    public var layer: Layer
    /// Column to the texts that are let through; others are skipped.
    public var filter: [String: [String]]
    /// Geometry of the row.
    public var geometry: GeometryMapping
    /// Values by field name.
    public var fields: [String: FieldMapping]
}

/// One field's value: a text or list, or a text for each key.
public enum FieldMapping: Hashable, Sendable {
    /// One value.
    case single(FieldExpression)
    /// A value per language tag, tag key or year.
    case keyed([String: FieldExpression])
}

/// How a text is made of a record's columns.
public indirect enum FieldExpression: Hashable, Sendable {
    /// The trimmed text of a column, absent when empty.
    case column(String)
    /// A constant.
    case constant(String)
    /// A column's text replaced by a table; without a default an unknown text stays.
    case mapped(column: String, table: [String: String], otherwise: String?)
    /// The parts of a column between separators, those of one script only when it is given.
    case split(column: String, separator: String, script: WritingSystem?)
    /// Texts and columns one after the other; absent when one of the columns is.
    case template([TemplatePart])
    /// A stable identifier: FNV-1a of the columns' texts.
    case hash(columns: [String], prefix: String)
    /// The first that is present.
    case first([FieldExpression])

    /// A piece of a template.
    public enum TemplatePart: Hashable, Sendable {
        /// Text that stands as it is.
        case text(String)
        /// A column's text.
        case column(String)
    }
}
