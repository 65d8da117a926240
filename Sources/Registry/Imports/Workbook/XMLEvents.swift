internal import CExpat

/// What an XML document consists of, in its order. Names are without namespace.
enum XMLEvent {
    /// An element begins, with its attributes by name.
    case begin(String, [String: String])
    /// An element ends.
    case end(String)
    /// A piece of text; one text may come in several.
    case text(String)
}

/// Reads XML documents through expat. A document with a type declaration is refused, so that there are no entities.
final class XMLEvents {
    private let parser: OpaquePointer
    private let handle: (XMLEvent) throws(RegistryError) -> Void
    private var failure: RegistryError?

    private init?(_ handle: @escaping (XMLEvent) throws(RegistryError) -> Void) {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: Self.separator)) else { return nil }
        (self.parser, self.handle) = (parser, handle)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { box, name, attributes in
                guard let events = XMLEvents.of(box), let name else { return }
                events.take(.begin(XMLEvents.local(name), XMLEvents.members(attributes)))
            },
            { box, name in
                guard let events = XMLEvents.of(box), let name else { return }
                events.take(.end(XMLEvents.local(name)))
            })
        XML_SetCharacterDataHandler(parser) { box, start, count in
            guard let events = XMLEvents.of(box), let start else { return }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(count))
            events.take(.text(String(decoding: bytes, as: UTF8.self)))
        }
        XML_SetStartDoctypeDeclHandler(parser) { box, _, _, _, _ in
            XMLEvents.of(box)?.stop(ImportTable.damaged("XML", "a document type declaration, which no workbook has"))
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a document and gives its events to `handle`.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` for what is not well-formed, and the errors of `handle`.
    static func read(
        _ bytes: [UInt8], _ name: String, _ handle: @escaping (XMLEvent) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        guard let events = XMLEvents(handle) else { throw RegistryError(.unavailable, at: name, "no memory") }
        let status = bytes.withUnsafeBytes { buffer in
            XML_Parse(events.parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(buffer.count), 1)
        }
        if let failure = events.failure { throw failure }
        guard status == XML_STATUS_OK else {
            throw ImportTable.damaged(
                name, "line \(XML_GetCurrentLineNumber(events.parser)): not well-formed XML")
        }
    }

    private func take(_ event: XMLEvent) {
        guard failure == nil else { return }
        do {
            try handle(event)
        } catch {
            stop(error)
        }
    }

    private func stop(_ error: RegistryError) {
        failure = error
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    /// Between namespace and name in the names that expat gives.
    private static let separator = UInt8(ascii: "|")

    private static func of(_ box: UnsafeMutableRawPointer?) -> XMLEvents? {
        box.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func local(_ name: UnsafePointer<XML_Char>) -> String {
        let text = String(cString: name)
        guard let cut = text.utf8.lastIndex(of: separator) else { return text }
        return String(text[text.utf8.index(after: cut)...])
    }

    private static func members(_ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) -> [String: String] {
        guard var next = list else { return [:] }
        var members: [String: String] = [:]
        while let name = next[0], let value = next[1] {
            members[local(name)] = String(cString: value)
            next += 2
        }
        return members
    }
}
