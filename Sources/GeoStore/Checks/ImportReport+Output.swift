internal import Entitlement
public import Records

extension ImportReport {
    /// The report as text: a summary line, then one line per finding.
    public var text: String {
        let total = Finding.Severity.allCases.compactMap { severity in
            severities[severity].map { "\($0) \(severity.rawValue)\($0 == 1 ? "" : "s")" }
        }
        var lines = ["checks: " + (total.isEmpty ? "nothing found" : total.joined(separator: ", "))]
        for finding in findings {
            lines.append(
                "\(finding.severity.rawValue): \(finding.check.rawValue): \(finding.source): \(finding.position):"
                    + " \(finding.message)")
        }
        let dropped = counts.values.reduce(0, +) - findings.count
        if dropped > 0 { lines.append("and \(dropped) more") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes the report as a JSON object with `severities`, `counts` (by check) and `findings`.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("severities")
            writer.object { writer in
                for severity in Finding.Severity.allCases {
                    writer.key(named: severity.rawValue)
                    writer.integer(severities[severity] ?? 0)
                }
            }
            writer.key("counts")
            writer.object { writer in
                for check in Finding.Check.allCases {
                    guard let count = counts[check] else { continue }
                    writer.key(named: check.rawValue)
                    writer.integer(count)
                }
            }
            writer.key("findings")
            writer.array { writer in
                for finding in findings { finding.write(to: &writer) }
            }
        }
    }

    /// The report as JSON.
    public var json: String {
        var writer = JSONWriter()
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension Finding {
    /// Writes the finding as a JSON object.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("check", check.rawValue)
            writer.member("severity", severity.rawValue)
            writer.member("source", source)
            writer.member("position", position)
            writer.member("message", message)
            if let coordinate { writer.members(of: coordinate) }
            if let squareMetres { writer.member("squareMetres", squareMetres, decimals: 2) }
        }
    }
}
