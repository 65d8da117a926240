internal import Records
internal import Registry
internal import WebSupport

/// The form with the fields of a structure, except its hours, which have a form of their own.
struct StructureForm {
    /// The fields of the form, in its order.
    static let fields = DirectoryField.allCases.filter { $0 != .openingHours }

    /// The parameters that it is sent as.
    static let parameters: [ParameterDescription] =
        fields.flatMap { field in inputs(field).map { ParameterDescription.lines($0, 30_000) } } + [
            .line(otherOrganisation, 100), .line(PositionInput.place, 80), .lines("reason", 2000),
            ParameterDescription(
                find, .choice([findsAddress, takesPlace]), emptyIsAbsent: true, summary: "What only fills in the form."),
        ]

    /// The input for the code of an organisation that cannot be chosen.
    private static let otherOrganisation = "organisation.other"
    /// The name of the buttons that fill in the form, and their values.
    static let find = "find"
    static let (findsAddress, takesPlace) = ("address", "place")

    /// Whether the form was sent to be filled in, not to make a draft.
    static func isUnfinished(_ visit: Visit) -> Bool { !visit.text(find).isEmpty }

    /// The names of the inputs of a field.
    static func inputs(_ field: DirectoryField) -> [String] {
        switch field.form {
        case .texts: ["el", "en"].map { "\(field.rawValue).\($0)" }
        case .position: PositionInput.parts.map { "\(field.rawValue).\($0)" }
        default: [field.rawValue]
        }
    }

    /// What could not be accepted: the input, and why.
    private(set) var faults: [FaultList.Entry] = []
    /// What the form changes.
    private(set) var patch = StructureFields()

    /// Reads what somebody has sent against the live fields.
    init(_ visit: Visit, live: StructureFields) {
        for field in Self.fields {
            do throws(RegistryError) {
                let value = try Self.value(field, visit)
                if value != live[field], value != nil || live[field] != nil { try patch.set(field, value ?? .null) }
            } catch {
                faults.append(
                    FaultList.Entry(
                        field: Self.inputs(field)[0],
                        fault: "\(FieldNames.name(of: field)[visit.language]): \(Problem(error).detail[visit.language])"
                    ))
            }
        }
    }

    /// The value of a field as it was sent; nil when it was left empty.
    private static func value(_ field: DirectoryField, _ visit: Visit) throws(RegistryError) -> StrictJSON? {
        let text = visit.text(field.rawValue).trimmed
        switch field.form {
        case .texts:
            let members = ["el", "en"].compactMap { language -> StrictJSON.Member? in
                let text = visit.text("\(field.rawValue).\(language)").trimmed
                return text.isEmpty ? nil : StrictJSON.Member(key: language, value: .string(text))
            }
            return members.isEmpty ? nil : .object(members)
        case .position:
            var members: [StrictJSON.Member] = []
            for name in PositionInput.parts {
                guard let text = PositionInput(visit)[name] else { continue }
                members.append(StrictJSON.Member(key: name, value: .number(try number(text, field))))
            }
            return members.isEmpty ? nil : .object(members)
        case .flag: return text.isEmpty ? nil : .bool(text == "yes")
        case .number: return text.isEmpty ? nil : .number(try number(text, field))
        case .list:
            let items = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
            return items.isEmpty ? nil : .array(items.map { .string($0) })
        case .textList:
            let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
            return lines.isEmpty ? nil : .array(lines.map(textItem))
        case .code where field == .organisation:
            let other = visit.text(otherOrganisation).trimmed
            return text.isEmpty && other.isEmpty ? nil : .string(other.isEmpty ? text : other)
        case .choice, .date, .phone, .email, .website, .hours, .code: return text.isEmpty ? nil : .string(text)
        }
    }

    private static func number(_ text: String, _ field: DirectoryField) throws(RegistryError) -> Double {
        guard let number = DecimalText.number(text.replacing(",", with: ".")) else {
            throw RegistryError(.invalid, at: field.rawValue, "expected a number", el: "αναμενόταν αριθμός")
        }
        return number
    }

