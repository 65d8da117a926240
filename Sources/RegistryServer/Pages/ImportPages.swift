internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Files with many structures: what a file would change, and the drafts of its rows.
    ///
    /// The file is sent twice and kept nowhere: a registry holds nothing that nobody has drafted. The second time it must be
    /// the file that was checked.
    static let importRoutes: [PageRoute] = [
        .show("/import", .row(.draft)) { visit in importPage(visit) },
        .download("/import/template.csv", .row(.draft)) { visit in
            // Spreadsheets in Greek expect semicolons.
            .file(
                CSVLine.file([ImportedFile.columnNames(in: visit.language)], delimiter: UInt8(ascii: ";")),
                mediaType: "text/csv; charset=utf-8", name: "plision-import.csv")
        },
        .form(
            "/import", .row(.draft), .write,
            [
                .line("partner", 60), .line("kind", 60), .line("municipality", 60), .line("checked", 32),
                .lines("reason", 2000),
            ],
            file: "file",
            again: { visit, error in
                guard visit.fields.text("checked") != nil, !visit.file.isEmpty,
                    let report = try? visit.home.check(
                        try visit.importedFile(), by: try visit.caller, request: visit.request)
                else { return importPage(visit, faults: faults(error, visit)) }
                return checkedPage(visit, report, faults: faults(error, visit))
            },
            keep: { visit, submission throws(RegistryError) in
                guard let checked = visit.fields.text("checked") else { return nil }
                var report: ImportReport?
                _ = try visit.home.draft(
                    try visit.importedFile(), reason: visit.text("reason"), seen: checked, once: submission
                ) { made in
                    report = made
                    return StoredAnswer(status: 303, bytes: Array("/".utf8))
                }
                return report.map { .page(donePage(visit, $0)) } ?? .redirect("/")
            }
        ) { visit in
            let report = try visit.home.check(
                try visit.importedFile(), by: try visit.caller, request: visit.request)
            return .page(checkedPage(visit, report))
        },
    ]

    /// The most rows that a page shows. The interface gives all.
    private static let shownRows = 500
    private static let hidden = ["partner", "kind", "municipality"]

    private static func importPage(_ visit: Visit, faults: [FaultList.Entry] = []) -> RegistryPage {
        let partner = PageForm.Group(
            hint: visit.words(
                "Τα αρχεία HSDS συνεργατών δεν τα λένε αυτά.", "HSDS files of partners do not tell these."),
            more: PageForm.More(
                summary: visit.words("Για αρχεία HSDS συνεργατών", "For HSDS files of partners"),
                isOpen: hidden.contains { visit.fields.text($0) != nil }),
            fields: [
                PageField(id: "partner", label: visit.words("Συνεργάτης", "Partner"), value: visit.text("partner")),
                PageField(
                    id: "kind", label: FieldNames.name(of: .kind)[visit.language], value: visit.text("kind")),
                PageField(
                    id: "municipality", label: FieldNames.name(of: .municipality)[visit.language],
                    value: visit.text("municipality")),
            ])
        return visit.page(
            visit.words("Εισαγωγή από αρχείο", "Import from a file"), faults: faults,
            [
                Block(
                    paragraphs: [
                        visit.words(
                            "Πρώτα βλέπετε τι θα άλλαζε κάθε γραμμή· τίποτα δεν αποθηκεύεται. Ύστερα γίνονται προσχέδια.",
                            "First you see what each row would change; nothing is stored. Then drafts are made."),
                        visit.words(
                            "Κενό κελί: μένει όπως είναι. Παύλα «-»: η τιμή αφαιρείται. Η δομή βρίσκεται μόνο από το αναγνωριστικό.",
                            "An empty cell: it stays as it is. A hyphen «-»: the value is taken away. A structure is found by its"
                                + " identifier only."),
                    ],
                    links: [
                        PageLink(
                            name: visit.words("Πρότυπο CSV με τις στήλες", "Template CSV with the columns"),
                            page: visit.link("/import/template.csv"))
                    ],
                    forms: [
                        visit.form(
                            "/import", [PageForm.Group(fields: [fileEntry(visit)]), partner],
                            button: visit.words("Έλεγχος", "Check"), isUpload: true)
                    ])
            ])
    }

    private static func fileEntry(_ visit: Visit, hint: String? = nil) -> PageField {
        PageField(
            id: "file", label: visit.words("Αρχείο", "File"),
            hint: hint
                ?? visit.words(
                    "CSV (UTF-8), XLSX ή HSDS (JSON), έως \(ImportLimits.rows) γραμμές και 4 MiB.",
                    "CSV (UTF-8), XLSX or HSDS (JSON), at most \(ImportLimits.rows) rows and 4 MiB."), type: "file")
    }

    private static func checkedPage(
        _ visit: Visit, _ report: ImportReport, faults: [FaultList.Entry] = []
    ) -> RegistryPage {
        let count = report.count(.new) + report.count(.changed)
        var blocks = [summary(visit, report)]
        if count > 0 {
            let refused = report.count(.refused)
            blocks.append(
                Block(
                    heading: visit.words("Προσχέδια", "Drafts"),
                    paragraphs: refused == 0
                        ? []
                        : [
                            visit.words(
                                "Οι γραμμές που δεν έγιναν δεκτές (\(refused)) μένουν έξω· τις διορθώνετε και τις στέλνετε ξανά.",
                                "The refused rows (\(refused)) are left out; correct them and send them again.")
                        ],
                    forms: [
                        visit.form(
                            "/import",
                            [
                                PageForm.Group(fields: [
                                    fileEntry(
                                        visit,
                                        hint: visit.words(
                                            "Το ίδιο αρχείο ξανά: δεν έχει αποθηκευτεί.",
                                            "The same file again: it was not stored.")),
                                    reasonEntry(visit),
                                ])
                            ], hidden: [("checked", report.tag)] + hidden.map { ($0, visit.text($0)) },
                            button: visit.words("Να γίνουν \(count) προσχέδια", "Make \(count) drafts"), isUpload: true)
                    ]))
        }
        blocks += rows(visit, report)
        return visit.page(visit.words("Τι θα άλλαζε το αρχείο", "What the file would change"), faults: faults, blocks)
    }

    private static func donePage(_ visit: Visit, _ report: ImportReport) -> RegistryPage {
        let count = report.rows.count { $0.draft != nil }
        return visit.page(
            visit.words("Η εισαγωγή έγινε", "The import is done"),
            message: visit.words(
                "Έγιναν \(count) προσχέδια· περιμένουν έγκριση από άλλα άτομα.",
                "\(count) drafts were made; they wait for the approval of others."),
            [summary(visit, report)] + rows(visit, report))
    }

    private static func summary(_ visit: Visit, _ report: ImportReport) -> Block {
        let facts = ImportReport.Outcome.allCases.map { outcome in
            Block.Fact(name: name(of: outcome, visit), value: "\(report.count(outcome))")
        }
        var block = Block(facts: Block.Facts(list: facts))
        if !report.findings.isEmpty {
            block.table = Block.Table(
                caption: visit.words("Για όλο το αρχείο", "About the whole file"),
                head: [visit.words("Τι βρέθηκε", "What was found")],
                rows: report.findings.prefix(shownRows).map { Block.Row(Block.Cell($0.text(in: visit.language))) })
        }
        return block
    }

    /// The rows in a table, the refused ones first.
    private static func rows(_ visit: Visit, _ report: ImportReport) -> [Block] {
        let ordered = report.rows.filter { $0.outcome == .refused } + report.rows.filter { $0.outcome != .refused }
        guard !ordered.isEmpty else { return [] }
        let heading = visit.words("Οι γραμμές", "The rows")
        let table = Block.Table(
            caption: heading, repeatsHeading: true,
            head: [
                visit.words("Γραμμή", "Row"), visit.words("Δομή", "Structure"), visit.words("Τι είναι", "What it is"),
                visit.words("Πεδία και ευρήματα", "Fields and findings"),
            ],
            rows: ordered.prefix(shownRows).map { row in
                let fields = row.fields.map { FieldNames.name(of: $0)[visit.language] }.joined(separator: ", ")
                let parts = (fields.isEmpty ? [] : [fields]) + row.findings.map { $0.text(in: visit.language) }
                return Block.Row(
                    Block.Cell("\(row.number)"),
                    Block.Cell(row.ref, page: row.draft.map { visit.link("/drafts/\($0)") }),
                    Block.Cell(name(of: row.outcome, visit)), Block.Cell(parts.joined(separator: " · ")))
            })
        let more = ordered.count - shownRows
        return [
            Block(
                heading: heading,
                paragraphs: more > 0
                    ? [visit.words("Άλλες \(more) δεν δείχνονται εδώ.", "\(more) more are not shown here.")] : [],
                table: table)
        ]
    }

    private static func name(of outcome: ImportReport.Outcome, _ visit: Visit) -> String {
        switch outcome {
        case .new: visit.words("νέα", "new")
        case .changed: visit.words("αλλάζει", "changed")
        case .unchanged: visit.words("ίδια", "unchanged")
        case .refused: visit.words("δεν έγινε δεκτή", "refused")
        }
    }
}

extension Visit {
    /// The file of the form, read.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, also when there is none.
    fileprivate func importedFile() throws(RegistryError) -> ImportedFile {
        guard let imported else { throw RegistryError(.invalid, at: "file", "choose a file", el: "επιλέξτε αρχείο") }
        return try imported.get()
    }
}
