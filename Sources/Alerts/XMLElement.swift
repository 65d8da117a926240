internal import InputFiles

/// An element of an XML document with what it contains.
struct XMLElement {
    var name: String
    var namespace: String
    /// The text directly in the element, without white space at both ends.
    var text = ""
    var children: [XMLElement] = []

    /// The greatest depth and number of elements of a document.
    private static let (mostDepth, mostElements) = (16, 20_000)

    /// Reads a document.
    ///
    /// - Throws: ``AlertFault`` when it is not well-formed, too large, or has a document type declaration.
    static func read(_ bytes: [UInt8]) throws(AlertFault) -> XMLElement {
        var (stack, count): ([XMLElement], Int) = ([], 0)
        var root: XMLElement?
        var isTooLarge = false
        do {
            try XMLReader.read(bytes) { event in
                switch event {
                case .begin(let name, let namespace, _):
                    count += 1
                    isTooLarge = count > mostElements || stack.count >= mostDepth
                    stack.append(XMLElement(name: name, namespace: namespace))
                case .text(let piece):
                    if !stack.isEmpty { stack[stack.count - 1].text += piece }
                case .end:
                    var done = stack.removeLast()
                    done.text = done.text.trimmed
                    if stack.isEmpty { root = done } else { stack[stack.count - 1].children.append(done) }
                }
                return !isTooLarge
            }
        } catch {
            switch error {
            case .documentType:
                throw AlertFault(
                    "line 1", el: "έχει δήλωση τύπου εγγράφου, που δεν επιτρέπεται",
                    en: "has a document type declaration, which is not allowed")
            case .notWellFormed(let line):
                throw AlertFault("line \(line)", el: "δεν είναι έγκυρο XML", en: "is not well-formed XML")
            }
        }
        guard !isTooLarge, let root else {
            throw AlertFault("alert", el: "έχει υπερβολικά πολλά στοιχεία", en: "has too many elements")
        }
        return root
    }
}

extension String {
    /// The text without white space at both ends.
    var trimmed: String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        let bytes = utf8.drop(while: isSpace)
        guard let last = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(Substring(bytes[...last]))
    }
}
