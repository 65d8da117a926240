/// The tags of an object in file order, packed as `key NUL value NUL …` in UTF-8.
///
/// Takes one allocation per object. A lookup compares bytes in O(bytes) and creates only the resulting string.
package struct OSMTags: Hashable, Sendable {
    /// The packed bytes; every key and every value ends with a zero byte.
    package let bytes: [UInt8]

    /// Uses bytes packed as described above; a last text without a zero byte is ignored.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Packs pairs in the given order; a zero byte within a text truncates it.
    package init(_ pairs: some Sequence<(key: String, value: String)>) {
        var bytes: [UInt8] = []
        for pair in pairs {
            bytes.append(contentsOf: pair.key.utf8.prefix { $0 != 0 })
            bytes.append(0)
            bytes.append(contentsOf: pair.value.utf8.prefix { $0 != 0 })
            bytes.append(0)
        }
        self.bytes = bytes
    }

    /// Whether the object has no tags.
    package var isEmpty: Bool { bytes.isEmpty }

    /// The tags as a dictionary; for repeated keys the first value counts.
    package var dictionary: [String: String] {
        Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension OSMTags: Sequence {
    /// Iterates over the pairs in file order.
    package struct Iterator: IteratorProtocol {
        fileprivate let bytes: [UInt8]
        fileprivate var position = 0

        /// The next key and value.
        package mutating func next() -> (key: String, value: String)? {
            guard let key = text(), let value = text() else { return nil }
            return (key, value)
        }

        private mutating func text() -> String? {
            guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else { return nil }
            defer { position = end + 1 }
            return String(decoding: bytes[position..<end], as: UTF8.self)
        }
    }

    package func makeIterator() -> Iterator { Iterator(bytes: bytes) }
}

extension OSMTags: ExpressibleByDictionaryLiteral {
    /// Packs a literal in the order written.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { (key: $0.0, value: $0.1) })
    }
}
