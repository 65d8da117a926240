internal import Records

/// What a file of others says that answers are not made of: each member once, with how often it came.
struct HSDSFindings {
    /// Whether the file is a folder of tables: places are then columns, not JSON paths.
    var isTabular = false
    private var counts: [String: Int] = [:]
    private var order: [(place: String, reason: String)] = []

    /// What becomes of a member that only exports tell.
    static let kept = "not read, kept for exports"
    /// What becomes of a member that nothing tells.
    static let lost = "not read"

    init(isTabular: Bool = false) { self.isTabular = isTabular }

    /// Counts a member of a record of `table`.
    mutating func add(_ member: DataNode, _ name: String, of table: HSDSTable, _ reason: String) {
        add(isTabular ? "\(table.fileName), \(name)" : member.path, reason)
    }

    /// Counts something at `path`, in which numbers of list elements do not matter.
    mutating func add(_ path: String, _ reason: String, times: Int = 1) {
        let place = Self.pattern(path)
        if counts["\(place)\u{1F}\(reason)"] == nil { order.append((place, reason)) }
        counts["\(place)\u{1F}\(reason)", default: 0] += times
    }

    /// Counts all of another's, or what is lost alone.
    mutating func add(_ other: HSDSFindings, lostOnly: Bool) {
        for (place, reason) in other.order where !lostOnly || reason != Self.kept {
            add(place, reason, times: other.counts["\(place)\u{1F}\(reason)"] ?? 0)
        }
    }

    /// Where it stands and what became of it, in the order of the file.
    var lines: [(place: String, reason: String)] {
        order.map { place, reason in
            let count = counts["\(place)\u{1F}\(reason)"] ?? 0
            return (place, "\(reason), \(count) \(count == 1 ? "time" : "times")")
        }
    }

    /// `$.contents[3].phones[0].type` as `contents[].phones[].type`.
    private static func pattern(_ path: String) -> String {
        var text = ""
        var isInBrackets = false
        for character in path.hasPrefix("$.") ? path.dropFirst(2) : path.hasPrefix("$") ? path.dropFirst() : path[...] {
            if character == "]" { isInBrackets = false }
            if !isInBrackets { text.append(character) }
            if character == "[" { isInBrackets = true }
        }
        return text
    }
}
