internal import GeoIndex

/// The distinct names of a gazetteer being built, with the entries that have them.
struct NameIndex {
    /// A distinct name.
    struct Name {
        var folded: String
        var keys: [[UInt8]]
        /// The letters of each word, one byte each, for matching with typing mistakes.
        var spelling: [[UInt8]]
        /// The words that can be left out, one bit each.
        var optional: UInt16
        var holders: [(entity: UInt32, role: NameRole)]
    }

    /// The names in the order in which they were added.
    private(set) var names: [Name] = []
    private var rows: [String: Int] = [:]

    /// Maximum number of words of a name.
    static let longest = 12

    /// Creates an index without names.
    init() {}

    /// Reads the names of a file without those that only structures have. O(names).
    init(_ file: GazetteerFile) {
        // Each name has one row per word that it can begin with; the row of its first word holds its words in order.
        var spelling = [[[UInt8]]](repeating: [], count: file.nameWords.count)
        for row in 0..<file.spelling.count where file.spelling.rotations[row] == 0 {
            spelling[Int(file.spelling.names[row])] = file.spelling.words(row)
        }
        for name in file.nameWords.indices {
            var holders: [(entity: UInt32, role: NameRole)] = []
            for holder in file.holders(name) where file.nameHolder[holder] < UInt32(file.structureBase) {
                holders.append((file.nameHolder[holder], NameRole(rawValue: file.nameRole[holder]) ?? .own))
            }
            guard !holders.isEmpty else { continue }
            holders.sort { $0.entity < $1.entity }
            let folded = file.nameFolded[name]
            rows[folded] = names.count
            names.append(
                Name(
                    folded: folded, keys: file.sound.words(Int(file.nameRow[Int(file.nameFirstRow[name])])),
                    spelling: spelling[name], optional: file.nameOptional[name], holders: holders))
        }
    }

    /// Adds a name of `entity`, also with abbreviations expanded and with articles left out.
    mutating func add(_ text: String, entity: UInt32, role: NameRole) {
        let tokens = AddressToken.read(text, forQuery: false)
        guard !tokens.isEmpty else { return }
        insert(tokens, entity, role)
        for variant in Self.variants(text, tokens) {
            insert(AddressToken.read(variant, forQuery: false), entity, max(role, .derived))
        }
        let inner = tokens.dropFirst().dropLast()
        if tokens.count > 2, inner.contains(where: { $0.classes.contains(.article) }) {
            let kept = [tokens[0]] + inner.filter { !$0.classes.contains(.article) } + [tokens[tokens.count - 1]]
            insert(kept, entity, max(role, .alternative))
        }
    }

    private mutating func insert(_ all: [AddressToken], _ entity: UInt32, _ role: NameRole) {
        let tokens = all.prefix(Self.longest).filter { !$0.keys[0].isEmpty }
        guard !tokens.isEmpty else { return }
        var folded = String.UnicodeScalarView()
        for token in tokens {
            if !folded.isEmpty { folded.append(" ") }
            if token.isOrdinal {
                folded.append(contentsOf: String(decoding: token.keys[0], as: UTF8.self).unicodeScalars)
            } else {
                folded.append(contentsOf: token.folded)
            }
        }
        let text = String(folded)
        let row: Int
        if let known = rows[text] {
            row = known
        } else {
            row = names.count
            rows[text] = row
            var optional: UInt16 = 0
            for (index, token) in tokens.enumerated() where !token.classes.isDisjoint(with: .optionalInName) {
                // Only when written in full: «Λ» can be a lake.
                if token.folded.count > 2 || token.classes.contains(.article) { optional |= 1 << UInt16(index) }
            }
            if optional.nonzeroBitCount == tokens.count { optional = 0 }
            names.append(
                Name(
                    folded: text, keys: tokens.map { $0.keys[0] },
                    spelling: tokens.map { Spelling.bytes(of: $0) }, optional: optional, holders: []))
        }
        // Entries are added in order, so an entry that has the name already is the last one.
        if let last = names[row].holders.last, last.entity == entity {
            names[row].holders[names[row].holders.count - 1].role = min(role, last.role)
        } else {
            names[row].holders.append((entity, role))
        }
    }

    /// Returns the text with its first abbreviation expanded in every way.
    private static func variants(_ text: String, _ tokens: [AddressToken]) -> [String] {
        guard
            let index = tokens.firstIndex(where: { token in
                token.script == .greek && !token.expansions.isEmpty && (token.hasDot || token.folded.count <= 2)
                    && !token.isNumber && tokens.count > 1
            })
        else { return [] }
        let scalars = Array(text.unicodeScalars)
        return Abbreviations.expansions(of: tokens[index].keys[0]).prefix(8).map { expansion in
            var view = String.UnicodeScalarView(scalars[..<tokens[index].range.lowerBound])
            view.append(contentsOf: expansion.word.unicodeScalars)
            view.append(" ")
            view.append(contentsOf: scalars[tokens[index].range.upperBound...].drop { $0 == "." })
            return String(view)
        }
    }
}

extension NameRole: Comparable {
    static func < (left: NameRole, right: NameRole) -> Bool { left.rawValue < right.rawValue }
}
