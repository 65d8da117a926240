/// The rule for addresses of pages that people enter and others follow.
package enum WebAddress {
    /// The most characters of an address.
    package static let limit = 500

    /// Whether a text is an address of a page on the web: with the scheme `https` or `http`, a host, and nothing that could
    /// end it early in a document.
    package static func isValid(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix), text.count <= limit else {
            return false
        }
        let rest = text.dropFirst(scheme.count)
        guard let first = rest.first, !"/?#.:@".contains(first) else { return false }
        return rest.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && !"<>\"'\\".unicodeScalars.contains(scalar)
                && ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
                    scalar.properties.generalCategory)
        }
    }
}
