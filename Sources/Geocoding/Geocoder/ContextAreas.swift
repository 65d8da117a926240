internal import GeoIndex

/// The areas that parts of the query name. They explain words beside a street or settlement.
struct ContextAreas {
    /// An area and the tokens that name it.
    struct Area {
        var mask: UInt64
        var entity: Int
        var cost: Int
        var match: GeocodeResult.Match
        /// Whether words of its name are missing.
        var isPartial: Bool
        /// Whether its name can be a house number beside a street: «7».
        var isNumber: Bool
        /// Greatest distance from its middle at which it can explain something, in 1e-7 degrees of longitude and
        /// latitude.
        var reach: (x: Int64, y: Int64)
        /// Its middle, in 1e-7 degrees.
        var longitude: Int64
        var latitude: Int64
        /// Metres per 1e-7 degrees of longitude and latitude there.
        var scale: (x: Double, y: Double)
    }

    private(set) var areas: [Area] = []
    private let file: GazetteerFile
    private static let most = 32

    /// Collects the areas named by `hits`, cheapest and longest first.
    ///
    /// - Parameter ofDoors: Tokens that can belong to house numbers, one bit each.
    init(file: GazetteerFile, hits: [SpanHit], tokens: [AddressToken], everything: UInt64, ofDoors: UInt64) {
        self.file = file
        var found: [Area] = []
        // An area that is the whole query has nothing to explain.
        for hit in hits where tokens[hit.tokens.lowerBound].field != .street && hit.mask & everything != everything {
            let base = hit.cost + Self.tierCost(hit)
            let match = Self.match(hit)
            let isNumber = hit.mask & ~ofDoors == 0
            func add(_ row: Int, _ table: KeyTable) {
                let name = Int(table.names[row])
                guard let missing = NameCover.missingCost(file, table, row, hit), missing <= RankingCosts.missingWord
                else { return }
                for holder in file.holders(name).prefix(256) {
                    let entity = Int(file.nameHolder[holder])
                    // Areas come first among the entries of a name.
                    guard file.kind(entity).isArea else { break }
                    let role = NameRole(rawValue: file.nameRole[holder])?.cost ?? 0
                    let scale = Planar.scale(Double(file.latitudes[entity]) * 1e-7)
                    found.append(
                        Area(
                            mask: hit.mask, entity: entity, cost: base + missing + role, match: match,
                            isPartial: missing >= RankingCosts.missingWord, isNumber: isNumber,
                            reach: Self.reach(of: entity, in: file, scale),
                            longitude: Int64(file.longitudes[entity]), latitude: Int64(file.latitudes[entity]),
                            scale: (scale.x * 1e-7, scale.y * 1e-7)))
                }
            }
            let table = file.table(hit.tier)
            switch hit.shape {
            case .whole, .initial:
                for row in hit.rows.low..<min(hit.rows.high, hit.rows.low + 64) { add(row, table) }
            case .partial, .prefix:
                table.heaviest(hit.rows, count: 8) { add($0, table) }
            }
        }
        // «Balzers (FL)» is more specific than «Balzers», although the name continues after a bracket. A region comes
        // after the town of its name, which surrounds less.
        func order(_ area: Area) -> (Int, Int, Int) {
            let specific = area.cost - (RankingCosts.commaInName + 1) * area.mask.nonzeroBitCount
            return (specific, file.kind(area.entity) == .region ? 1 : 0, area.entity)
        }
        found.sort { order($0) < order($1) }
        for area in found where !areas.contains(where: { $0.mask == area.mask && $0.entity == area.entity }) {
            areas.append(area)
            if areas.count == Self.most { break }
        }
    }

    /// Returns the greatest distance at which an area can explain something, in 1e-7 degrees; unlimited for areas of
    /// unknown size.
    private static func reach(of entity: Int, in file: GazetteerFile, _ scale: (x: Double, y: Double)) -> (Int64, Int64)
    {
        let metres: Double
        switch file.kind(entity) {
        case .settlement: metres = 20_000 + 12 * Double(file.populations[entity]).squareRoot()
        case .neighbourhood where file.accuracies[entity] <= 0: metres = 6000
        default: return (.max, .max)
        }
        return (Int64(metres / max(1, scale.x) * 1e7), Int64(metres / scale.y * 1e7))
    }

    static func tierCost(_ hit: SpanHit) -> Int {
        switch hit.tier {
        case .sound: hit.isLiteral ? 0 : RankingCosts.phonetic
        case .stem: RankingCosts.stem
        case .fuzzySound, .fuzzySpelling: RankingCosts.fuzzy + RankingCosts.perSlip * hit.distance
        }
    }

    static func match(_ hit: SpanHit) -> GeocodeResult.Match {
        switch hit.tier {
        case .sound: hit.isLiteral ? .exact : .phonetic
        case .stem: .stem
        case .fuzzySound, .fuzzySpelling: .fuzzy
        }
    }

