internal import InputFiles
package import Records

/// JSON texts as stored in columns.
package enum JSONText {
    /// Encodes an object of texts; keys keep their order.
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

    /// Encodes the texts by language tag.
    package static func object(_ text: LocalizedText) -> String {
        object(text.entries.map { (key: $0.tag, value: $0.text) })
    }

    /// Encodes an array of texts.
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

    /// Parses an object of texts, in file order; nil when `json` is not one.
    package static func texts(of json: String) -> [(key: String, value: String)]? {
        var lexer = JSONLexer(ByteStream(bytes: Array(json.utf8), name: "column", chunkSize: json.utf8.count))
        var texts: [(key: String, value: String)] = []
        do throws(InputError) {
            try lexer.object { lexer, key throws(InputError) in texts.append((key, try lexer.string())) }
            return texts
        } catch {
            return nil
        }
    }

    /// Parses an array of texts; nil when `json` is not one.
    package static func list(of json: String) -> [String]? {
        var lexer = JSONLexer(ByteStream(bytes: Array(json.utf8), name: "column", chunkSize: json.utf8.count))
        var texts: [String] = []
        do throws(InputError) {
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
