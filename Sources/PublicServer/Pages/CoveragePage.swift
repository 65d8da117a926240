internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

/// The page `/coverage` for planners: how many people reach a service in time, as a table and a map.
struct CoveragePage {
    let frame: PageFrame
    let library: PageLibrary

    private var data: PublicDataset { frame.data }
    private var language: String { frame.language.tag }

    func show(_ request: Request) async throws -> Response {
        let parameters = try request.parameters(data.parameters.coveragePage)
        var values = frame.values(
            title: "\(frame.text("coverageTitle")) · \(frame.text("brand"))",
            path: "/coverage?\(parameters.query(changing: []))")
        let kind = parameters.text("kind")
        values["kinds"] = data.dataset.kinds.map { kind in
            ["code": kind.code, "name": kind.names.text(in: language)]
        }.sorted { $0["name"] ?? "" < $1["name"] ?? "" }.map { row in
            var row: [String: Any] = row
            row["chosen"] = row["code"] as? String == kind
            return row
        }
        let modes = data.parameters.coverageModes
        let mode = parameters.text("mode") ?? modes.first ?? ""
        values["modes"] = modes.map { code in
            ["code": code, "name": PageTexts.text("mode-\(code)", in: frame.language), "chosen": code == mode]
                as [String: Any]
        }
        let minutes = CoverageRoute.minutes(parameters)
        values["minutes"] = minutes.map(String.init).joined(separator: ", ")
        let openAt = parameters.text("openAt")
        values["openAt"] = openAt ?? ""
        values["page"] = "/coverage"
        values["langField"] = frame.language == .greek ? nil : language
        if modes.isEmpty {
            values["error"] = frame.text("coverageNoRoads")
        } else {
            let coverage = try await CoverageRoute.coverage(parameters, data)
            values["result"] = result(coverage, CoverageTable(coverage, minutes: minutes), kind, mode, openAt)
        }
        return library.response("coverage", values, to: request, language: frame.language, isPersonal: false)
    }

    private func result(
        _ coverage: Coverage, _ table: CoverageTable, _ kind: String?, _ mode: String, _ openAt: String?
    ) -> [String: Any] {
        let dataset = data.dataset
        let name = kind.flatMap(dataset.kind(code:))?.names.text(in: language) ?? frame.text("anyKind")
        var query = [("mode", mode)]
        if let kind { query.insert(("kind", kind), at: 0) }
        if let openAt { query.append(("openAt", openAt)) }
        let link = query.map { "\($0.0)=\(PercentText.encode($0.1))" }.joined(separator: "&")
        let heads = table.minutes.map { "≤ \($0)\u{202F}\(frame.text("minutesShort"))" }
        let rows = table.rows.map { row in
            cells(
                row, heads,
                row.municipality.map { dataset.municipalities[$0].names.text(in: language) }
                    ?? frame.text("noMunicipality"))
        }
        var result: [String: Any] = [
            "title": "\(name) · \(PageTexts.text("mode-\(mode)", in: frame.language))",
            "summary": summary(table),
            "heads": heads, "rows": rows, "total": cells(table.total, heads, frame.text("total")),
            "notes": coverage.notes(table).map { $0.text(in: language) },
            "query": link, "structures": coverage.structures.count,
            "closures": coverage.closuresVersion,
            "bands": CoverageBand.legend(language: language),
        ]
        if let bounds = data.overview.bounds {
            result["bounds"] = "\(bounds.west),\(bounds.south),\(bounds.east),\(bounds.north)"
        }
        return result
    }

    private func cells(_ row: CoverageTable.Row, _ heads: [String], _ name: String) -> [String: Any] {
        let share = row.population > 0 ? "\(row.covered * 100 / row.population)\u{202F}%" : "–"
        return [
            "name": name, "population": number(row.population), "share": share,
            "within": zip(heads, row.within).map { ["head": $0, "people": number($1)] },
            "uncovered": number(row.uncovered), "noRoute": number(row.noRoute), "unknown": number(row.unknown),
        ]
    }

    private func summary(_ table: CoverageTable) -> String {
        let (total, last) = (table.total, table.minutes.last ?? 0)
        return frame.language == .greek
            ? "Σε \(last) λεπτά φτάνουν \(number(total.covered)) από \(number(total.population)) κατοίκους· "
                + "δεν φτάνουν \(number(total.uncovered))· για \(number(total.unknown)) δεν γνωρίζουμε."
            : "\(number(total.covered)) of \(number(total.population)) residents get there within \(last) minutes; "
                + "\(number(total.uncovered)) do not; of \(number(total.unknown)) we do not know."
    }

    /// Formats a number with thin spaces between groups of three digits.
    private func number(_ value: Int) -> String {
        let digits = Array(String(value))
        return digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place).isMultiple(of: 3) ? "\u{202F}\(digit)" : "\(digit)"
        }.joined()
    }
}
