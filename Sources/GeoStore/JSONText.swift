package import Records

/// JSON texts as they stand in the store's columns.
package enum JSONText {
    /// An object of texts, keys in order.
    package static func object(_ texts: some Sequence<(key: String, value: String)>) -> String {
        written { json in
            json.object { json in
                for (key, value) in texts {
                    json.key(named: key)
                    json.string(value)
                }
            }
        }
    }

    /// An object of the texts by language tag.
    package static func object(_ text: LocalizedText) -> String {
        object(text.entries.map { (key: $0.tag, value: $0.text) })
    }

    /// An array of texts.
    package static func array(_ texts: [String]) -> String {
        written { json in json.array { json in for text in texts { json.string(text) } } }
    }

    /// A text as a JSON string.
    static func string(_ text: String) -> String { written { $0.string(text) } }

    private static func written(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(capacity: 128)
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The texts of an object, in file order; nothing when `json` is no object of texts.
    package static func texts(of json: String) -> [(key: String, value: String)]? {
        var lexer = JSONLexer(ByteStream(bytes: Array(json.utf8), name: "column", chunkSize: json.utf8.count))
        var texts: [(key: String, value: String)] = []
        do throws(StoreError) {
            try lexer.object { lexer, key throws(StoreError) in texts.append((key, try lexer.string())) }
            return texts
        } catch {
            return nil
        }
    }

    /// The texts of an array; nothing when `json` is no array of texts.
    package static func list(of json: String) -> [String]? {
        var lexer = JSONLexer(ByteStream(bytes: Array(json.utf8), name: "column", chunkSize: json.utf8.count))
        var texts: [String] = []
        do throws(StoreError) {
            try lexer.expect(UInt8(ascii: "["))
            if try lexer.takeIf(UInt8(ascii: "]")) { return texts }
            repeat { texts.append(try lexer.string()) } while try lexer.takeIf(UInt8(ascii: ","))
            try lexer.expect(UInt8(ascii: "]"))
            return texts
        } catch {
            return nil
        }
    }
}
