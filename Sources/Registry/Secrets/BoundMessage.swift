/// Fields in a form in which no two different lists of fields give the same bytes: what is signed, authenticated or bound
/// to a ciphertext.
package struct BoundMessage: Sendable {
    /// The bytes so far.
    package private(set) var bytes: [UInt8]

    /// Starts a message of a use, such as `plision-audit-1`, so that no message of one use is one of another.
    package init(_ use: String) {
        bytes = []
        append(use)
    }

    /// Appends a whole number as 8 bytes, the highest first.
    package mutating func append(_ number: Int) {
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends bytes after their count; nil as the count -1.
    package mutating func append(_ field: [UInt8]?) {
        append(field?.count ?? -1)
        bytes.append(contentsOf: field ?? [])
    }

    /// Appends a text in UTF-8 after the count of its bytes; nil as the count -1.
    package mutating func append(_ field: String?) {
        append(field.map { Array($0.utf8) })
    }
}
