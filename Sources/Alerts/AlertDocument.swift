/// A message with the document that it was read from, which may have more: a digital signature, files, codes.
package struct AlertDocument: Hashable, Sendable {
    /// The message.
    package let alert: Alert
    /// The CAP 1.2 document.
    package let text: String

    /// Reads a document.
    ///
    /// - Throws: ``AlertFault``.
    package init(_ text: String) throws(AlertFault) {
        alert = try Alert(cap: Array(text.utf8))
        self.text = text
    }

    /// Reads a document from a file.
    ///
    /// - Throws: ``AlertFault``; also for one that is not UTF-8.
    package init(_ bytes: [UInt8]) throws(AlertFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AlertFault("alert", el: "δεν είναι UTF-8", en: "is not UTF-8")
        }
        try self.init(text)
    }

    /// Writes the document of a message.
    ///
    /// - Throws: ``AlertFault`` for a message that cannot be read as it is written.
    package init(writing alert: Alert) throws(AlertFault) {
        try self.init(String(decoding: alert.cap, as: UTF8.self))
    }
}
