package import Records

/// A JSON document as a Swift literal; members keep their order.
package indirect enum JSONValue: Sendable {
    /// A text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)
    /// True or false.
    case bool(Bool)
    /// Values in order.
    case array([JSONValue])
    /// Members in order.
    case object([(String, JSONValue)])

    /// Writes the document.
    package func write(to json: inout JSONWriter) {
        switch self {
        case .string(let text): json.string(text)
        case .integer(let value): json.integer(value)
        case .number(let value): json.number(value, decimals: 6)
        case .bool(let value): json.bool(value)
        case .array(let values): json.array { json in for value in values { value.write(to: &json) } }
        case .object(let members):
            json.object { json in
                for (name, value) in members {
                    json.key(named: name)
                    value.write(to: &json)
                }
            }
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A document from a literal.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A document from a literal.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// A document from a literal.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A document from a literal.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// A document from a literal.
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
}
