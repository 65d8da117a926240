public import Records

extension ProgrammeBook {
    /// Reads `programmes.json` (UTF-8).
    ///
    /// - Parameter file: The name of the file in errors.
    /// - Throws: `DataFileError` with the JSON path of the first error.
    public static func read(_ bytes: [UInt8], file: String) throws(DataFileError) -> ProgrammeBook {
        let root = try DataNode(reading: bytes, file: file).object(
            ["format", "words", "sources", "questions", "figures", "definitions", "programmes"],
            optional: ["note", "contradictions", "examples"])
        _ = try root[required: "format"].integer(in: 1...1)
        var sources = try readSources(root[required: "sources"])
        var names: Set<String> = ["amount"]
        let questions = try readQuestions(root[required: "questions"], &names)
        let figures = try readFigures(root[required: "figures"], &sources, &names)
        var reader = RuleReader(
            questions: Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
            figures: Set(figures.map(\.id)))
        var definitions: [Definition] = []
        for node in try root[required: "definitions"].array() {
            let object = try node.object(["id", "rule"], optional: ["text"])
            let id = try name(object[required: "id"], &names)
            let (rule, kind) = try reader.rule(object[required: "rule"])
            guard let kind else { throw try object[required: "rule"].fault("a value") }
            reader.definitions[id] = kind
            definitions.append(Definition(id: id, text: try sentence(object["text"], names), rule: rule))
        }
        let contradictions = try list(root["contradictions"]) { node throws(DataFileError) in
            let object = try node.object(["id", "when", "text"])
            let rule = try reader.rule(object[required: "when"], .flag)
            return Contradiction(
                id: try name(object[required: "id"], &names), text: try sentence(object[required: "text"], names),
                rule: rule, questions: questions.map(\.id).filter(rule.questions.contains))
        }
        var programmes: [Programme] = []
        for node in try root[required: "programmes"].array() {
            let programme = try readProgramme(node, reader, definitions, sources, names)
            guard !programmes.contains(where: { $0.code == programme.code }) else {
                throw node.fault("a code that no other programme has", found: "\"\(programme.code)\"")
            }
            programmes.append(programme)
        }
        var book = ProgrammeBook(
            questions: questions, figures: figures, definitions: definitions, contradictions: contradictions,
            programmes: programmes, sources: sources, text: try readWords(root[required: "words"]))
        for node in try root["examples"]?.array() ?? [] {
            let example = try ProgrammeExample(node, book)
            guard !book.examples.contains(where: { $0.id == example.id }) else {
                throw node.fault("an id that no other example has", found: "\"\(example.id)\"")
            }
            book.examples.append(example)
        }
        return book
    }

    /// Reads a name that is not in use yet.
    private static func name(_ node: DataNode, _ names: inout Set<String>) throws(DataFileError) -> String {
        let name = try node.string()
        guard names.insert(name).inserted else { throw node.fault("a name that nothing else has") }
        return name
    }

    /// Reads a text in which all names in braces exist; empty when there is none.
    private static func sentence(_ node: DataNode?, _ names: Set<String>) throws(DataFileError) -> LocalizedText {
        guard let node else { return LocalizedText() }
        let text = try node.text()
        for name in RuleText.names(in: text) where !names.contains(name) {
            throw node.fault("names that exist in braces", found: "{\(name)}")
        }
        return text
    }

    private static func readWords(_ node: DataNode) throws(DataFileError) -> RuleText {
        let object = try node.object(["unknown", "doubtful", "numbers"])
        var styles: [String: RuleText.NumberStyle] = [:]
        for (tag, node) in try object[required: "numbers"].dictionary() {
            let style = try node.object(["group", "decimal"])
            styles[tag] = RuleText.NumberStyle(
                group: try style[required: "group"].string(), decimal: try style[required: "decimal"].string())
        }
        return RuleText(
            styles: styles, unknown: try object[required: "unknown"].text(),
            doubtful: try object[required: "doubtful"].text())
    }

    private static func readSources(_ node: DataNode) throws(DataFileError) -> [String: EntitlementSource] {
        var sources: [String: EntitlementSource] = [:]
        for (id, node) in try node.dictionary() { sources[id] = try EntitlementSource(id: id, node) }
        return sources
    }

    private static func source(
        _ node: DataNode, _ sources: [String: EntitlementSource]
    ) throws(DataFileError) -> String {
        let id = try node.string()
        guard sources[id] != nil else { throw node.fault("one of the sources") }
        return id
    }

