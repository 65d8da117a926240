internal import WebSupport

/// Abbreviations for JSON Schema (2020-12).
enum Schema {
    static let text: JSONValue = ["type": "string"]
    static let flag: JSONValue = ["type": "boolean"]
    static let whole: JSONValue = ["type": "integer", "minimum": 0]
    static let longitude: JSONValue = ["type": "number", "minimum": -180, "maximum": 180]
    static let latitude: JSONValue = ["type": "number", "minimum": -90, "maximum": 90]
    static let size: JSONValue = ["type": "number", "minimum": 0]

    /// A reference to a schema under `components/schemas`.
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    static func optional(_ schema: JSONValue) -> JSONValue { ["oneOf": [schema, ["type": "null"]]] }

    static func list(_ schema: JSONValue) -> JSONValue { ["type": "array", "items": schema] }

    static func choice(_ values: [String]) -> JSONValue {
        ["type": "string", "enum": .array(values.map { .string($0) })]
    }

    /// An object whose members are all required.
    static func record(_ members: [(String, JSONValue)]) -> JSONValue {
        [
            "type": "object", "required": .array(members.map { .string($0.0) }), "properties": .object(members),
        ]
    }
}
