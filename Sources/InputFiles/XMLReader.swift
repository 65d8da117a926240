internal import CExpat

/// A part of an XML document.
package enum XMLEvent: Hashable, Sendable {
    /// The start of an element: its namespace, which is empty when it has none, its name, and its attributes by name.
    case begin(String, namespace: String, [String: String])
    /// The end of an element.
    case end(String)
    /// A piece of text. One text may come in several pieces.
    case text(String)
}

/// The reason why a document cannot be read.
package enum XMLFault: Error, Hashable, Sendable {
    /// The document has a document type declaration, which could define entities.
    case documentType
    /// The document is not well-formed XML at this line, counted from 1.
    case notWellFormed(line: Int)
}

/// Reads XML documents with expat. It loads nothing that a document names.
package final class XMLReader {
    private let parser: OpaquePointer
    private let handle: (XMLEvent) -> Bool
    private var fault: XMLFault?
    private var isStopped = false

    private init?(_ handle: @escaping (XMLEvent) -> Bool) {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: Self.separator)) else { return nil }
        (self.parser, self.handle) = (parser, handle)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { box, name, attributes in
                guard let reader = XMLReader.of(box), let name else { return }
                let (namespace, local) = XMLReader.parts(name)
                reader.take(.begin(local, namespace: namespace, XMLReader.members(attributes)))
            },
            { box, name in
                guard let reader = XMLReader.of(box), let name else { return }
                reader.take(.end(XMLReader.parts(name).local))
            })
        XML_SetCharacterDataHandler(parser) { box, start, count in
            guard let reader = XMLReader.of(box), let start else { return }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(count))
            reader.take(.text(String(decoding: bytes, as: UTF8.self)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { box, _, _, _, _ in
            guard let reader = XMLReader.of(box) else { return }
            reader.fault = .documentType
            reader.stop()
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a document and passes its parts to `handle`, in order, until `handle` returns false.
    ///
    /// - Throws: ``XMLFault``.
    package static func read(_ bytes: [UInt8], _ handle: @escaping (XMLEvent) -> Bool) throws(XMLFault) {
        guard let reader = XMLReader(handle) else { throw .notWellFormed(line: 1) }
        let status = bytes.withUnsafeBytes { buffer in
            XML_Parse(reader.parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(buffer.count), 1)
        }
        if let fault = reader.fault { throw fault }
        guard status == XML_STATUS_OK || reader.isStopped else {
            throw .notWellFormed(line: Int(XML_GetCurrentLineNumber(reader.parser)))
        }
    }

    private func take(_ event: XMLEvent) {
        if !isStopped, !handle(event) { stop() }
    }

    private func stop() {
        isStopped = true
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// Separates namespace and name in the names that expat gives.
    private static let separator = UInt8(ascii: "|")

    private static func of(_ box: UnsafeMutableRawPointer?) -> XMLReader? {
        box.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func parts(_ name: UnsafePointer<XML_Char>) -> (namespace: String, local: String) {
        let text = String(cString: name)
        guard let cut = text.utf8.lastIndex(of: separator) else { return ("", text) }
        return (String(text[..<cut]), String(text[text.utf8.index(after: cut)...]))
    }

    private static func members(_ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) -> [String: String] {
        guard var next = list else { return [:] }
        var members: [String: String] = [:]
        while let name = next[0], let value = next[1] {
            members[parts(name).local] = String(cString: value)
            next += 2
        }
        return members
    }
}
