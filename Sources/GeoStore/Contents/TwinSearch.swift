internal import GeoIndex
internal import Records

/// Finds structures that OpenStreetMap contains more than once: as a point and a building, as a building and the
/// grounds around it, or as two points side by side.
///
/// Objects of one kind are the same when they have the same distinctive name and are near each other, or when one lies
/// inside the other's outline and at most one of them has a distinctive name. Different names are different structures.
/// Points without a name, or whose name only states the kind, are different structures wherever they are.
struct TwinSearch {
    /// The distance in metres within which points with the same name are one; also applied beyond outlines.
    static let nearMetres = 100.0

    private let kinds: [String: StructureKind]
    private let municipalities: [String: Municipality]

    init(kinds: [String: StructureKind], municipalities: [Municipality]) {
        self.kinds = kinds
        self.municipalities = Dictionary(municipalities.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Returns pairs of rows that are the same, with the row that has more values to be kept. O(n log n) plus the pairs
    /// of one kind that are near each other.
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
                    distinctiveNames: Names(row.names, NameWords(kind: kind, municipality: place))))
        }
        return byKind.sorted { $0.key < $1.key }.flatMap { Self.twins(among: $0.value) }
    }

    private static func twins(among unordered: [Row]) -> [DuplicateSuspicion] {
        let rows = unordered.sorted { $0.worth > $1.worth }
        var names = rows.map(\.distinctiveNames)
        var groupOf = Array(rows.indices)
        var found: [DuplicateSuspicion] = []
        // Names first, so that an outline without a name is assigned to the first that has one.
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

    /// Pairs of rows within reach of each other, as indices in `rows`, better rows first.
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

    /// The reasons for two rows to be the same.
    private enum Bond { case name, outline }

    /// A row with the features that distinguish it from others.
    private struct Row {
        let stored: StoredStructure
        let object: OSMObjectID
        let position: Coordinate
        /// The words of its names without those of its kind, and without those of its municipality too.
        let names, distinctiveNames: Names

        /// How many values it has; among equals a point before an outline.
        var worth: (Int, Int, Int64) {
            let given = [
                stored.street, stored.phone, stored.email, stored.website, stored.openingHours, stored.wheelchair,
            ]
            return (
                given.count { $0 != nil } + stored.names.entries.count, -Int(object.kind.rawValue), -object.number
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
            let isNameless = distinctiveNames.isEmpty || other.distinctiveNames.isEmpty
            return isNameless && isInside && !standApart ? .outline : nil
        }
    }

    /// Distinctive words of names by language, without languages that have none.
    private struct Names {
        var byLanguage: [(tag: String, words: Set<String>)]
        var isEmpty: Bool { byLanguage.isEmpty }

        init(_ text: LocalizedText, _ words: NameWords) {
            byLanguage = text.entries.map { ($0.tag, words.distinctive($0.text)) }.filter { !$0.words.isEmpty }
        }

        /// Whether both have the same words in a language.
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
