public import Records

/// The values of a figure, each with its source in full, in the form of `programmes.json`, of a registry and of its
/// snapshots.
///
/// They are in order of time and do not overlap.
public struct FigureValues: Hashable, Sendable {
    /// The value for a period.
    public struct Entry: Hashable, Sendable {
        /// The first day; nil when unknown.
        public var from: CivilDate?
        /// The last day; nil when no end is known.
        public var to: CivilDate?
        /// The amount; nil when unknown.
        public var amount: Double?
        /// Whether a source that was read confirms it.
        public var certainty: Certainty
        /// The source. Its identifier is empty when it was written in full.
        public var source: EntitlementSource

        /// Whether it applies on `date`.
        public func applies(on date: CivilDate) -> Bool {
            (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
        }

        /// Reads a value.
        ///
        /// - Parameter sources: The sources that it may refer to by identifier.
        /// - Throws: `DataFileError` with the JSON path of the first error.
        package init(_ node: DataNode, sources: [String: EntitlementSource] = [:]) throws(DataFileError) {
            let value = try node.object(["value", "source", "certainty"], optional: ["from", "to"])
            from = try value["from"]?.date()
            to = try value["to"]?.date()
            let amount = try value[required: "value"]
            if amount.value != .null {
                let number = try amount.number()
                guard FigureValues.amounts.contains(number) else { throw amount.fault("a number from 0 to 1000000000") }
                self.amount = number
            }
            certainty = try value[required: "certainty"].choice(Certainty.self)
            let source = try value[required: "source"]
            if case .string(let id) = source.value {
                guard let known = sources[id] else { throw source.fault("one of the sources") }
                self.source = known
            } else {
                self.source = try EntitlementSource(id: "", source)
            }
            if let from, let to, to < from { throw try value[required: "to"].fault("a day not before \"from\"") }
        }

        /// The value with its source in full.
        package var json: StrictJSON {
            func text(_ key: String, _ text: String?) -> [StrictJSON.Member] {
                text.map { [StrictJSON.Member(key: key, value: .string($0))] } ?? []
            }
            let source = text("title", source.title) + text("url", source.url) + text("date", source.date)
            return .object(
                text("from", from.map(TimeText.text)) + text("to", to.map(TimeText.text)) + [
                    StrictJSON.Member(key: "value", value: amount.map { .number($0) } ?? .null)
                ] + text("certainty", certainty.rawValue) + [StrictJSON.Member(key: "source", value: .object(source))])
        }
    }

    /// The amounts that a figure can have.
    package static let amounts = 0.0...1_000_000_000

    /// The values.
    public let entries: [Entry]

    /// Reads an array of values.
    ///
    /// - Parameter sources: The sources that values may refer to by identifier.
    /// - Throws: `DataFileError` with the JSON path of the first error.
    package init(_ node: DataNode, sources: [String: EntitlementSource] = [:]) throws(DataFileError) {
        var entries: [Entry] = []
        for node in try node.array() {
            let entry = try Entry(node, sources: sources)
            if let last = entries.last {
                guard let end = last.to, let start = entry.from, end < start else {
                    throw node.fault("values in order of time, none overlapping the one before")
                }
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    /// The values of a figure of `book`, with their sources in full.
    package init(_ figure: DatedFigure, in book: ProgrammeBook) {
        entries = figure.values.map { value in
            var source = book.sources[value.source] ?? EntitlementSource(id: "", title: value.source, url: "")
            source.id = ""
            return Entry(value, source)
        }
    }

    /// An array of the values with their sources in full.
    package var json: StrictJSON { .array(entries.map(\.json)) }

    /// The value that applies on `date`, or nil.
    public func entry(on date: CivilDate) -> Entry? { entries.first { $0.applies(on: date) } }

    /// The day on which the difference to `other` is best seen: `today` when they differ on it, else the next day on which
    /// they begin to differ, else the last day in the past; `today` when they never differ.
    package func day(ofDifferenceTo other: FigureValues, today: CivilDate) -> CivilDate {
        func differ(_ day: CivilDate) -> Bool {
            entry(on: day).map(\.effect) != other.entry(on: day).map(\.effect)
        }
        if differ(today) { return today }
        let ends = (entries + other.entries).flatMap { entry in
            [entry.from, entry.from?.adding(days: -1), entry.to, entry.to?.adding(days: 1)].compactMap { $0 }
        }
        let days = ends.filter(differ)
        return days.filter { $0 > today }.min() ?? days.max() ?? today
    }
}

extension FigureValues.Entry {
    fileprivate init(_ value: DatedFigure.Value, _ source: EntitlementSource) {
        (from, to, amount, certainty) = (value.from, value.to, value.amount, value.certainty)
        self.source = source
    }

    /// What judgements depend on.
    fileprivate var effect: [String] { ["\(amount ?? -1)", certainty.rawValue, source.title, source.url] }
}

extension EntitlementSource {
    /// Reads a source with this identifier; an empty one for a source in full, whose address must be one of the web. From
    /// that of another one, an import may have taken out a place that must not be known.
    ///
    /// - Throws: `DataFileError` with the JSON path of the first error.
    init(id: String, _ node: DataNode) throws(DataFileError) {
        let object = try node.object(["title", "url"], optional: ["date"])
        let url = try object[required: "url"].string()
        guard !id.isEmpty || WebAddress.isValid(url) else {
            throw try object[required: "url"].fault("an address that begins with https:// or http://")
        }
        self.init(id: id, title: try object[required: "title"].string(), url: url)
        if let date = object["date"] {
            let text = try date.string()
            guard !id.isEmpty || Self.isDate(text) else {
                throw date.fault("a year, month or day like 2023, 2023-11 or 2023-11-13")
            }
            self.date = text
        }
    }

    /// Whether a text is a year, a month or a day.
    private static func isDate(_ text: String) -> Bool {
        let rest = ["", "-01", "-01-01"].first { text.utf8.count + $0.utf8.count == 10 }
        return rest.map { TimeText.date(text + $0) != nil } ?? false
    }
}
