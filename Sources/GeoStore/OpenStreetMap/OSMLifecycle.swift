internal import Records

/// Determines from tags whether a thing is in use. OpenStreetMap has several notations for places that have
/// closed, are in ruins or only planned; such a place must never be in an answer.
enum OSMLifecycle {
    /// The period in which a structure is in use.
    enum Use: Hashable {
        /// In use from the first to the last day; nil for no limit.
        case open(from: CivilDate?, to: CivilDate?)
        /// Not in use any more, or not yet with an unknown date; the value is the tag that says so.
        case over(String)
    }

    /// The use of a structure on `today` and later. Later beginnings and ends are kept; a structure that has ended is
    /// `.over`.
    static func use(of tags: OSMTags, kinds: OSMKindTable, today: CivilDate) -> Use {
        if let tag = closingTag(tags) ?? formerTag(tags, kinds) { return .over(tag) }
        var last: CivilDate?
        if let text = tags.text("end_date"), let end = OSMDate.last(in: text) {
            guard today < end else { return .over("end_date=\(text)") }
            last = end
        }
        // A start in the past does not matter; the opening date takes precedence over the date of construction.
        let start = ["opening_date", "start_date"].lazy.compactMap { tags.text($0).flatMap(OSMDate.first) }.first
        return .open(from: start.flatMap { today < $0 ? $0 : nil }, to: last)
    }

    /// Whether the building at an address has disappeared.
    static func isGone(_ tags: OSMTags) -> Bool {
        if gone.contains(where: { isTrue(tags.text($0)) }) { return true }
        if let building = tags.text("building") { return gone.contains(building) }
        return gone.contains { isTrue(tags.text("\($0):building")) }
    }

    /// The kind of a present or former place: the value of `place`, or of that key after a lifecycle prefix such as
    /// `abandoned:`. Names of places outlive their residents.
    static func placeKind(_ tags: OSMTags) -> String? {
        (["place"] + placeKeys).lazy.compactMap { tags.text($0) }.first
    }

    /// The keys besides `place` that name a place.
    static let placeKeys = past.map { "\($0):place" }

    /// Prefixes for things out of use that may still be visible.
    private static let left = ["disused", "abandoned", "ruins", "ruined", "closed", "historic", "was"]
    /// Prefixes for things that have disappeared.
    private static let gone = ["demolished", "razed", "removed", "destroyed", "dismantled", "collapsed"]
    private static let past = left + gone
    /// Words for things not in use, past or future.
    private static let unused = Set(past + ["ruin", "construction", "proposed", "planned"])

    /// The tag that says that the object itself is out of use.
    private static func closingTag(_ tags: OSMTags) -> String? {
        for (key, value) in tags {
            let text = String(value.trimmingSpace).lowercased()
            let isClosing: Bool
            switch key {
            case "historic": isClosing = text == "ruins"
            case "was": isClosing = false
            case "building": isClosing = unused.contains(text) && text != "historic"
            case "operational_status":
                isClosing = unused.contains(text) || ["closed_permanently", "permanently_closed"].contains(text)
            case "access": isClosing = text == "no"
            case "opening_hours": isClosing = isNever(text)
            default: isClosing = unused.contains(key) && isTrue(text)
            }
            if isClosing { return "\(key)=\(value.trimmingSpace)" }
        }
        return nil
    }

    /// The tag that says that the object is no longer what it is tagged as, such as `disused:amenity=pharmacy` beside
    /// `healthcare=pharmacy`. A former use of another kind, such as a shop, is ignored.
    private static func formerTag(_ tags: OSMTags, _ kinds: OSMKindTable) -> String? {
        let former = tags.compactMap { key, value -> (key: String, value: String)? in
            guard let colon = key.firstIndex(of: ":"), past.contains(String(key[..<colon])) else { return nil }
            return (String(key[key.index(after: colon)...]), value)
        }
        guard let first = former.first(where: { kinds.keys.contains($0.key) }) else { return nil }
        let others = tags.filter { tag in !kinds.keys.contains(tag.key) }
        guard let kind = kinds.answer(for: OSMTags(former).completed(from: Array(others))),
            kind == kinds.answer(for: tags)
        else { return nil }
        return "a former \(first.key)=\(first.value)"
    }

    private static func isTrue(_ value: String?) -> Bool {
        value.map { !["no", "false", "0", "none", "minor", ""].contains($0.lowercased()) } ?? false
    }

    /// Whether opening hours say `off` or `closed` for all days and nothing else.
    private static func isNever(_ hours: String) -> Bool {
        var text = ""
        var isComment = false
        for character in hours {
            if character == "\"" { isComment.toggle() } else if !isComment { text.append(character) }
        }
        let always = ["", "24/7", "mo-su", "00:00-24:00", "mo-su 00:00-24:00"]
        var isAlways = false
        for rule in text.split(separator: ";").map({ $0.split(separator: " ").joined(separator: " ") })
        where !rule.isEmpty {
            guard let word = ["off", "closed"].first(where: rule.hasSuffix) else { return false }
            let days = rule.dropLast(word.count).split(separator: ",", omittingEmptySubsequences: false)
            isAlways = isAlways || days.contains { always.contains(String($0.trimmingSpace)) }
        }
        return isAlways
    }
}

/// Dates as written by mappers: `2019-05-01`, `~1950`, `before 2010-03`, `2015..2018`, `1970s`, `C19` and similar.
enum OSMDate {
    /// The earliest day meant by the first date in a text.
    static func first(in text: String) -> CivilDate? { days(in: text).first }

    /// The earliest day meant by the last date in a text.
    static func last(in text: String) -> CivilDate? { days(in: text).last }

    private static func days(in text: String) -> [CivilDate] {
        text.split { !$0.isASCII || !($0.isNumber || $0.isLetter || $0 == "-") }.compactMap { word in
            if word.count == 3, word.first == "C", let century = Int(word.dropFirst()), century > 0 {
                return CivilDate(year: (century - 1) * 100 + 1, month: 1, day: 1)
            }
            let digits = String(word.prefix { $0.isNumber || $0 == "-" })
            guard let date = PartialDate(digits) else { return nil }
            return CivilDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
        }
    }
}
