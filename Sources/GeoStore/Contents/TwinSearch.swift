internal import GeoIndex
internal import Records

/// Finds what OpenStreetMap holds more than once: one structure as a point and as its building, as a building and as the
/// grounds around it, as two points side by side.
///
/// Objects of one kind are one when they bear the same telling name and stand near each other, or when one stands inside
/// the other's outline and at most one of them has a telling name. Two names are two structures, and so are two points
/// without a name, or with one that says the kind only, wherever they stand.
struct TwinSearch {
    /// Points of one name nearer than this are one; an outline reaches so far beyond itself. Metres.
    static let nearMetres = 100.0

    private let kinds: [String: StructureKind]
    private let municipalities: [String: Municipality]

    init(kinds: [String: StructureKind], municipalities: [Municipality]) {
        self.kinds = kinds
        self.municipalities = Dictionary(municipalities.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is one, each pair with the row that says most as the one that is kept. O(n log n) and the pairs of one kind
    /// within reach of each other.
    func twins(among rows: [StoredStructure]) -> [DuplicateSuspicion] {
        var byKind: [String: [Row]] = [:]
        for row in rows {
            guard let object = OSMObjectID(row.id), row.accuracyMetres == nil, let position = row.coordinate else {
                continue
            }
            let kind = kinds[row.kind]
            let place = row.municipality.flatMap { municipalities[$0] }
            byKind[row.kind, default: []].append(
                Row(
                    stored: row, object: object, position: position,
                    names: Names(row.names, NameWords(kind: kind, municipality: nil)),
                    tellingNames: Names(row.names, NameWords(kind: kind, municipality: place))))
        }
        return byKind.sorted { $0.key < $1.key }.flatMap { Self.twins(among: $0.value) }
    }

    private static func twins(among unordered: [Row]) -> [DuplicateSuspicion] {
        let rows = unordered.sorted { $0.worth > $1.worth }
        var names = rows.map(\.tellingNames)
        var groupOf = Array(rows.indices)
        var found: [DuplicateSuspicion] = []
        // What bears one name first, so that an outline without a name goes to the first that has one.
        for bond in [Bond.name, .outline] {
            for (first, second) in pairs(rows) where groupOf[first] != groupOf[second] {
                let into = min(groupOf[first], groupOf[second])
                let from = max(groupOf[first], groupOf[second])
                guard rows[first].bond(to: rows[second]) == bond,
                    bond == .name || names[into].isEmpty || names[from].isEmpty || names[into].agree(with: names[from])
                else { continue }
                names[into].byLanguage += names[from].byLanguage
                for index in groupOf.indices where groupOf[index] == from { groupOf[index] = into }
            }
        }
        for (index, row) in rows.enumerated() {
            let kept = rows[groupOf[index]]
            guard kept.object != row.object else { continue }
            found.append(
                DuplicateSuspicion(
                    kept: kept.stored.id, keptSource: kept.stored.source, suspect: row.stored.id,
                    suspectSource: row.stored.source, reason: "the same thing drawn once more", isCertain: true))
        }
        return found
    }

    /// Pairs within reach of each other, by their places in `rows`, the better rows' first.
    private static func pairs(_ rows: [Row]) -> [(Int, Int)] {
        let order = rows.indices.sorted { rows[$0].position.latitude < rows[$1].position.latitude }
        let reach = (rows.map(\.stored.reachMetres).max() ?? 0) * 2 + nearMetres
        var pairs: [(Int, Int)] = []
        for (place, first) in order.enumerated() {
            for second in order[(place + 1)...] {
                let (here, there) = (rows[first].position, rows[second].position)
                guard (there.latitude - here.latitude) * 111_000 <= reach else { break }
                pairs.append((min(first, second), max(first, second)))
            }
        }
        return pairs.sorted { $0 < $1 }
    }

    /// What may make two rows one.
    private enum Bond { case name, outline }

    /// A row with what tells it from others.
    private struct Row {
        let stored: StoredStructure
        let object: OSMObjectID
        let position: Coordinate
        /// What its names say beside its kind, and beside its municipality too.
        let names, tellingNames: Names

        /// How much it says; of two that say as much, the point before the outline.
        var worth: (Int, Int, Int64) {
            let told = [
                stored.street, stored.phone, stored.email, stored.website, stored.openingHours, stored.wheelchair,
            ]
            return (
                told.count { $0 != nil } + stored.names.entries.count, -Int(object.kind.rawValue), -object.number
            )
        }

        func bond(to other: Row) -> Bond? {
            let isInside =
                stored.outlines.contains { $0 == other.stored.id }
                || other.stored.outlines.contains { $0 == stored.id }
            let haveDoors = !stored.doors.isEmpty && !other.stored.doors.isEmpty
            let standApart = haveDoors && stored.sharedDoor(with: other.stored) == nil
            if names.agree(with: other.names) {
                let reach = max(stored.reachMetres, other.stored.reachMetres) + TwinSearch.nearMetres
                let isNear = !standApart && Geodesic.distance(from: position, to: other.position) <= reach
                if isInside || isNear { return .name }
            }
            let isNameless = tellingNames.isEmpty || other.tellingNames.isEmpty
            return isNameless && isInside && !standApart ? .outline : nil
        }
    }

    /// Words of names by language, those without any left out.
    private struct Names {
        var byLanguage: [(tag: String, words: Set<String>)]
        var isEmpty: Bool { byLanguage.isEmpty }

        init(_ text: LocalizedText, _ words: NameWords) {
            byLanguage = text.entries.map { ($0.tag, words.telling($0.text)) }.filter { !$0.words.isEmpty }
        }

        /// Whether both have the same words in one language.
        func agree(with other: Names) -> Bool {
            byLanguage.contains { mine in
                other.byLanguage.contains { theirs in
                    let isComparable = mine.tag == theirs.tag || mine.tag == "und" || theirs.tag == "und"
                    return isComparable && mine.words == theirs.words
                }
            }
        }
    }
}
