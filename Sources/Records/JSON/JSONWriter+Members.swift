public import GeoIndex

/// Whole members: a name and its value, or null without a value.
extension JSONWriter {
    /// Writes `name` and a string or null.
    public mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    /// Writes `name` and a whole number or null.
    public mutating func member(_ name: StaticString, _ value: Int?) {
        key(name)
        if let value { integer(value) } else { null() }
    }

    /// Writes `name` and true or false.
    public mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes `name` and a number rounded to `decimals`, or null.
    public mutating func member(_ name: StaticString, _ value: Double?, decimals: Int) {
        key(name)
        if let value { number(value, decimals: decimals) } else { null() }
    }

    /// Writes `name` and a text as ``text(_:)`` does.
    public mutating func member(_ name: StaticString, _ value: LocalizedText) {
        key(name)
        text(value)
    }

    /// Writes a member whose value is a message in Greek and English.
    public mutating func member(_ name: StaticString, _ value: Phrase) {
        key(name)
        object { json in
            json.member("el", value.greek)
            json.member("en", value.english)
        }
    }

    /// Writes `name` and an array of strings.
    public mutating func member(_ name: StaticString, _ values: [String]) {
        key(name)
        array { json in for value in values { json.string(value) } }
    }

    /// Writes `lon` and `lat` in degrees to seven decimals (about a centimetre), or null without a position. Nine
    /// decimals are written when texts are kept exact.
    public mutating func members(of coordinate: Coordinate?) {
        member("lon", coordinate?.longitude, decimals: keepsTextsExact ? 9 : 7)
        member("lat", coordinate?.latitude, decimals: keepsTextsExact ? 9 : 7)
    }

    /// Writes a text as an object with one member per language, or null when it is empty.
    ///
    /// Unless texts are kept exact, `el` and `en` are always present: a missing one holds the text of another language,
    /// and the member `fallback` lists its tag (both tags with a blank between them when both are missing).
    public mutating func text(_ value: LocalizedText) {
        guard !value.isEmpty else {
            null()
            return
        }
        object { json in
            let isExact = json.keepsTextsExact
            if !isExact {
                json.member("el", value.text(in: "el"))
                json.member("en", value.text(in: "en"))
            }
            for entry in value.entries where isExact || (entry.tag != "el" && entry.tag != "en") {
                json.key(named: entry.tag)
                json.string(entry.text)
            }
            let missing = isExact || value["und"] != nil ? [] : ["el", "en"].filter { value[$0] == nil }
            if !missing.isEmpty { json.member("fallback", missing.joined(separator: " ")) }
        }
    }
}

extension JSONWriter {
    /// Writes a value that was read; numbers to nine decimals.
    package mutating func value(_ json: StrictJSON) {
        switch json {
        case .null: null()
        case .bool(let value): bool(value)
        case .number(let value): number(value, decimals: 9)
        case .string(let text): string(text)
        case .array(let values): array { writer in for value in values { writer.value(value) } }
        case .object(let members):
            object { writer in
                for member in members {
                    writer.key(named: member.key)
                    writer.value(member.value)
                }
            }
        }
    }
}

extension StrictJSON {
    /// The value as JSON.
    package var text: String {
        var json = JSONWriter()
        json.value(self)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
