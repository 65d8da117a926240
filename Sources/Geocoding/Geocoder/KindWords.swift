internal import GeoIndex

/// The words of a query that ask for kinds of structure: «γιατρός» in «γιατρός στον Βόλο».
struct KindWords {
    /// The tokens, one bit each.
    private(set) var mask: UInt64 = 0
    /// The entries of the kinds, in the order of the table of kinds.
    private(set) var kinds: [Int] = []

    private struct Reading {
        var tokens: Range<Int>
        var cost: Int
        var kinds: Set<Int>
    }

    /// Finds the kinds named by `hits`, longest hits first; nil when there are none. O(hits).
    init?(file: GazetteerFile, hits: [SpanHit]) {
        guard file.structureKindBase < file.structureBase else { return nil }
        var readings: [Reading] = []
        for hit in hits where hit.shape == .whole && (hit.tier == .sound || hit.tier == .stem) {
            let kinds = Self.kinds(of: hit, file)
            guard !kinds.isEmpty else { continue }
            let cost = hit.cost + ContextAreas.tierCost(hit)
            if let known = readings.firstIndex(where: { $0.tokens == hit.tokens }) {
                if cost == readings[known].cost { readings[known].kinds.formUnion(kinds) }
                guard cost < readings[known].cost else { continue }
                readings[known] = Reading(tokens: hit.tokens, cost: cost, kinds: kinds)
            } else {
                readings.append(Reading(tokens: hit.tokens, cost: cost, kinds: kinds))
            }
        }
        readings.sort { ($1.tokens.count, $0.cost) < ($0.tokens.count, $1.cost) }
        var wanted: Set<Int> = []
        for reading in readings where TokenMask.bits(reading.tokens) & mask == 0 {
            mask |= TokenMask.bits(reading.tokens)
            wanted.formUnion(reading.kinds)
        }
        guard mask != 0 else { return nil }
        kinds = wanted.sorted()
    }

    private static func kinds(of hit: SpanHit, _ file: GazetteerFile) -> Set<Int> {
        let table = file.table(hit.tier)
        var kinds: Set<Int> = []
        for row in hit.rows.low..<min(hit.rows.high, hit.rows.low + 64) {
            let name = Int(table.names[row])
            guard Int(file.nameWords[name]) == hit.words else { continue }
            for holder in file.holders(name) where file.kind(Int(file.nameHolder[holder])) == .structureKind {
                kinds.insert(Int(file.nameHolder[holder]))
            }
        }
        return kinds
    }
}
