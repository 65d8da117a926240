internal import HTTPTypes
package import Records
package import Registry
internal import WebSupport

extension Operation {
    /// Files with many structures.
    static let importOperations: [Operation] = [
        Operation(
            method: .post, path: "/imports", id: "importFile",
            summary: """
                Reads a file of structures. A dry run, which is the standard, answers what each row would change and stores \
                nothing; else each new or changed row becomes a draft, all at once.
                """, access: .row(.draft), effect: .write,
            parameters: [
                ParameterDescription(
                    "dryRun", .choice(["true", "false"]), standard: "true", summary: "Whether nothing is to be drafted."
                ),
                ParameterDescription(
                    "reason", .text(maximum: 500),
                    summary: "Why, for those who review the drafts. Needed without dry run."),
                ParameterDescription(
                    "checked", .text(maximum: 32),
                    summary: "The tag of the dry run: nothing is drafted when file or structures have changed since."),
                ParameterDescription(
                    "partner", .text(maximum: 60), summary: "The partner that an HSDS file comes from."),
                ParameterDescription(
                    "kind", .text(maximum: 60), summary: "The kind of a partner's services that name none."),
                ParameterDescription(
                    "municipality", .text(maximum: 60), summary: "The municipality of a partner's services."),
            ],
            media: ImportFormat.allCases.map(\.mediaType),
            read: { parameters, mediaType, bytes throws(RegistryError) in
                let format = ImportFormat.allCases.first { $0.mediaType == mediaType } ?? .csv
                return .structures(try ImportedFile(bytes, format, ImportedFile.Defaults(parameters)))
            }, isKept: { $0.text("dryRun") == "false" },
            keep: { call, submission throws(RegistryError) in
                try call.home.draft(
                    try call.imported, reason: call.parameters.text("reason") ?? "",
                    seen: call.parameters.text("checked"), once: submission
                ) { report in StoredAnswer(APIAnswer { report.writeMembers(to: &$0) }) }
            },
            gives: ["tag", "counts", "findings", "rows"]
        ) { call in
            let report = try call.home.check(try call.imported, by: try call.caller, request: call.request)
            return APIAnswer { report.writeMembers(to: &$0) }
        }
    ]
}

extension Call {
    /// The file of the body.
    fileprivate var imported: ImportedFile {
        get throws(RegistryError) {
            guard case .structures(let file)? = file else { throw RegistryError(.database, at: "file", "was not read") }
            return file
        }
    }
}

extension ImportedFile.Defaults {
    /// Reads the parameters `partner`, `kind` and `municipality`.
    init(_ parameters: RequestParameters) {
        self.init()
        partner = parameters.text("partner") ?? ""
        kind = parameters.text("kind") ?? ""
        municipality = parameters.text("municipality") ?? ""
    }
}

extension ImportReport {
    /// Writes the report as members of an object.
    package func writeMembers(to json: inout JSONWriter) {
        json.member("tag", tag)
        json.key("counts")
        json.object { json in
            for outcome in Outcome.allCases {
                json.key(named: outcome.rawValue)
                json.value(.number(Double(count(outcome))))
            }
        }
        findings.write(to: &json)
        json.key("rows")
        json.array { json in
            for row in rows {
                json.object { json in
                    json.member("row", row.number)
                    json.member("id", row.ref)
                    json.member("outcome", row.outcome.rawValue)
                    json.member("fields", row.fields.map(\.rawValue))
                    row.findings.write(to: &json)
                    json.member("draft", row.draft?.description)
                }
            }
        }
    }
}

extension [ImportFinding] {
    /// Writes the member `findings`.
    fileprivate func write(to json: inout JSONWriter) {
        json.key("findings")
        json.array { json in
            for finding in self {
                json.object { json in
                    json.member("place", finding.place)
                    json.member("found", finding.found)
                    json.key("message")
                    json.object { json in
                        json.member("el", finding.message.greek)
                        json.member("en", finding.message.english)
                    }
                }
            }
        }
    }
}