    /// A document: its name in Greek, and after a bar in English.
    private static func textItem(_ line: String) -> StrictJSON {
        let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0).trimmed
        }
        let members = zip(["el", "en"], parts).map { StrictJSON.Member(key: $0, value: .string($1)) }
        return .object(members.filter { $0.value != .string("") })
    }

    /// The groups of the form, filled with the live fields, or with what was sent before.
    ///
    /// - Throws: ``RegistryError`` when the organisations to choose from cannot be read.
    static func groups(
        _ visit: Visit, live: StructureFields, sent: Bool, faults: [FaultList.Entry]
    ) throws(RegistryError) -> [PageForm.Group] {
        let organisations =
            visit.region == nil ? [] : try visit.home.organisations(by: visit.caller, request: visit.request)
        func group(_ legend: String, _ fields: [DirectoryField]) -> PageForm.Group {
            PageForm.Group(
                legend: legend,
                fields: fields.flatMap { entries($0, visit, live, sent: sent, faults, organisations) })
        }
        return [
            group(
                visit.words("Τι είναι", "What it is"),
                [.name, .kind, .municipality, .organisation, .status, .statusReason, .validFrom, .validTo]),
            group(visit.words("Επικοινωνία", "Contact"), [.phone, .email, .website]),
        ] + place(visit, live, sent: sent, address: group(visit.words("Διεύθυνση", "Address"), [.address]))
            + [
                PageForm.Group(
                    isRow: true, fields: entries(.position, visit, live, sent: sent, faults, organisations)),
                group(visit.words("Πρόσβαση", "Access"), [.redacted, .wheelchair, .accessNote]),
                group(
                    visit.words("Πώς εξυπηρετεί", "How it serves"),
                    [
                        .audiences, .languages, .appointment, .delivery, .cost, .costNote, .eligibility, .documents,
                        .application,
                    ]),
                group(visit.words("Έλεγχος", "Check"), [.checkedOn, .checkEveryDays]),
            ]
    }

    private static func entries(
        _ field: DirectoryField, _ visit: Visit, _ live: StructureFields, sent: Bool, _ faults: [FaultList.Entry],
        _ organisations: [String]
    ) -> [PageField] {
        let name = FieldNames.name(of: field)[visit.language]
        let inputs = inputs(field)
        var entries = inputs.enumerated().map { index, input in
            let part = inputs.count == 1 ? nil : input.split(separator: ".").last.map(String.init)
            let value = sent ? visit.text(input) : written(live[field], part)
            var entry = PageField(
                id: input, label: name + (part.map { " (\(FieldNames.part($0)[visit.language]))" } ?? ""),
                fault: index == 0 ? faults.first { $0.field == input }?.fault : nil, value: value)
            switch field.form {
            case .choice(let codes):
                entry.options = options(
                    [""] + codes, entry.value,
                    { $0.isEmpty ? "–" : FieldNames.name(ofCode: $0, in: field)[visit.language] })
            case .flag:
                entry.options = options(
                    ["", "yes", "no"], entry.value,
                    { ["yes": visit.words("ναι", "yes"), "no": visit.words("όχι", "no")][$0] ?? "–" })
            case .textList:
                entry.isArea = true
                entry.hint = visit.words(
                    "Ένα σε κάθε γραμμή· μετά από | στα αγγλικά.", "One on each line; after a | in English.")
            case .list: entry.hint = visit.words("Με κόμμα ανάμεσα.", "With commas between them.")
            case .date: entry.type = "date"
            case .position:
                guard let part else { break }
                if sent { entry.value = PositionInput(visit)[part] ?? "" }
                entry.inputMode = "decimal"
                entry.label = FieldNames.part(part)[visit.language]
            case .number: entry.inputMode = "decimal"
            case .phone: entry.inputMode = "tel"
            case .email: entry.inputMode = "email"
            case .website: entry.inputMode = "url"
            case .code:
                if let choices = visit.choices(of: field, organisations: organisations, chosen: value) {
                    let isChosenAlone = field == .municipality && choices.count == 1
                    let none = PageField.Option(code: "", name: "–", isChosen: value.isEmpty)
                    entry.options = PageField.Options(list: (isChosenAlone ? [] : [none]) + choices)
                } else {
                    entry.hint = visit.words("Ο κωδικός του.", "Its code.")
                }
            case .texts where field != .name && field != .address: entry.isArea = true
            case .texts, .hours: break
            }
            return entry
        }
        if field == .organisation, visit.region != nil {
            entries.append(
                PageField(
                    id: otherOrganisation, label: visit.words("Άλλος φορέας (κωδικός)", "Another organisation (code)"),
                    hint: visit.words("Μόνο αν λείπει από τη λίστα.", "Only if it is not in the list."),
                    value: sent ? visit.text(otherOrganisation) : ""))
        }
        return entries
    }

    private static func options(_ codes: [String], _ chosen: String, _ name: (String) -> String) -> PageField.Options {
        PageField.Options(list: codes.map { PageField.Option(code: $0, name: name($0), isChosen: $0 == chosen) })
    }

    /// A value as it stands in an input.
    private static func written(_ value: StrictJSON?, _ part: String?) -> String {
        switch value {
        case nil, .null?: return ""
        case .bool(let flag)?: return flag ? "yes" : "no"
        case .string(let text)?: return text
        case .number(let number)?: return Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .array(let values)?:
            let isList = values.allSatisfy { if case .string = $0 { true } else { false } }
            return isList
                ? values.map { written($0, nil) }.joined(separator: ", ")
                : values.map { "\(written($0, "el"))|\(written($0, "en"))" }.joined(separator: "\n")
        case .object(let members)?: return written(members.first { $0.key == part }?.value, nil)
        }
    }
}

extension FieldNames {
    /// The name of a part of a field.
    static func part(_ name: String) -> Phrase {
        switch name {
        case "el": Phrase(el: "ελληνικά", en: "Greek")
        case "en": Phrase(el: "αγγλικά", en: "English")
        case "lon": Phrase(el: "Γεωγραφικό μήκος", en: "Longitude")
        case "lat": Phrase(el: "Γεωγραφικό πλάτος", en: "Latitude")
        default: Phrase(el: "Μέτρα ακρίβειας (κενό: ακριβής)", en: "Accuracy in metres (empty: exact)")
        }
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
