internal import Records

extension Dataset {
    /// Returns the JSON document of a coverage: people per municipality, with notes.
    public func document(_ coverage: Coverage, _ table: CoverageTable) -> [UInt8] {
        answer(capacity: 512 + table.rows.count * 320) { json in
            json.member("kinds", coverage.query.kinds)
            json.member("mode", coverage.query.mode)
            if let moment = coverage.momentText { json.member("openAt", moment) }
            json.member("closuresVersion", coverage.closuresVersion)
            json.member("estimate", coverage.isEstimate)
            json.member("structures", coverage.structures.count)
            json.key("minutes")
            json.array { json in for minutes in table.minutes { json.integer(minutes) } }
            json.key("municipalities")
            json.array { json in
                for row in table.rows {
                    json.object { json in
                        if let index = row.municipality {
                            json.member("code", municipalities[index].code)
                            json.member("name", municipalities[index].names)
                        } else {
                            json.key("code")
                            json.null()
                            json.member("name", Self.inNoMunicipality)
                        }
                        json.members(of: row, table.minutes)
                    }
                }
            }
            json.key("total")
            json.object { $0.members(of: table.total, table.minutes) }
            json.key("notes")
            json.object { json in
                let notes = coverage.notes(table)
                json.member("el", notes.map { $0.text(in: "el") })
                json.member("en", notes.map { $0.text(in: "en") })
            }
        }
    }

    /// Returns the table of a coverage as rows of texts, the header first.
    public func rows(_ coverage: Coverage, _ table: CoverageTable) -> [[String]] {
        let head =
            ["code", "name:el", "name:en", "population"] + table.minutes.map { "within\($0)" }
            + ["covered", "uncovered", "beyond", "noRoute", "unknown"]
        let rows = table.rows.map { row -> [String] in
            let names = row.municipality.map { municipalities[$0].names } ?? Self.inNoMunicipality
            let code = row.municipality.map { municipalities[$0].code } ?? ""
            return [code, names.text(in: "el"), names.text(in: "en")] + row.texts
        }
        return [head] + rows + [["", "Σύνολο", "Total"] + table.total.texts]
    }

    private static var inNoMunicipality: LocalizedText {
        LocalizedText(["el": "εκτός δήμων", "en": "in no municipality"])
    }
}

extension CoverageTable.Row {
    fileprivate var texts: [String] {
        ([population] + within + [covered, uncovered, beyond, noRoute, unknown]).map(String.init)
    }
}

extension JSONWriter {
    fileprivate mutating func members(of row: CoverageTable.Row, _ minutes: [Int]) {
        member("population", row.population)
        key("within")
        array { json in
            for (minutes, people) in zip(minutes, row.within) {
                json.object { json in
                    json.member("minutes", minutes)
                    json.member("population", people)
                }
            }
        }
        member("covered", row.covered)
        member("uncovered", row.uncovered)
        member("beyond", row.beyond)
        member("noRoute", row.noRoute)
        member("unknown", row.unknown)
    }
}
