package import Entitlement
package import Records

extension RegistryHome {
    /// The figures of the region's programmes as they are in force, with their history and open drafts, in the order of the
    /// file.
    ///
    /// - Parameter file: The programmes of the dataset.
    package func figures(
        of file: ProgrammeFile, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [FigureView] {
        try audited(AuditNote(caller.actor, .programmesRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readProgrammes, now: now())
            return try file.book.figures.map { try figureView($0.id, file, connection) }
        }
    }

    /// A figure with its history and open drafts.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when the programmes have no such figure.
    package func figure(
        _ id: String, of file: ProgrammeFile?, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> FigureView {
        try audited(AuditNote(caller.actor, .programmesRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readProgrammes, now: now())
            guard let file else { throw Self.noFigure(id) }
            let view = try figureView(id, file, connection)
            note.subjects = ["figure/\(id)"]
            return view
        }
    }

    /// All open drafts of figures, the oldest first.
    package func openFigureDrafts(by caller: Caller, request: String? = nil) throws(RegistryError) -> [FigureDraft] {
        try audited(AuditNote(caller.actor, .programmesRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readProgrammes, now: now())
            let drafts = try figureDrafts("state = 'open'", [], connection)
            note.subjects = drafts.map(\.id.description)
            return drafts
        }
    }

    /// A draft of a figure with its differences, what it does to the examples, and the other open drafts of the figure.
    ///
    /// - Parameters:
    ///   - file: The programmes of the dataset.
    ///   - today: Today in the region, for the examples; nil to leave them out.
    /// - Throws: ``RegistryError`` with the code `notFound`.
    package func figureDraft(
        _ id: RecordID, of file: ProgrammeFile?, today: CivilDate?, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> FigureDraftView {
        var (view, others) = try audited(AuditNote(caller.actor, .programmesRead, request: request)) {
            connection, note in
            _ = try caller.scope(for: .readProgrammes, now: now())
            note.subjects = [id.description]
            let draft = try figureDraft(id, connection)
            guard let file else { throw Self.noFigure(draft.figure) }
            var before = try figureState(draft.figure, file, connection)
            var after: FigureValues?
            if let row = try connection.row("SELECT version, entries FROM figure_history WHERE draft = ?", id) {
                let version: Int = try row["version"]
                after = try FigureValues(stored: try row["entries"])
                before.version = version - 1
                before.values = try formerValues(draft.figure, version - 1, connection)
            } else {
                do throws(RegistryError) {
                    after = try draft.change.applied(to: before.values)
                } catch {
                    guard [.conflict, .invalid].contains(error.code) else { throw error }
                }
            }
            let others = try figureDrafts("figure = ? AND state = 'open' AND id <> ?", [draft.figure, id], connection)
            note.subjects += others.map(\.id.description)
            return (
                FigureDraftView(draft: draft, before: before, after: after, others: others),
                today == nil ? [:] : try changedFigures(connection)
            )
        }
        // Judging takes longer than reading, so it does not hold the lock.
        if let file, let today, let after = view.after {
            view.examples = try Self.compare(view.draft.figure, view.before.values, after, others, file, today)
        }
        return view
    }

    /// What a change that is not drafted yet would do: the values in force, those after it, and the examples.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `invalid`, `conflict`.
    package func previewFigure(
        _ change: FigureChange, of id: String, in file: ProgrammeFile?, today: CivilDate, by caller: Caller,
        request: String? = nil
    ) throws(RegistryError) -> (before: FigureState, after: FigureValues, examples: ExampleComparison) {
        let note = AuditNote(caller.actor, .programmesRead, request: request)
        let (file, before, others) = try audited(note) { connection, note in
            _ = try caller.scope(for: .draftProgrammes, now: now())
            guard let file else { throw Self.noFigure(id) }
            let before = try figureState(id, file, connection)
            note.subjects = ["figure/\(id)"]
            return (file, before, try changedFigures(connection))
        }
        let after = try change.applied(to: before.values)
        return (before, after, try Self.compare(id, before.values, after, others, file, today))
    }

    /// The values in force of all figures that the registry has changed.
    private func changedFigures(_ connection: StoreConnection) throws(RegistryError) -> [String: FigureValues] {
        var figures: [String: FigureValues] = [:]
        for row in try connection.rows("SELECT id, entries FROM figure_state") {
            figures[try row["id"]] = try FigureValues(stored: try row["entries"])
        }
        return figures
    }

    /// Judges the examples with two states of one figure.
    ///
    /// - Parameter others: The values in force of the other figures that the registry has changed.
    private static func compare(
        _ id: String, _ before: FigureValues, _ after: FigureValues, _ others: [String: FigureValues],
        _ file: ProgrammeFile, _ today: CivilDate
    ) throws(RegistryError) -> ExampleComparison {
        var figures = others
        do throws(DataFileError) {
            figures[id] = before
            let former = try file.replacing(figures).book
            figures[id] = after
            return former.compareExamples(
                with: try file.replacing(figures).book, on: before.day(ofDifferenceTo: after, today: today))
        } catch {
            throw RegistryError(
                .invalid, at: "figure \(id)", "does not fit the programmes: \(error)",
                el: "δεν ταιριάζει με τα προγράμματα")
        }
    }

    /// The values of a figure in force.
    func figureState(
        _ id: String, _ file: ProgrammeFile, _ connection: StoreConnection
    ) throws(RegistryError) -> FigureState {
        guard let figure = file.book.figures.first(where: { $0.id == id }) else { throw Self.noFigure(id) }
        guard let row = try connection.row("SELECT version, entries FROM figure_state WHERE id = ?", id) else {
            return FigureState(
                id: id, text: figure.text, version: 0, values: FigureValues(figure, in: file.book))
        }
        return FigureState(
            id: id, text: figure.text, version: try row["version"], values: try FigureValues(stored: try row["entries"])
        )
    }

    private func figureView(
        _ id: String, _ file: ProgrammeFile, _ connection: StoreConnection
    ) throws(RegistryError) -> FigureView {
        let state = try figureState(id, file, connection)
        var versions: [FigureVersion] = []
        for row in try connection.rows("SELECT * FROM figure_history WHERE figure = ? ORDER BY version", id) {
            let draft: RecordID? = try row["draft"]
            let values = try FigureValues(stored: try row["entries"])
            versions.append(
                FigureVersion(
                    version: try row["version"], at: try row["at"],
                    draft: try draft.map { id throws(RegistryError) in try figureDraft(id, connection) },
                    values: values,
                    changes: versions.last.map { FigureDifference.between($0.values, values) } ?? []))
        }
        return FigureView(
            state: state, versions: versions.reversed(),
            drafts: try figureDrafts("figure = ? AND state = 'open'", [id], connection))
    }

    /// The values of a version.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` when there was no such version.
    func formerValues(
        _ id: String, _ version: Int, _ connection: StoreConnection
    ) throws(RegistryError) -> FigureValues {
        let row = try connection.row("SELECT entries FROM figure_history WHERE figure = ? AND version = ?", id, version)
        guard let row else {
            throw RegistryError(
                .invalid, at: "version", "expected a former version, found \(version)",
                el: "αναμενόταν προηγούμενη έκδοση")
        }
        return try FigureValues(stored: try row["entries"])
    }

    /// The draft of an identifier.
    func figureDraft(_ id: RecordID, _ connection: StoreConnection) throws(RegistryError) -> FigureDraft {
        guard let draft = try figureDrafts("id = ?", [id], connection).first else {
            throw RegistryError(.notFound, at: "draft \(id)", "there is no such draft")
        }
        return draft
    }

    private func figureDrafts(
        _ condition: String, _ values: [any ColumnRepresentable], _ connection: StoreConnection
    ) throws(RegistryError) -> [FigureDraft] {
        try connection.rows(
            "SELECT \(FigureDraft.columns) FROM figure_draft WHERE \(condition) ORDER BY created_at, id", with: values
        ).map { row throws(RegistryError) in try FigureDraft(row) }
    }

    /// The error for a figure that the programmes do not have.
    static func noFigure(_ id: String) -> RegistryError {
        RegistryError(.notFound, at: "figure \(PlainText.quoted(id))", "there is no such figure")
    }
}
