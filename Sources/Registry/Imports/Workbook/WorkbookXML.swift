internal import InputFiles

/// Reads the XML documents of a workbook.
enum WorkbookXML {
    /// Reads a document and passes its parts to `handle`, in order.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - name: Its name, for errors.
    /// - Throws: ``RegistryError`` with the code `invalid` for a document that is not well-formed or has a type
    ///   declaration, and the errors of `handle`.
    static func read(
        _ bytes: [UInt8], _ name: String, _ handle: @escaping (XMLEvent) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        var failure: RegistryError?
        do {
            try XMLReader.read(bytes) { event in
                do throws(RegistryError) {
                    try handle(event)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            switch error {
            case .documentType:
                throw ImportTable.damaged("XML", "a document type declaration, which no workbook has")
            case .notWellFormed(let line):
                throw ImportTable.damaged(name, "line \(line): not well-formed XML")
            }
        }
        if let failure { throw failure }
    }
}
