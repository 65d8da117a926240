internal import Registry
internal import WebSupport

extension PageRoutes {
    /// The audit: one's own rows, or all for auditors.
    static let auditRoutes: [PageRoute] = [
        .show(
            "/audit", .row(.readAudit),
            [
                ParameterDescription(
                    "before", .integer(minimum: 0, maximum: .max), emptyIsAbsent: true, summary: "before")
            ]
        ) { visit in
            let page = try visit.home.audit(
                before: visit.fields.integer("before") ?? .max, by: try visit.caller, request: visit.request)
            let heading = visit.words("Ημερολόγιο ελέγχου", "Audit")
            let rows = page.rows.map { row in
                Block.Row(
                    Block.Cell("\(row.seq)"), Block.Cell(visit.moment(row.at)),
                    Block.Cell(row.principal.flatMap { page.names[$0] } ?? row.actor), Block.Cell(row.action),
                    Block.Cell(row.purpose), Block.Cell((page.subjects[row.seq] ?? []).joined(separator: " ")))
            }
            var block = Block(
                table: Block.Table(
                    caption: visit.words("Οι νεότερες γραμμές πρώτα", "The newest rows first"),
                    head: [
                        visit.words("Αριθμός", "Number"), visit.words("Πότε", "When"), visit.words("Ποιος", "Who"),
                        visit.words("Τι", "What"), visit.words("Για", "For"), visit.words("Εγγραφές", "Records"),
                    ], rows: rows))
            if let last = page.rows.last, last.seq > 0, page.rows.count == RegistryHome.auditPageLimit {
                block.links = [
                    PageLink(
                        name: visit.words("Παλαιότερες", "Older ones"), page: visit.link("/audit?before=\(last.seq)"))
                ]
            }
            return visit.page(heading, [block])
        }
    ]
}
