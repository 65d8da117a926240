/// A value that a tag has under a condition: one clause of `KEY:conditional = VALUE @ (CONDITION)`.
///
/// See <https://wiki.openstreetmap.org/wiki/Conditional_restrictions>.
package struct ConditionalTag: Hashable, Sendable {
    /// The key without `:conditional`.
    var key: String
    var value: String
    /// The condition, without outer brackets.
    var condition: String

    /// The clauses of all conditional tags, sorted by key and in the order in which they are written.
    ///
    /// A clause without `@` is read as `no` under a condition that cannot be determined: its whole text.
    static func read(_ tags: [String: String]) -> [ConditionalTag] {
        tags.filter { $0.key.hasSuffix(suffix) }.sorted { $0.key < $1.key }.flatMap { tag, text in
            let key = String(tag.dropLast(suffix.count))
            return clauses(text).map { clause in
                guard let at = clause.firstIndex(of: "@") else {
                    return ConditionalTag(key: key, value: "no", condition: clause)
                }
                return ConditionalTag(
                    key: key, value: SpeedText.trimmed(clause[..<at]),
                    condition: unbracketed(SpeedText.trimmed(clause[clause.index(after: at)...])))
            }
        }
    }

    private static let suffix = ":conditional"

    /// The parts between semicolons outside brackets; a part without a value continues the condition before it.
    private static func clauses(_ text: String) -> [String] {
        var parts: [String] = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
            if character == ";", depth <= 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        var clauses: [String] = []
        for part in parts.map({ SpeedText.trimmed($0[...]) }) where !part.isEmpty {
            if part.contains("@") || clauses.isEmpty {
                clauses.append(part)
            } else {
                clauses[clauses.count - 1] += "; " + part
            }
        }
        return clauses
    }

    private static func unbracketed(_ text: String) -> String {
        guard text.hasPrefix("("), text.hasSuffix(")") else { return text }
        var depth = 0
        for character in text.dropLast() {
            if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
            // The first bracket closes before the end, so the two belong to different parts.
            if depth == 0 { return text }
        }
        return SpeedText.trimmed(text.dropFirst().dropLast())
    }

    private static let vehicles: Set<String> = [
        "hgv", "bus", "psv", "goods", "bicycle", "motorcycle", "moped", "mofa", "taxi", "hov", "tourist_bus", "coach",
        "motorcar", "motor_vehicle", "vehicle", "emergency", "foot", "caravan", "trailer", "horse", "agricultural",
    ]
    private static let measures: Set<String> = [
        "weight", "weightrating", "maxweight", "maxweightrating", "length", "axle", "axles", "axleload", "height",
        "width",
        "wheels",
    ]

    /// Whether the condition can apply to a profile: one on `hgv` or `weight` does not concern pedestrians.
    func concerns(_ profile: TravelProfile) -> Bool {
        Self.parts(of: condition).allSatisfy { part in
            let word = String(part.prefix { $0.isLetter || $0 == "_" }).lowercased()
            if Self.measures.contains(word) { return profile.obeysLimits }
            guard Self.vehicles.contains(word), part.count == word.count else { return true }
            return profile.restrictionVehicles.contains(word) || profile.accessKeys.contains(word)
        }
    }

    /// The parts of a condition that must all hold, written between `AND`.
    package static func parts(of condition: String) -> [String] {
        var parts: [[Substring]] = [[]]
        for word in condition.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            if word.lowercased() == "and" { parts.append([]) } else { parts[parts.count - 1].append(word) }
        }
        return parts.map { unbracketed($0.joined(separator: " ")) }.filter { !$0.isEmpty }
    }
}
