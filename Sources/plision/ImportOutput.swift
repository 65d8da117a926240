internal import GeoStore
internal import Records

/// Prints the result of an import.
struct ImportOutput {
    let results: [ImportResult]
    let report: ImportReport

    /// Prints counts, notes, rejects and licence of each imported source, then the checks of the whole store.
    func text() {
        for result in results where result.outcome == .imported {
            Output.line("\(result.source): \(result.file)")
            Output.line("  read \(result.read), refused \(result.rejected), left out by a filter \(result.skipped)")
            Output.line("  " + result.rows.map { "\($0.table) \($0.count)" }.joined(separator: ", "))
            for note in result.notes { Output.line("  \(note)") }
            for reject in result.rejects.prefix(20) {
                Output.line("  \(reject.isKept ? "taken in part" : "refused"): \(reject.position): \(reject.reason)")
            }
            if result.rejects.count > 20 { Output.line("  … the others are in the store's table «reject»") }
            Output.line("  licence \(result.licence): \(result.attribution)")
        }
        Output.line(report.text)
    }

    /// Prints the same as one JSON document.
    func json() {
        var json = JSONWriter()
        json.object { json in
            json.key("sources")
            json.array { json in for result in results { json.importResult(result) } }
            json.key("report")
            report.write(to: &json)
        }
        Output.document(json.bytes)
    }
}

extension ImportResult {
    /// The result of a source in one line.
    var line: String {
        switch outcome {
        case .imported:
            "\(source): \(rows.reduce(0) { $0 + $1.count }) rows in \((seconds * 10).rounded() / 10) s"
        case .unchanged: "\(source): unchanged"
        case .missing: "\(source): not here (\(file))" + notes.map { "; \($0)" }.joined()
        }
    }
}

extension JSONWriter {
    fileprivate mutating func importResult(_ result: ImportResult) {
        object { json in
            json.member("source", result.source)
            json.member("file", result.file)
            json.member("outcome", "\(result.outcome)")
            json.member("read", result.read)
            json.key("rows")
            json.object { json in
                for row in result.rows {
                    json.key(named: row.table)
                    json.integer(row.count)
                }
            }
            json.member("rejected", result.rejected)
            json.member("skipped", result.skipped)
            json.key("rejects")
            json.array { json in
                for reject in result.rejects {
                    json.object { json in
                        json.member("position", reject.position)
                        json.member("reason", reject.reason)
                        json.member("kept", reject.isKept)
                    }
                }
            }
            json.member("notes", result.notes)
            json.member("licence", result.licence)
            json.member("attribution", result.attribution)
            json.member("seconds", result.seconds, decimals: 3)
        }
    }
}
