internal import Records

/// Filters of style layers, in the older form of the style specification: the only one that all versions of QGIS read.
enum StyleFilter {
    /// Features whose `property` is one of `values`.
    static func oneOf(_ property: String, _ values: [String]) -> String { list("in", property, values) }

    /// Features whose `property` is none of `values`.
    static func noneOf(_ property: String, _ values: [String]) -> String { list("!in", property, values) }

    /// Features that have `property`.
    static func has(_ property: String) -> String { list("has", property, []) }

    /// Features without `property`.
    static func lacks(_ property: String) -> String { list("!has", property, []) }

    /// Features that pass all filters; nil when there are none.
    static func all(_ filters: [String]) -> String? {
        filters.count < 2 ? filters.first : "[\"all\",\(filters.joined(separator: ","))]"
    }

    /// The member `filter` of a layer with a comma after it; empty when there are no filters.
    static func member(_ filters: [String]) -> String { all(filters).map { "\"filter\":\($0)," } ?? "" }

    private static func list(_ operation: String, _ property: String, _ values: [String]) -> String {
        var json = JSONWriter(capacity: 256)
        json.array { json in for text in [operation, property] + values { json.string(text) } }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
