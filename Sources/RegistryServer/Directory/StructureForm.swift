internal import Records
internal import Registry
internal import WebSupport

/// The form with the fields of a structure, except its hours, which have a form of their own.
struct StructureForm {
    /// The fields of the form, in its order.
    static let fields = DirectoryField.allCases.filter { $0 != .openingHours }

    /// The parameters that it is sent as.
    static let parameters: [ParameterDescription] =
        fields.flatMap { field in field.inputs.map { ParameterDescription.lines($0, 30_000) } } + [
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

    /// What could not be accepted: the input, and why.
    private(set) var faults: [FaultList.Entry] = []
    /// What the form changes.
    private(set) var patch = StructureFields()

    /// Reads what somebody has sent against the live fields.
    init(_ visit: Visit, live: StructureFields) {
        for field in Self.fields {
            do throws(RegistryError) {
                let value = try field.value { Self.text($0, visit) }
                if value != live[field], value != nil || live[field] != nil { try patch.set(field, value ?? .null) }
            } catch {
                faults.append(
                    FaultList.Entry(
                        field: field.inputs[0],
                        fault: "\(FieldNames.name(of: field)[visit.language]): \(Problem(error).detail[visit.language])"
                    ))
            }
        }
    }

    /// The text of an input as it was sent. The place that was chosen replaces the numbers of the position, and a code that
    /// was written the organisation that was chosen.
    private static func text(_ input: String, _ visit: Visit) -> String {
        switch DirectoryField(rawValue: String(input.prefix { $0 != "." })) {
        case .position: return PositionInput(visit)[input] ?? ""
        case .organisation:
            let other = visit.text(otherOrganisation).trimmed
            return other.isEmpty ? visit.text(input) : other
        default: return visit.text(input)
        }
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
        var entries = field.inputs.enumerated().map { index, input in
            let value = sent ? visit.text(input) : field.entered(live[field], in: input)
            var entry = PageField(
                id: input, label: FieldNames.name(ofInput: input, of: field, in: visit.language),
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
                if sent { entry.value = text(input, visit) }
                entry.inputMode = "decimal"
                // The group is named after the field.
                let part = FieldNames.part(String(input.dropFirst("position.".count)))[visit.language]
                entry.label = part.prefix(1).uppercased() + part.dropFirst()
                if input == field.inputs.last { entry.hint = visit.words("Κενό: ακριβής.", "Empty: exact.") }
            case .number: entry.inputMode = "decimal"
            case .phone: entry.inputMode = "tel"
            case .email: entry.inputMode = "email"
            case .website: entry.inputMode = "url"
            case .code:
                if let choices = visit.choices(of: field, organisations: organisations, chosen: value) {
                    let isChosenAlone = field == .municipality && choices.count == 1
                    let none = PageField.Option(code: "", name: "–", isChosen: value.isEmpty)
                    entry.options = PageField.Options(list: (isChosenAlone ? [] : [none]) + choices)
                    entry.label = FieldNames.name(of: field)[visit.language]
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
}