    private static func readQuestions(
        _ node: DataNode, _ names: inout Set<String>
    ) throws(DataFileError) -> [EntitlementQuestion] {
        var questions: [EntitlementQuestion] = []
        for node in try node.array() {
            let object = try node.object(["id", "form", "text"], optional: ["help", "from", "to", "choices", "when"])
            let form: EntitlementQuestion.Form
            switch try object[required: "form"].string() {
            case "flag": form = .flag
            case let word where word == "whole" || word == "number":
                let from = try object["from"]?.integer(in: 0...1_000_000_000) ?? 0
                guard let to = object["to"] else { throw node.fault("a member \"to\"", found: "none") }
                let last = try to.integer(in: from...1_000_000_000)
                form = .number(Double(from)...Double(last), isWhole: word == "whole")
            case "choice":
                guard let node = object["choices"] else { throw node.fault("a member \"choices\"", found: "none") }
                form = .choice(
                    try node.dictionary().map { (code, node) throws(DataFileError) in
                        EntitlementQuestion.Choice(code: code, text: try node.text())
                    })
            default: throw try object[required: "form"].fault("one of flag, whole, number, choice")
            }
            // A condition names only earlier questions.
            let earlier = RuleReader(
                questions: Dictionary(uniqueKeysWithValues: questions.map { ($0.id, $0) }), figures: [])
            questions.append(
                EntitlementQuestion(
                    id: try name(object[required: "id"], &names), text: try object[required: "text"].text(),
                    help: try object["help"]?.text() ?? LocalizedText(), form: form,
                    when: try object["when"].map { node throws(DataFileError) in try earlier.rule(node, .flag) }))
        }
        return questions
    }

    private static func readFigures(
        _ node: DataNode, _ sources: inout [String: EntitlementSource], _ names: inout Set<String>
    ) throws(DataFileError) -> [DatedFigure] {
        var figures: [DatedFigure] = []
        for node in try node.array() {
            let object = try node.object(["id", "values"], optional: ["text"])
            let id = try name(object[required: "id"], &names)
            var values: [DatedFigure.Value] = []
            for entry in try FigureValues(object[required: "values"], sources: sources).entries {
                var source = entry.source
                if source.id.isEmpty {
                    // A source in full gets the identifier of the one that says the same, or one of its own.
                    let same = sources.values.filter { $0.saysTheSame(as: source) }.map(\.id).min()
                    source.id = same ?? "\(id).\(values.count + 1)"
                    guard same != nil || sources[source.id] == nil else {
                        throw node.fault("no source with the identifier \"\(source.id)\"")
                    }
                    sources[source.id] = source
                }
                values.append(
                    DatedFigure.Value(
                        from: entry.from, to: entry.to, amount: entry.amount, source: source.id,
                        certainty: entry.certainty))
            }
            figures.append(DatedFigure(id: id, text: try object["text"]?.text() ?? LocalizedText(), values: values))
        }
        return figures
    }

    private static func readProgramme(
        _ node: DataNode, _ reader: RuleReader, _ definitions: [Definition], _ sources: [String: EntitlementSource],
        _ names: Set<String>
    ) throws(DataFileError) -> Programme {
        let object = try node.object(
            ["code", "names", "summary", "kinds", "documents", "sources", "checkedOn", "conditions"],
            optional: ["notes", "steps", "amount", "amountText"])
        var steps: [String] = []
        for node in try object["steps"]?.array() ?? [] {
            let id = try node.string()
            guard definitions.contains(where: { $0.id == id && !$0.text.isEmpty }) else {
                throw node.fault("a definition with a text")
            }
            steps.append(id)
        }
        var conditions: [Programme.Condition] = []
        for node in try object[required: "conditions"].array() {
            let condition = try node.object(["id", "test", "met", "unmet", "open"], optional: ["sources"])
            conditions.append(
                Programme.Condition(
                    id: try condition[required: "id"].string(), met: try sentence(condition[required: "met"], names),
                    unmet: try sentence(condition[required: "unmet"], names),
                    open: try sentence(condition[required: "open"], names),
                    sources: try list(condition["sources"]) { node throws(DataFileError) in
                        try source(node, sources)
                    },
                    test: try reader.rule(condition[required: "test"], .flag)))
        }
        guard !conditions.isEmpty else { throw try object[required: "conditions"].fault("at least one condition") }
        return Programme(
            code: try object[required: "code"].string(), names: try object[required: "names"].text(),
            summary: try object[required: "summary"].text(), kinds: try object[required: "kinds"].strings(),
            documents: try list(object["documents"]) { node throws(DataFileError) in try node.text() },
            notes: try list(object["notes"]) { node throws(DataFileError) in try node.text() },
            conditions: conditions, amountText: try sentence(object["amountText"], names),
            sources: try list(object["sources"]) { node throws(DataFileError) in try source(node, sources) },
            checkedOn: try object[required: "checkedOn"].date(), steps: steps,
            amount: try object["amount"].map { node throws(DataFileError) in try reader.rule(node, .number) })
    }

    private static func list<T>(
        _ node: DataNode?, _ read: (DataNode) throws(DataFileError) -> T
    ) throws(DataFileError) -> [T] {
        var values: [T] = []
        for node in try node?.array() ?? [] { values.append(try read(node)) }
        return values
    }
}

extension EntitlementSource {
    fileprivate func saysTheSame(as other: EntitlementSource) -> Bool {
        title == other.title && url == other.url && date == other.date
    }
}
