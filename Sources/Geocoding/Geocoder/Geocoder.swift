public import GeoIndex

/// Finds places by the texts that people type.
///
/// The index is a memory-mapped file. A geocoder is immutable and can be used from any number of tasks at once. It
/// stores nothing about queries.
///
/// ```swift
/// let geocoder = try Geocoder(path: "dataset/gazetteer.plz")
/// let answer = try geocoder.search(GeocodeQuery(text: "Ermou 12, Larisa"))
/// ```
public struct Geocoder: Sendable {
    /// The file that it answers from.
    public let packed: PackedFile
    let file: GazetteerFile
    let reverseIndex: ReverseIndex

    /// Maximum number of tokens of a query that are read; further ones count as unexplained.
    static let mostTokens = 24

    /// Accuracy in metres above which a structure's own position is considered too vague.
    static let vagueMetres = 100.0

    /// Opens the gazetteer at `path`.
    ///
    /// - Parameter verify: Whether to verify the checksums, which reads the whole file.
    /// - Throws: `PackedFileError` when the file cannot be read or is not a gazetteer.
    public init(path: String, verify: Bool = true) throws(PackedFileError) {
        try self.init(PackedFile.open(path: path, kind: GazetteerBuilder.fileKind, verify: verify))
    }

    /// Creates a geocoder from an opened file.
    ///
    /// - Throws: `PackedFileError` when a column is missing or malformed.
    public init(_ packed: PackedFile) throws(PackedFileError) {
        self.packed = packed
        file = try GazetteerFile(packed)
        reverseIndex = try ReverseIndex(packed)
    }

    /// The number of entries.
    public var count: Int { file.count }

    /// The number of streets. Streets of one name in different places count separately.
    public var streetCount: Int { file.postcodeBase - file.streetBase }

    /// BCP 47 tag of names without a tag.
    public var language: String { file.language }

    /// The patterns of postal codes of the region.
    public var postcodePatterns: [PostcodePattern] { file.postcodePatterns }

    /// Returns the places that a query can mean, most likely first. Results of all kinds of match are ranked together.
    ///
    /// - Throws: `GeocodeError` when the text has no letter or digit, or is longer than ``GeocodeQuery/longestText``.
    public func search(_ query: GeocodeQuery) throws(GeocodeError) -> GeocodeAnswer {
        let bytes = query.text.utf8.count
        guard bytes <= GeocodeQuery.longestText else {
            throw .tooLong(bytes: bytes, limit: GeocodeQuery.longestText)
        }
        if let answer = pastedPosition(query) { return answer }
        let all = AddressToken.read(query.text, forQuery: true)
        guard !all.isEmpty else { throw .empty }
        let tokens = withFields(all, query)
        let readings = analyses(tokens, query.text)
        var analysis = readings[0]
        var found = analysis.landmark ?? 0 > 0 ? nearLandmark(&analysis, query) : candidates(analysis, query)
        var others = Array(readings.dropFirst())
        if all.contains(where: \.isJoinedByBlank) {
            // «Brücke 3 a» can be house «a» of a street «Brücke 3».
            let parted = AddressToken.read(query.text, forQuery: true, joinsLetters: false)
            others += analyses(withFields(parted, query), query.text)
        }
        for other in others
        where !found.candidates.contains(where: { Self.isDoor($0) && !$0.hasOtherPostcode }) {
            found.candidates += candidates(other, query).candidates.filter(Self.isDoor).map { door in
                // A known house number is more specific than a street with that postal code.
                var door = door
                door.cost -= 1
                // Its tokens are not those of the first reading, so the bits have no meaning there.
                if door.doubted != 0 { (door.doubted, door.match) = (0, max(door.match, .stem)) }
                return door
            }
        }
        return rank(found, analysis, query, isCut: all.count > tokens.count)
    }

    /// Returns whether a candidate is a house that explains every token and has the number asked for.
    static func isDoor(_ candidate: Candidate) -> Bool {
        candidate.kind == .address && candidate.left == 0 && candidate.match != .stem
    }

    /// Returns the results of ``search(_:)`` with highlights, for input that is still being typed.
    public func autocomplete(
        _ text: String, focus: Coordinate? = nil, limit: Int = 10
    ) throws(GeocodeError) -> GeocodeAnswer {
        try search(GeocodeQuery(text: text, focus: focus, limit: limit, wantsHighlights: true))
    }

    /// The unranked results of a search.
    struct Found {
        /// Candidates, unordered.
        var candidates: [Candidate] = []
        /// Words that ask for kinds of structure.
        var wish: KindWords?
        /// Whether the query has no other words.
        var isWishAlone = false
    }

