package import Entitlement
package import Records

/// A change of a figure of programmes that waits for approval.
package struct FigureDraft: Sendable {
    /// Its identifier.
    package var id: RecordID
    /// The name of the figure.
    package var figure: String
    /// The version that it changes; 0 for the values of the dataset.
    package var base: Int
    /// What it changes.
    package var change: FigureChange
    /// Why, in the words of its author.
    package var reason: String
    /// Who made it.
    package var author: RecordID
    /// The name of its author.
    package var authorName: String
    /// What has become of it.
    package var state: Draft.State
    /// When it was made.
    package var createdAt: Timestamp
    /// The name of the person who approved or declined it; nil while the draft waits, and when it was withdrawn.
    package var reviewerName: String?
    /// The note of that person; can be empty.
    package var note: String

    /// The columns of ``init(_:)``.
    static let columns = """
        figure_draft.*, (SELECT name FROM principal WHERE principal.id = author) AS author_name,
        (SELECT name FROM principal WHERE principal.id = reviewer) AS reviewer_name
        """

    /// Reads a row of `figure_draft` with the names of author and reviewer.
    init(_ row: StoreRow) throws(RegistryError) {
        id = try row["id"]
        figure = try row["figure"]
        base = try row["base_version"]
        change = try FigureChange(stored: try row["change"])
        reason = try row["reason"]
        author = try row["author"]
        authorName = try row["author_name"]
        state = try Draft.State(row, in: "figure_draft")
        createdAt = try row["created_at"]
        reviewerName = try row["reviewer_name"]
        note = try row["note"]
    }
}

/// The values of a figure in force.
package struct FigureState: Sendable {
    /// The name of the figure.
    package var id: String
    /// What it is; can be empty.
    package var text: LocalizedText
    /// Its version; 0 when the registry has not changed it, so that the values of the dataset are in force.
    package var version: Int
    /// Its values.
    package var values: FigureValues
}

/// What a change does to one value of a figure.
package struct FigureDifference: Hashable, Sendable {
    /// The value before; nil for a new one.
    package var before: FigureValues.Entry?
    /// The value after; nil when it is taken away.
    package var after: FigureValues.Entry?

    /// The differences in order of time. Values with the same first day are one that has changed.
    package static func between(_ before: FigureValues, _ after: FigureValues) -> [FigureDifference] {
        let days = Set((before.entries + after.entries).map { $0.from?.dayNumber ?? Int.min }).sorted()
        func entry(_ values: FigureValues, _ day: Int) -> FigureValues.Entry? {
            values.entries.first { ($0.from?.dayNumber ?? Int.min) == day }
        }
        return days.compactMap { day in
            let difference = FigureDifference(before: entry(before, day), after: entry(after, day))
            return difference.before == difference.after ? nil : difference
        }
    }
}

/// Values that a figure had.
package struct FigureVersion: Sendable {
    /// Its number; 0 for the values of the dataset.
    package var version: Int
    /// When they came in force; for version 0, when the figure was first changed.
    package var at: Timestamp
    /// The draft that made them; nil for version 0.
    package var draft: FigureDraft?
    /// The values.
    package var values: FigureValues
    /// What it changed.
    package var changes: [FigureDifference]
}

/// A figure with its history and the drafts that wait.
package struct FigureView: Sendable {
    /// The values in force.
    package var state: FigureState
    /// All versions, the newest first; empty when the registry has not changed it.
    package var versions: [FigureVersion]
    /// The open drafts, the oldest first.
    package var drafts: [FigureDraft]

    /// The version that brought a value in force as it is; nil when it is of the dataset.
    package func origin(of entry: FigureValues.Entry) -> FigureVersion? {
        var origin: FigureVersion?
        for version in versions {
            guard version.values.entries.contains(entry) else { break }
            origin = version
        }
        return origin?.draft == nil ? nil : origin
    }
}

extension [FigureView] {
    /// The open drafts of all figures, the oldest first.
    package var drafts: [FigureDraft] {
        flatMap(\.drafts).sorted { ($0.createdAt, $0.id.description) < ($1.createdAt, $1.id.description) }
    }
}

/// A draft of a figure with what one needs to decide on it.
package struct FigureDraftView: Sendable {
    /// The draft.
    package var draft: FigureDraft
    /// The values that it changes: those in force, or those before it when it was published.
    package var before: FigureState
    /// The values after it; nil when it does not fit the values in force.
    package var after: FigureValues?
    /// What it does to the examples; nil when it does not fit, or when they were not asked for.
    package var examples: ExampleComparison?
    /// The other open drafts of the same figure.
    package var others: [FigureDraft]

    /// Whether the values in force are other ones than its author has seen.
    package var isStale: Bool { draft.state == .open && before.version != draft.base }
    /// What it does to each value.
    package var changes: [FigureDifference] {
        after.map { FigureDifference.between(before.values, $0) } ?? []
    }
}
