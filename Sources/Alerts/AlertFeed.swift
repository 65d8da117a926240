package import Records

/// A feed of messages (RFC 4287), by which programs find them.
package enum AlertFeed {
    /// Writes a feed with all messages of a book, the newest first.
    ///
    /// - Parameters:
    ///   - address: The address of the feed.
    ///   - title: Its title, in `language`.
    ///   - updated: When the feed last changed; for a book without messages.
    ///   - link: Returns the address of a message as a CAP document.
    package static func atom(
        _ book: AlertBook, address: String, title: String, language: Language, updated: UTCInstant,
        link: (Alert) -> String
    ) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("feed", attributes: [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language.tag)]) { xml in
            xml.text("id", address)
            xml.text("title", title)
            xml.text("updated", TimeText.text(book.messages.first?.alert.key.sent.instant ?? updated))
            xml.empty("link", [("rel", "self"), ("href", address)])
            for message in book.messages.map(\.alert) {
                xml.element("entry") { xml in
                    let info = message.info(for: language)
                    xml.text("id", "urn:cap:\(message.key.word)")
                    xml.text("title", info?.title ?? message.type.rawValue)
                    xml.text("updated", TimeText.text(message.key.sent.instant))
                    xml.element("author") { $0.text("name", info?.senderName ?? message.key.sender) }
                    xml.text("summary", info?.description)
                    xml.empty(
                        "link", [("rel", "alternate"), ("type", "application/cap+xml"), ("href", link(message))])
                }
            }
        }
        return xml.bytes
    }
}

extension Alert {
    /// The information for a reader of a language, or of English, of Greek, or the first.
    ///
    /// Several in one language, of different areas or times, are all for the reader, see ``infos(for:)``.
    package func info(for language: Language) -> AlertInfo? { infos(for: language).first }

    /// All information in the language for a reader, see ``info(for:)``.
    package func infos(for language: Language) -> [AlertInfo] {
        func base(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }
        let wanted = [language.tag] + (language == .greek ? [] : ["en", "el"]) + infos.map { base($0.language) }
        let chosen = wanted.first { tag in infos.contains { base($0.language) == tag } }
        return infos.filter { base($0.language) == chosen }
    }
}

extension Alert.Key {
    /// A word for addresses, made of sender, identifier and time: 32 hexadecimal digits.
    package var word: String {
        // FNV-1a of 128 bits: it names, it does not protect.
        var hash: (high: UInt64, low: UInt64) = (0x6c62_272e_07bb_0142, 0x62b8_2175_6295_c58d)
        for byte in "\(sender),\(identifier),\(sent.instant.seconds)".utf8 {
            hash.low ^= UInt64(byte)
            // Times 2^88 + 0x13B.
            let (high, low) = hash.low.multipliedFullWidth(by: 0x13B)
            hash.high = hash.high &* 0x13B &+ high &+ (hash.low << 24)
            hash.low = low
        }
        return [hash.high, hash.low].map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
