/// A 128-bit hash of the kind and the sections of a packed file, the same for a file and for its writer.
struct ContentHash {
    private static let seeds: [UInt64] = [1, 2]
    /// What is hashed, for each seed.
    private var summaries: [[UInt8]]

    init(_ kind: FileKind) {
        var summary: [UInt8] = []
        summary.append(littleEndian: kind.code)
        summaries = Self.seeds.map { _ in summary }
    }

    /// Adds a section. `filled` are its elements, padded with zeros.
    mutating func add(_ name: String, _ type: PackedElementType, _ count: Int, _ filled: UnsafeRawBufferPointer) {
        for (index, seed) in Self.seeds.enumerated() {
            summaries[index].append(contentsOf: name.utf8)
            summaries[index].append(0)
            summaries[index].append(type.rawValue)
            summaries[index].append(littleEndian: UInt64(count))
            summaries[index].append(littleEndian: XXH64.hash(filled, seed: seed))
        }
    }

    /// The hash of what was added so far.
    var value: (UInt64, UInt64) {
        let hashes = zip(summaries, Self.seeds).map { summary, seed in
            summary.withUnsafeBytes { XXH64.hash($0, seed: seed) }
        }
        return (hashes[0], hashes[1])
    }
}
