package import Records

/// JSON texts as they stand in the store's columns.
package enum JSONText {
    /// An object of texts, keys in order.
    package static func object(_ texts: some Sequence<(key: String, value: String)>) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        var isFirst = true
        for (key, value) in texts {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            appendString(key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            appendString(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An object of the texts by language tag.
    package static func object(_ text: LocalizedText) -> String {
        object(text.entries.map { (key: $0.tag, value: $0.text) })
    }

    /// An array of texts.
    package static func array(_ texts: [String]) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            appendString(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends `text` as a JSON string.
    package static func appendString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
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
