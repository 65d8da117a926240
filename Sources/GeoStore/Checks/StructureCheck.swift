internal import Entitlement
internal import OpeningHours
internal import Records

/// Reports problems of structures other than position: kind, parent, dates and duplicates.
struct StructureCheck {
    private let merge: StoreMerge
    private let today: PartialDate?
    private let staleAfterDays: Int
    private let kinds: [String: StructureKind]
    /// The date of the data, for sources whose rows have no dates of their own.
    private let sourceDates: [String: PartialDate]

    init(_ merge: StoreMerge, today: PartialDate?, staleAfterDays: Int) {
        self.merge = merge
        self.today = today
        self.staleAfterDays = staleAfterDays
        kinds = Dictionary(merge.kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        sourceDates = Dictionary(
            merge.sources.filter { $0.counts[StoreTable.road.rawValue] != nil }.compactMap { source in
                source.dataDate.flatMap(PartialDate.init).map { (source.id, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    func run(into report: inout ImportReport) {
        for finding in merge.withheld { report.add(finding) }
        let ids = Set(merge.storedStructures.map(\.id))
        for row in merge.storedStructures {
            checkKind(row, &report)
            checkDate(row, &report)
            checkHours(row, &report)
            checkValues(row, &report)
            checkOrganisation(row, &report)
            if let parent = row.parent, !ids.contains(parent) {
                report.add(finding(.unknownParent, .warning, row, "its parent \(parent) is not there"))
            }
        }
        for id in merge.namedByOffers.subtracting(ids).sorted() {
            report.add(
                Finding(
                    .unknownReference, .warning, source: "", position: "",
                    "a service or a service area names the structure \(id), which is not there"))
        }
        let rows = Dictionary(
            merge.storedStructures.map { ([$0.source, $0.id], $0) }, uniquingKeysWith: { first, _ in first })
        for suspicion in merge.structures.suspicions {
            guard let row = rows[[suspicion.suspectSource, suspicion.suspect]] else { continue }
            // Maps often draw a thing twice; the same structure in two sources deserves a look.
            let isDrawnTwice = suspicion.suspectSource == suspicion.keptSource
            report.add(
                finding(
                    .duplicateSuspect, isDrawnTwice ? .note : .warning, row,
                    "looks like \(suspicion.kept) of \(suspicion.keptSource): \(suspicion.reason); "
                        + (suspicion.isCertain ? "made one with it" : "both are kept: look at them")))
        }
    }

    private func checkKind(_ row: StoredStructure, _ report: inout ImportReport) {
        guard kinds[row.kind] == nil else { return }
        report.add(finding(.unknownKind, .warning, row, "kind \"\(row.kind)\" is not in the table of kinds; left out"))
    }

    private func checkHours(_ row: StoredStructure, _ report: inout ImportReport) {
        guard let hours = row.openingHours else { return }
        do throws(HoursParseError) {
            _ = try HoursExpression(hours)
        } catch {
            report.add(
                finding(
                    .unreadableHours, .warning, row,
                    "its opening hours\(said(hours, row)) are unknown" + (row.isWithheld ? "" : ": \(error)")))
        }
    }

    private func checkValues(_ row: StoredStructure, _ report: inout ImportReport) {
        if let status = row.status, Structure.Status(rawValue: status) == nil {
            let known = Structure.Status.allCases.map(\.rawValue).joined(separator: ", ")
            report.add(
                finding(
                    .unknownStatus, .warning, row,
                    "its status\(said(status, row)) counts as unverified: expected \(known)"))
        }
        // The shortest useful numbers have three digits.
        if let phone = row.phone, phone.utf8.count(where: { (0x30...0x39).contains($0) }) < 3 {
            report.add(finding(.unreadablePhone, .warning, row, "its phone\(said(phone, row)) has no number in it"))
        }
        for date in [row.checkedOn, row.sourceDate].compactMap({ $0 }) where PartialDate(date) == nil {
            report.add(
                finding(
                    .unreadableDate, .warning, row,
                    "its date\(said(date, row)) is unknown: expected YYYY, YYYY-MM or YYYY-MM-DD"))
        }
    }

    private func checkOrganisation(_ row: StoredStructure, _ report: inout ImportReport) {
        guard let id = DetailField.details(of: row.tags).organisation,
            !merge.organisations.contains(where: { $0.id == id })
        else { return }
        report.add(finding(.unknownReference, .warning, row, "the organisation \(id) is not there"))
    }

    private func checkDate(_ row: StoredStructure, _ report: inout ImportReport) {
        let written = [row.checkedOn, row.sourceDate].compactMap { $0 }
        let dates = written.compactMap(PartialDate.init) + [sourceDates[row.source]].compactMap { $0 }
        guard let newest = dates.map(\.lastDay).max() else {
            let others = written.isEmpty ? "" : " but\(said(written.joined(separator: "\", \""), row, "others"))"
            report.add(finding(.undated, .note, row, "has no date\(others)"))
            return
        }
        guard let today, today.lastDay - newest > staleAfterDays else { return }
        report.add(finding(.stale, .note, row, "its newest date is \(today.lastDay - newest) days old"))
    }

    /// A value as quoted in a finding; left out for a withheld row, where it may reveal the place.
    private func said(_ value: String, _ row: StoredStructure, _ other: String = "") -> String {
        row.isWithheld ? (other.isEmpty ? "" : " \(other)") : " \"\(value)\""
    }

    private func finding(
        _ check: Finding.Check, _ severity: Finding.Severity, _ row: StoredStructure, _ message: String
    ) -> Finding {
        Finding(
            check, severity, source: row.source, position: row.position,
            "structure \(row.id) (\(row.names.text(in: merge.region.language))): \(message)", at: row.coordinate)
    }
}
