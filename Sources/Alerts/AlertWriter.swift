internal import GeoIndex

extension Alert {
    /// The message as a CAP 1.2 document, which ``init(cap:)`` reads as an equal message.
    package var cap: [UInt8] {
        var xml = XMLWriter()
        xml.element("alert", attributes: [("xmlns", Self.namespace)]) { xml in
            xml.text("identifier", key.identifier)
            xml.text("sender", key.sender)
            xml.text("sent", key.sent.text)
            xml.text("status", status.rawValue)
            xml.text("msgType", type.rawValue)
            xml.text("source", source)
            xml.text("scope", scope.rawValue)
            xml.text("note", note)
            xml.text("references", references.isEmpty ? nil : references.map(\.text).joined(separator: " "))
            for info in infos { xml.element("info") { info.write(to: &$0) } }
        }
        return xml.bytes
    }
}

extension AlertInfo {
    fileprivate func write(to xml: inout XMLWriter) {
        xml.text("language", language)
        for category in categories { xml.text("category", category.rawValue) }
        xml.text("event", event)
        for response in responses { xml.text("responseType", response.rawValue) }
        xml.text("urgency", urgency.rawValue)
        xml.text("severity", severity.rawValue)
        xml.text("certainty", certainty.rawValue)
        xml.text("audience", audience)
        for code in eventCodes { xml.pair("eventCode", code) }
        xml.text("effective", effective?.text)
        xml.text("onset", onset?.text)
        xml.text("expires", expires?.text)
        xml.text("senderName", senderName)
        xml.text("headline", headline)
        xml.text("description", description)
        xml.text("instruction", instruction)
        xml.text("web", web)
        xml.text("contact", contact)
        for parameter in parameters { xml.pair("parameter", parameter) }
        for area in areas { xml.element("area") { area.write(to: &$0) } }
    }
}

extension AlertArea {
    fileprivate func write(to xml: inout XMLWriter) {
        // Numbers in full, so that the area is the same when read. Less than 0.0001 would have an exponent.
        func degrees(_ number: Double) -> String { abs(number) < 1e-4 ? "0.0" : "\(number)" }
        func place(_ position: Coordinate) -> String { "\(degrees(position.latitude)),\(degrees(position.longitude))" }
        xml.text("areaDesc", text)
        for ring in polygons { xml.text("polygon", ring.map(place).joined(separator: " ")) }
        for circle in circles { xml.text("circle", "\(place(circle.centre)) \(circle.radiusMetres / 1000)") }
        for code in geocodes { xml.pair("geocode", code) }
    }
}

/// Writes an XML document.
struct XMLWriter {
    private(set) var bytes = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + [0x0A]
    private var depth = 0

    /// Writes an element with the elements that `body` writes.
    mutating func element(
        _ name: String, attributes: [(String, String)] = [], _ body: (inout XMLWriter) -> Void
    ) {
        let attributes = attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined()
        line("<\(name)\(attributes)>")
        depth += 1
        body(&self)
        depth -= 1
        line("</\(name)>")
    }

    /// Writes an element with a text; nothing for nil.
    mutating func text(_ name: String, _ text: String?, attributes: [(String, String)] = []) {
        guard let text else { return }
        let attributes = attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined()
        line("<\(name)\(attributes)>\(Self.escaped(text))</\(name)>")
    }

    /// Writes an element without content.
    mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        line("<\(name)\(attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined())/>")
    }

    fileprivate mutating func pair(_ name: String, _ pair: AlertInfo.Pair) {
        element(name) { xml in
            xml.text("valueName", pair.name)
            xml.text("value", pair.value)
        }
    }

    private mutating func line(_ text: String) {
        bytes += [UInt8](repeating: 0x20, count: depth * 2) + Array(text.utf8) + [0x0A]
    }

    /// The text with the characters of markup as references, and without characters that XML 1.0 does not have.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#13;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
