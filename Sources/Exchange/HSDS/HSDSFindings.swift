internal import Records

/// The findings about a partner's file: members that were not used, each once with its count.
struct HSDSFindings {
    /// Whether the file is a folder of tables. Places are then columns instead of JSON paths.
    var isTabular = false
    private var counts: [String: Int] = [:]
    private var order: [(place: String, reason: String)] = []

    /// The reason for a member that is only kept for exports.
    static let kept = "not read, kept for exports"
    /// The reason for a member that is dropped.
    static let lost = "not read"

    init(isTabular: Bool = false) { self.isTabular = isTabular }

    /// Adds a finding about a member of a record of `table`.
    mutating func add(_ member: DataNode, _ name: String, of table: HSDSTable, _ reason: String) {
        add(isTabular ? "\(table.fileName), \(name)" : member.path, reason)
    }

    /// Adds a finding at `path`. The indices of list elements are removed from it.
    mutating func add(_ path: String, _ reason: String, times: Int = 1) {
        let place = Self.pattern(path)
        if counts["\(place)\u{1F}\(reason)"] == nil { order.append((place, reason)) }
        counts["\(place)\u{1F}\(reason)", default: 0] += times
    }

    /// Adds the findings of `other`, or only the dropped members.
    mutating func add(_ other: HSDSFindings, lostOnly: Bool) {
        for (place, reason) in other.order where !lostOnly || reason != Self.kept {
            add(place, reason, times: other.counts["\(place)\u{1F}\(reason)"] ?? 0)
        }
    }

    /// The place and reason of each finding, in the order of the file.
    var lines: [(place: String, reason: String)] {
        order.map { place, reason in
            let count = counts["\(place)\u{1F}\(reason)"] ?? 0
            return (place, "\(reason), \(count) \(count == 1 ? "time" : "times")")
        }
    }

    /// Returns `$.contents[3].phones[0].type` as `contents[].phones[].type`.
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
