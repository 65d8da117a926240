internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// A file of closures: what is understood of it, and the closures of its features.
    static let closureImportRoutes: [PageRoute] = [
        .show("/closures/import", .row(.proposeClosures)) { visit in importPage(visit) },
        .form(
            "/closures/import", .row(.proposeClosures), .write,
            [.line("source"), .line("reason", 2000)], file: "file", readsStructures: false, publishes: true,
            again: { visit, error in importPage(visit, error) },
            keep: { visit, submission throws(RegistryError) in
                let file = try ClosureFileImport(visit.file, source: visit.text("source"))
                guard file.rows.allSatisfy({ (try? $0.entry.get()) != nil }) else { return nil }
                let entries = try file.entries
                try visit.requireFindable(entries.map(\.closure))
                _ = try visit.home.once(submission) { home throws(RegistryError) in
                    try home.proposeClosures(
                        entries, reason: visit.text("reason"), by: try visit.caller, request: visit.request)
                    return StoredAnswer(status: 303, bytes: Array("/closures".utf8))
                }
                let decides = visit.home.decidesClosures(try visit.caller)
                return .redirect("/closures?done=\((decides ? Done.closureInForce : .closureProposed).rawValue)")
            }
        ) { visit in
            .page(importPage(visit, findings: try ClosureFileImport(visit.file, source: visit.text("source"))))
        },
    ]

    private static func importPage(
        _ visit: Visit, _ error: RegistryError? = nil, findings file: ClosureFileImport? = nil
    ) -> RegistryPage {
        let rows = (file?.rows ?? []).compactMap { row -> Block.Row? in
            guard case .failure(let error) = row.entry else { return nil }
            return Block.Row(
                Block.Cell("\(row.number)"), Block.Cell(error.place), Block.Cell(Problem(error).detail[visit.language]))
        }
        var blocks: [Block] = []
        if !rows.isEmpty {
            blocks.append(
                Block(
                    paragraphs: [visit.words("Δεν αποθηκεύτηκε τίποτα.", "Nothing was stored.")],
                    table: Block.Table(
                        caption: visit.words("Τι δεν έγινε δεκτό", "What was not accepted"),
                        head: [
                            visit.words("Αριθμός", "Number"), visit.words("Θέση", "Place"),
                            visit.words("Γιατί", "Why"),
                        ], rows: rows)))
        }
        let fields = [
            PageField(
                id: "file", label: visit.words("Αρχείο", "File"),
                hint: visit.words(
                    "GeoJSON κλειστών δρόμων, έως \(ClosureFileImport.featureLimit). Όλοι ή κανένας.",
                    "GeoJSON of closures, at most \(ClosureFileImport.featureLimit). All or none."), type: "file"),
            PageField(
                id: "source", label: visit.words("Ποιος το λέει", "Who says so"),
                hint: visit.words("Για όσους δεν το γράφουν.", "For those that do not tell."),
                value: visit.text("source")),
            PageField(id: "reason", label: visit.words("Γιατί", "Why"), value: visit.text("reason")),
        ]
        blocks.append(
            Block(forms: [
                visit.form(
                    "/closures/import", [PageForm.Group(fields: fields)],
                    button: visit.words("Εισαγωγή", "Import"), isUpload: true)
            ]))
        return visit.page(
            visit.words("Κλειστοί δρόμοι από αρχείο", "Closed roads from a file"), faults: faults(error, visit), blocks)
    }
}