    /// The result of explaining tokens by areas around an entry.
    struct Explanation {
        var left: UInt64
        var cost = 0
        var match: GeocodeResult.Match = .exact
        /// Tokens that name a neighbouring settlement instead of the entry's own, one bit each.
        var nearby: UInt64 = 0
        /// Whether every area is named exactly and contains the entry.
        var isTrue = true
    }

    /// Removes from `left` the tokens that name areas around `entity`. O(areas).
    ///
    /// - Parameter allowsNumbers: Whether areas with names like numbers count.
    func explain(_ entity: Int, _ left: UInt64, allowsNumbers: Bool) -> Explanation {
        var result = Explanation(left: left)
        for area in areas where allowsNumbers || !area.isNumber {
            guard result.left != 0 else { break }
            guard area.mask & result.left == area.mask,
                isWithin(entity, area.entity)
                    || (abs(Int64(file.latitudes[entity]) - area.latitude) <= area.reach.y
                        && abs(Int64(file.longitudes[entity]) - area.longitude) <= area.reach.x),
                !area.isPartial || !file.kind(entity).isArea,
                let cost = surroundingCost(of: entity, by: area)
            else { continue }
            result.left &= ~area.mask
            // Surroundings may be written less exactly than the name itself.
            result.cost += cost + area.cost / 3
            result.match = max(result.match, area.match == .fuzzy ? .fuzzy : .exact)
            let isNearby = self.isNearby(area, entity)
            if isNearby { result.nearby |= area.mask }
            if isNearby || area.match >= .stem { result.isTrue = false }
        }
        return result
    }

    /// Returns whether an area is a settlement next to the entry's own, and no other area of that name contains the
    /// entry.
    private func isNearby(_ area: Area, _ entity: Int) -> Bool {
        guard file.kind(area.entity) == .settlement, let parent = file.parent(entity),
            let home = file.kind(parent) == .neighbourhood ? file.parent(parent) : parent,
            file.kind(home) == .settlement, file.locals[home] != file.locals[area.entity]
        else { return false }
        return !areas.contains { other in
            other.mask == area.mask && surroundingCost(of: entity, by: other).map { $0 <= 1 } ?? false
        }
    }

    /// Returns the squared distance in square metres from an entry to the middle of an area near by.
    private func squaredDistance(_ entity: Int, _ area: Area) -> Double {
        let x = Double(Int64(file.longitudes[entity]) - area.longitude) * area.scale.x
        let y = Double(Int64(file.latitudes[entity]) - area.latitude) * area.scale.y
        return x * x + y * y
    }

    /// Returns a cost that grows the more loosely `context` surrounds `entity`; nil when it does not.
    private func surroundingCost(of entity: Int, by context: Area) -> Int? {
        let area = context.entity
        guard entity != area else { return nil }
        if isWithin(entity, area) { return 0 }
        let kind = file.kind(entity)
        switch file.kind(area) {
        case .region:
            guard let row = file.municipality(entity) else { return nil }
            // More than a town of that name near by, which is meant more often.
            return file.parent(file.municipalityBase + row) == area ? 5 : nil
        case .municipality:
            guard kind != .municipality else { return nil }
            return file.municipality(entity) == area - file.municipalityBase ? 0 : nil
        case .unit:
            guard kind != .municipality, kind != .unit else { return nil }
            return file.parent(entity).flatMap { file.parent($0) } == area ? 1 : nil
        case .settlement:
            guard kind != .municipality, kind != .unit, kind != .region else { return nil }
            let square = squaredDistance(entity, context)
            let isSame = { file.municipality(entity) != nil && file.municipality(entity) == file.municipality(area) }
            if kind == .settlement { return isSame() ? 7 : square < 5000 * 5000 ? 9 : nil }
            let reach = 1500 + 12 * Double(file.populations[area]).squareRoot()
            if square < reach * reach { return isSame() ? 4 : 8 }
            return square < 8000 * 8000 && isSame() ? 8 : nil
        case .neighbourhood:
            guard kind == .street || kind == .structure else { return nil }
            if file.accuracies[area] > 0 {
                // The position of the area is unknown, only its parent is known.
                return file.parent(area) != nil && file.parent(area) == file.parent(entity) ? 2 : nil
            }
            let square = squaredDistance(entity, context)
            if square < 2500 * 2500 { return square < 1000 * 1000 ? 0 : 1 }
            let isSame = file.parent(area) != nil && file.parent(area) == file.parent(entity)
            return isSame && square < 6000 * 6000 ? 4 : nil
        default:
            return nil
        }
    }

    /// Returns whether `entity` belongs to `area` or to a part of it.
    private func isWithin(_ entity: Int, _ area: Int) -> Bool {
        guard let parent = file.parent(entity) else { return false }
        return parent == area || (file.kind(parent) == .neighbourhood && file.parent(parent) == area)
    }
}
