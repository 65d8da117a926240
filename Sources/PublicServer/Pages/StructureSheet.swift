internal import Locator
internal import OpeningHours
internal import Records
internal import WebSupport

/// The page of a structure beyond its card: the hours of the week, what to bring, the access, whom it serves.
struct StructureSheet {
    let frame: PageFrame
    let structure: Structure

    private var language: Language { frame.language }
    private var details: StructureDetails { structure.details }
    private var dataset: Dataset { frame.data.dataset }

    var values: [String: Any] {
        var values: [String: Any] = [:]
        values["week"] = week.map { ["days": $0] }
        if week == nil, let hours = structure.openingHours {
            values["rawHours"] =
                Phrase(
                    el: "\(frame.text("unknown")) (γράφει: «\(hours)»)",
                    en: "\(frame.text("unknown")) (it says: “\(hours)”)")[
                    language]
        }
        values["documentList"] = list(details.documents.map { $0.text(in: language.tag) })
        values["serviceList"] = list(
            details.services.map { service in
                let description = service.descriptions.text(in: language.tag)
                return service.names.text(in: language.tag) + (description.isEmpty ? "" : ": \(description)")
            })
        values["languageText"] = present(details.languages.map(LanguageNames.name(in: language)))
        values["audienceText"] = present(details.audiences.map(AudienceNames.name(in: language)))
        values["eligibilityText"] = text(details.eligibility)
        values["ageText"] = ages
        values["applicationText"] = text(details.application)
        values["interpretationText"] = text(details.interpretation)
        values["costText"] = cost
        values["appointmentText"] = appointment
        values["capacityText"] = details.capacity.map { "\($0)" }
        values["accessNote"] = details.accessNote.isEmpty ? nil : details.accessNote.text(in: language.tag)
        values["accessList"] = list(access)
        values["organisationText"] = details.organisation.flatMap { id in
            dataset.organisations.first { $0.id == id }?.names.text(in: language.tag)
        }
        values["contactList"] =
            details.contacts.isEmpty
            ? nil
            : [
                "contacts": details.contacts.map { contact in
                    [
                        "words": [contact.names, contact.roles].map { $0.text(in: language.tag) }
                            .filter { !$0.isEmpty }.joined(separator: ", "),
                        "phones": StructureCard.phones(contact.phone, language),
                        "mails": contact.email.map { [$0] } ?? [],
                    ] as [String: Any]
                }
            ]
        values["fundingText"] = present(details.funding.map(words))
        values["servesText"] = serves
        if let box = frame.reports { values["report"] = ReportRoute.form(frame, box, structure: structure.id) }
        return values
    }

    /// The next seven days from today, each with its hours or holiday.
    private var week: [[String: Any]]? {
        guard let row = dataset.structureRow(id: structure.id) else { return nil }
        let today = dataset.date(at: frame.data.clock())
        return dataset.timetable(ofStructure: row, from: today)?.map { day in
            var values: [String: Any] = [
                "name": DateWords.day(day.date, in: language.tag),
                "lines": day.lines.map(words), "closed": day.lines.isEmpty,
            ]
            values["closedComment"] = day.closedComment
            values["holiday"] = day.holiday?.names.text(in: language.tag)
            return values
        }
    }

    private func words(_ line: HoursDay.Line) -> [String: Any] {
        let span =
            "\(TimeText.clock(minute: line.fromMinute))–\(TimeText.clock(minute: line.toMinute % 1440 == 0 ? 1440 : line.toMinute % 1440))"
        let comment =
            line.answer.comment
            ?? (line.answer.state == .open ? nil : Opening.word(line.answer.state, in: language.tag))
        return ["span": span, "comment": comment.map { "(\($0))" } ?? ""]
    }

    private var access: [String] {
        guard !details.accessibility.features.isEmpty else { return [] }
        let names: [(Accessibility.Feature, Phrase)] = [
            (.stepFree, Phrase(el: "Είσοδος χωρίς σκαλοπάτι", en: "Way in without a step")),
            (.wideDoor, Phrase(el: "Πόρτα 80 εκ. ή περισσότερο", en: "Door of 80 cm or more")),
            (.toilet, Phrase(el: "Τουαλέτα για αμαξίδιο", en: "Accessible toilet")),
            (.lift, Phrase(el: "Ανελκυστήρας", en: "Lift")),
            (.parking, Phrase(el: "Θέση στάθμευσης ΑμεΑ", en: "Disabled parking")),
            (.inductionLoop, Phrase(el: "Επαγωγικός βρόχος ακοής", en: "Induction loop")),
        ]
        var lines = names.map { feature, name in
            let answer = details.accessibility[feature].map {
                $0 ? Phrase(el: "ναι", en: "yes") : Phrase(el: "όχι", en: "no")
            }
            return "\(name[language]): \(answer?[language] ?? frame.text("unknown"))"
        }
        if let date = details.accessibility.date {
            lines.append("\(frame.text("checked")) \(PageDate.text(TimeText.text(date), in: language))")
        }
        return lines
    }

