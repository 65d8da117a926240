public import Records

extension QualityReport {
    /// Returns the report as text, in Greek (`el`) or English: a line with counts, then a line per finding.
    public func text(in language: Language) -> String {
        let counts = Check.allCases.compactMap { check in
            count(of: check) > 0 ? "\(check.rawValue) \(count(of: check))" : nil
        }
        let head =
            "\(TimeText.text(today)): \(structures) structures; "
            + (counts.isEmpty ? "nothing found" : counts.joined(separator: ", "))
        let lines = findings.map { finding in
            "\(finding.check.rawValue): \(finding.structure ?? finding.municipality ?? ""): \(finding.message.text(in: language))"
        }
        return ([head] + lines).joined(separator: "\n")
    }
}

extension Dataset {
    /// Returns a quality report as rows of texts, the header first.
    public func rows(_ report: QualityReport) -> [[String]] {
        let head = [
            "check", "structure", "name:el", "name:en", "kind", "municipality_code", "municipality:el",
            "municipality:en", "message:el", "message:en",
        ]
        return [head]
            + report.findings.map { finding in
                let names = finding.structure.flatMap(structure(id:))?.names
                let town = finding.municipality.flatMap(municipality(code:))?.names
                return [
                    finding.check.rawValue, finding.structure ?? "", names?.text(in: "el") ?? "",
                    names?.text(in: "en") ?? "", finding.kind, finding.municipality ?? "",
                    town?.text(in: "el") ?? "", town?.text(in: "en") ?? "", finding.message.text(in: "el"),
                    finding.message.text(in: "en"),
                ]
            }
    }

    /// Returns the JSON document of a quality report.
    public func document(_ report: QualityReport) -> [UInt8] {
        answer(capacity: 1024 + report.findings.count * 256) { json in
            json.member("today", TimeText.text(report.today))
            json.member("structures", report.structures)
            json.key("counts")
            json.object { json in
                for check in QualityReport.Check.allCases {
                    json.key(named: check.rawValue)
                    json.integer(report.count(of: check))
                }
            }
            json.key("findings")
            json.array { json in
                for finding in report.findings {
                    json.object { json in
                        json.member("check", finding.check.rawValue)
                        json.member("structure", finding.structure)
                        json.member("kind", finding.kind)
                        json.member("municipality", finding.municipality)
                        json.member("message", finding.message)
                    }
                }
            }
        }
    }
}