    /// Returns all candidates of a query. Words for a kind of structure are read both as names and as what is wanted at
    /// a place.
    func candidates(
        _ analysis: AddressAnalysis, _ query: GeocodeQuery, allowsWish: Bool = true
    ) -> Found {
        let limit = analysis.landmark.flatMap { $0 > 0 ? $0 : nil } ?? analysis.tokens.count
        guard limit > 0 else { return Found() }
        var matcher = SpanMatcher(file: file, tokens: analysis.tokens, limit: limit, allowsPrefix: true)
        matcher.match()
        let numbers = NumberRuns(analysis, query.text, file.doors)
        var found = Found()
        // After «κοντά σε» such a word is a landmark.
        if allowsWish, analysis.landmark == nil, analysis.between == nil, query.streetLength == nil {
            found.wish = KindWords(file: file, hits: matcher.hits)
        }
        found.candidates = candidates(matcher.hits, analysis, numbers, query, limit, passing: 0)
        if let door = door(ofAddressIn: matcher.hits, analysis, numbers, query, found.candidates) {
            found.candidates.removeAll { $0.entity == door.entity && $0.crossing == door.crossing }
            found.candidates.append(door)
        }
        guard let wish = found.wish else { return found }
        let sets = TokenSets(analysis.tokens)
        guard (sets.words | sets.initials | sets.numbers) & ~wish.mask != 0 else {
            found.isWishAlone = analysis.postcode == nil
            return found
        }
        let wished = candidates(matcher.hits, analysis, numbers, query, limit, passing: wish.mask)
            .filter { $0.role != .kind }
        if wished.contains(where: { $0.left == 0 }) {
            for index in found.candidates.indices where found.candidates[index].role == .kind {
                found.candidates[index].cost += RankingCosts.kindInstead
                found.candidates[index].textCost += RankingCosts.kindInstead
            }
        }
        found.candidates += wished.map { candidate in
            var candidate = candidate
            candidate.isWish = true
            candidate.cost += RankingCosts.kindWords
            candidate.textCost += RankingCosts.kindWords
            return candidate
        }
        return found
    }

    /// Returns all candidates of the `known` hits, and of hits with typing mistakes if these are needed.
    ///
    /// - Parameter passing: Tokens that do not help to find the position, one bit each.
    private func candidates(
        _ known: [SpanHit], _ analysis: AddressAnalysis, _ numbers: NumberRuns, _ query: GeocodeQuery, _ limit: Int,
        passing: UInt64
    ) -> [Candidate] {
        let fuzzy = FuzzyHits(file: file, tokens: analysis.tokens, limit: limit)
        var hits = known
        // A word that matches nothing must have a typing mistake, so the search starts with its corrections.
        let unknown = unknownWords(hits, analysis, limit) & ~passing & ~numbers.words
        if unknown != 0 { hits += fuzzy.hits(unexplained: unknown) }
        var search = CandidateSearch(
            file: file, analysis: analysis, numbers: numbers, hits: hits, query: query, passing: passing)
        search.run()
        guard unknown == 0, let doubtful = doubtfulTokens(search, analysis).map({ $0 & ~passing }), doubtful != 0 else {
            return search.best
        }
        let more = fuzzy.hits(unexplained: doubtful)
        guard !more.isEmpty else { return search.best }
        search = CandidateSearch(
            file: file, analysis: analysis, numbers: numbers, hits: hits + more, query: query, passing: passing)
        search.run()
        return search.best
    }

    /// Returns the known door of an address by which a structure was found, when its position is more exact than the
    /// structure's: «Αθηνών 5 και Άνδρου» where Άνδρου is not on the map.
    private func door(
        ofAddressIn known: [SpanHit], _ analysis: AddressAnalysis, _ numbers: NumberRuns, _ query: GeocodeQuery,
        _ candidates: [Candidate]
    ) -> Candidate? {
        guard let best = candidates.min(by: { $0.cost < $1.cost }), best.role == .address, best.left == 0,
            file.accuracy(of: best.entity) > Self.vagueMetres
        else { return nil }
        var search = CandidateSearch(
            file: file, analysis: analysis, numbers: numbers, hits: known, query: query, passesStructures: true)
        search.run()
        let doors = search.best.filter { candidate in
            candidate.kind == .address && candidate.match <= .phonetic
                && file.municipality(candidate.entity) == file.municipality(best.entity)
        }
        guard var door = doors.min(by: { $0.cost < $1.cost }) else { return nil }
        // The address of the structure explains the words that the map does not know.
        (door.left, door.doubted) = (0, 0)
        (door.cost, door.textCost) = (min(door.cost, best.cost - 1), min(door.textCost, best.textCost))
        return door
    }

    /// Returns the words of four or more letters that no hit covers, one bit each.
    private func unknownWords(_ hits: [SpanHit], _ analysis: AddressAnalysis, _ limit: Int) -> UInt64 {
        let known = hits.reduce(UInt64(0)) { $0 | ($1.mask & ~$1.skipped) }
        var unknown: UInt64 = 0
        for index in 0..<limit where known & TokenMask.bit(index) == 0 {
            let token = analysis.tokens[index]
            let isWord = token.number == nil && !token.isOrdinal && token.folded.count >= 4
            if isWord, token.classes.isDisjoint(with: [.connector, .article, .preposition, .centre]) {
                unknown |= TokenMask.bit(index)
            }
        }
        return unknown
    }

    /// Returns the tokens that can have typing mistakes, one bit each; nil when the best reading is good enough
    /// without.
    private func doubtfulTokens(_ search: CandidateSearch, _ analysis: AddressAnalysis) -> UInt64? {
        let words = analysis.tokens.indices.filter { !analysis.tokens[$0].isNumber }
            .reduce(UInt64(0)) { $0 | TokenMask.bit($1) }
        let sound = search.best.filter { !$0.isStrayNumber }
        guard let best = sound.min(by: { $0.textCost < $1.textCost }) else { return words }
        if best.left & words != 0 { return best.left & words }
        if best.match <= .phonetic, best.shape != .partial { return nil }
        return TokenMask.bits(best.tokens) & words
    }

    /// Returns the first tokens of the query. Those of a structured query are marked with the part they belong to.
    private func withFields(_ all: [AddressToken], _ query: GeocodeQuery) -> [AddressToken] {
        let tokens = all.count > Self.mostTokens ? Array(all.prefix(Self.mostTokens)) : all
        guard let length = query.streetLength else { return tokens }
        return tokens.map { token in
            var token = token
            token.field = token.range.lowerBound < length ? .street : .locality
            return token
        }
    }
}