    private var cost: String? {
        let note = details.costNote.text(in: language.tag)
        let word: String? =
            switch details.cost {
            case .free: Phrase(el: "δωρεάν", en: "free of charge")[language]
            case .paid: Phrase(el: "με πληρωμή", en: "to be paid for")[language]
            case nil: nil
            }
        return present([word, note.isEmpty ? nil : note].compactMap { $0 })
    }

    private var ages: String? {
        func years(_ age: Double) -> String { CSVLine.number(age, decimals: 2) }
        return switch (details.minimumAge, details.maximumAge) {
        case (let from?, let to?): "\(years(from))–\(years(to))"
        case (let from?, nil): Phrase(el: "από \(years(from)) ετών", en: "from \(years(from))")[language]
        case (nil, let to?): Phrase(el: "έως \(years(to)) ετών", en: "up to \(years(to))")[language]
        case (nil, nil): nil
        }
    }

    private var appointment: String? {
        switch details.appointment {
        case .required: Phrase(el: "χρειάζεται", en: "needed")[language]
        case .possible: Phrase(el: "μπορείτε να κλείσετε", en: "possible")[language]
        case StructureDetails.Appointment.none?: Phrase(el: "δεν χρειάζεται", en: "not needed")[language]
        case nil: nil
        }
    }

    private func words(_ funding: Funding) -> String {
        let dates = [funding.from, funding.to].map { $0.map { PageDate.text(TimeText.text($0), in: language) } ?? "" }
        let span = funding.from == nil && funding.to == nil ? "" : " (\(dates[0])–\(dates[1]))"
        return [funding.names.text(in: language.tag), funding.code].compactMap { $0 }.joined(separator: ", ") + span
    }

    private var serves: String? {
        let area = details.serviceArea
        return present(
            area.municipalities.compactMap(dataset.municipality(code:)).map(StructureCard.name(language))
                + area.settlements.compactMap(dataset.place(id:)).map { $0.names.text(in: language.tag) }
                + (area.outline.isEmpty
                    ? [] : [Phrase(el: "περιοχή με δικά της όρια", en: "an area with bounds of its own")[language]]))
    }

    private func text(_ words: LocalizedText) -> String? { words.isEmpty ? nil : words.text(in: language.tag) }

    private func list(_ lines: [String]) -> [String: Any]? { lines.isEmpty ? nil : ["lines": lines] }

    private func present(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
}

/// The names of audiences; an unknown code is shown unchanged.
enum AudienceNames {
    private static let names: [String: Phrase] = [
        "children": Phrase(el: "παιδιά", en: "children"), "youth": Phrase(el: "νέοι", en: "young people"),
        "parents": Phrase(el: "γονείς", en: "parents"), "families": Phrase(el: "οικογένειες", en: "families"),
        "elderly": Phrase(el: "ηλικιωμένοι", en: "older people"), "women": Phrase(el: "γυναίκες", en: "women"),
        "disability": Phrase(el: "άτομα με αναπηρία", en: "people with a disability"),
        "homeless": Phrase(el: "άστεγοι", en: "homeless people"),
        "poor": Phrase(el: "άποροι", en: "people in need"),
        "unemployed": Phrase(el: "άνεργοι", en: "unemployed people"),
        "migrants": Phrase(el: "μετανάστες", en: "migrants"), "refugees": Phrase(el: "πρόσφυγες", en: "refugees"),
    ]

    /// A function that returns the name of an audience.
    static func name(in language: Language) -> (String) -> String {
        { code in names[code]?[language] ?? code }
    }
}

/// The names of languages; an unknown tag is shown unchanged.
enum LanguageNames {
    private static let names: [String: Phrase] = [
        "el": Phrase(el: "ελληνικά", en: "Greek"), "en": Phrase(el: "αγγλικά", en: "English"),
        "sq": Phrase(el: "αλβανικά", en: "Albanian"), "ar": Phrase(el: "αραβικά", en: "Arabic"),
        "uk": Phrase(el: "ουκρανικά", en: "Ukrainian"), "ru": Phrase(el: "ρωσικά", en: "Russian"),
        "bg": Phrase(el: "βουλγαρικά", en: "Bulgarian"), "ro": Phrase(el: "ρουμανικά", en: "Romanian"),
        "rom": Phrase(el: "ρομανί", en: "Romani"), "fa": Phrase(el: "φαρσί", en: "Farsi"),
        "ur": Phrase(el: "ουρντού", en: "Urdu"), "tr": Phrase(el: "τουρκικά", en: "Turkish"),
        "fr": Phrase(el: "γαλλικά", en: "French"), "de": Phrase(el: "γερμανικά", en: "German"),
        "pt": Phrase(el: "πορτογαλικά", en: "Portuguese"),
        "gss": Phrase(el: "ελληνική νοηματική", en: "Greek Sign Language"),
    ]

    /// A function that returns the name of a language.
    static func name(in language: Language) -> (String) -> String {
        { tag in names[tag]?[language] ?? tag }
    }
}
