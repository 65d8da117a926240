internal import Glibc

extension OSMTags {
    /// The value of `key`; the first one when a damaged file has several. O(bytes); allocates only the result.
    package subscript(key: String) -> String? {
        range(of: key).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// Whether the object has the key `key`.
    package func has(_ key: String) -> Bool { range(of: key) != nil }

    /// Whether the object has the key `key` with exactly `value`.
    package func has(_ key: String, _ value: String) -> Bool {
        guard let range = range(of: key) else { return false }
        return bytes[range].elementsEqual(value.utf8)
    }

    /// The value of `key` without surrounding white space; nil when that is empty.
    package func text(_ key: String) -> String? {
        guard let value = self[key] else { return nil }
        let trimmed = value.trimmingSpace
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// A copy with the pairs of `others` whose key the object does not have.
    package func completed(from others: [(key: String, value: String)]) -> OSMTags {
        let added = OSMTags(others.filter { !has($0.key) })
        return OSMTags(bytes: bytes + added.bytes)
    }

    /// A copy with another value for `key`, which the object must have.
    func replacing(_ key: String, with value: String) -> OSMTags {
        OSMTags(map { (key: $0.key, value: $0.key == key ? value : $0.value) })
    }

    private func range(of key: String) -> Range<Int>? {
        var key = key
        return key.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { buffer in Self.range(of: wanted, in: buffer) }
        }
    }

    /// Invariant: `memchr` and `memcmp` stay within `buffer`, because every length is derived from a zero byte found in
    /// it.
    private static func range(
        of wanted: UnsafeBufferPointer<UInt8>, in buffer: UnsafeBufferPointer<UInt8>
    ) -> Range<Int>? {
        guard let base = buffer.baseAddress else { return nil }
        func end(from start: Int) -> Int? {
            guard start < buffer.count, let zero = memchr(base + start, 0, buffer.count - start) else { return nil }
            return UnsafePointer(zero.assumingMemoryBound(to: UInt8.self)) - base
        }
        var start = 0
        while let keyEnd = end(from: start), let valueEnd = end(from: keyEnd + 1) {
            if keyEnd - start == wanted.count {
                guard let other = wanted.baseAddress, memcmp(base + start, other, wanted.count) != 0 else {
                    return keyEnd + 1..<valueEnd
                }
            }
            start = valueEnd + 1
        }
        return nil
    }
}

extension StringProtocol {
    /// The text without surrounding white space.
    var trimmingSpace: SubSequence {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return self[startIndex..<startIndex] }
        return self[first...last]
    }
}
