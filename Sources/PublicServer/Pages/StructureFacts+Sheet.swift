internal import Locator
internal import OpeningHours
internal import PageKit
internal import Records
internal import WebSupport

extension StructureFacts {
    private var details: StructureDetails { structure.details }
    private var dataset: Dataset { frame.data.dataset }

    /// The structure on its page.
    func sheet(way: WayPart) -> StructureSheet {
        let week = week
        let parent = structure.parent.flatMap(dataset.structure(id:))
        // Step-free access is irrelevant for services that are mobile or by telephone.
        let hasAccess = details.delivery == .place || structure.isStepFree != nil
        var sheet = StructureSheet(
            base: card(), today: dayHours, way: way,
            parent: parent.map {
                Link(name: frame.sign($0.names), page: StructureFacts(frame: frame, structure: $0).page)
            },
            status: status,
            statusReason: frame.present(structure.details.statusReason), sourceText: sourceText, sourceLink: sourceLink,
            sourceDate: sourceDate, checkedOn: structure.checkedOn.map { PageDate.text($0, in: language) },
            phone: structure.phone, email: structure.email,
            website: structure.website.flatMap(Self.webAddress),
            hasWho: false, hasContact: false, hasBring: !details.documents.isEmpty || appointment != nil || cost != nil,
            appointmentText: appointment,
            costText: cost, contactList: contacts,
            documentList: TextList(details.documents.map { $0.text(in: language) }),
            serviceList: TextList(details.services.map(words)),
            languageText: present(details.languages.map(LanguageNames.name(in: language))),
            audienceText: present(details.audiences.map(AudienceNames.name(in: language))),
            eligibilityText: frame.present(details.eligibility), residentsText: residents, ageText: ages,
            applicationText: frame.present(details.application),
            interpretationText: frame.present(details.interpretation),
            servesText: serves, capacityText: details.capacity.map { "\($0)" },
            accessNote: frame.present(details.accessNote), wheelchair: hasAccess ? wheelchair : nil,
            accessList: TextList(access), hasAccess: hasAccess || frame.present(details.accessNote) != nil,
            organisationText: details.organisation.flatMap { id in
                dataset.organisations.first { $0.id == id }?.names.text(in: language)
            },
            fundingText: present(details.funding.map(words)), week: week,
            report: frame.reports.map { ReportRoute.form(frame, $0, structure: structure.id) })
        sheet.hasWho =
            [
                sheet.residentsText, sheet.servesText, sheet.audienceText, sheet.eligibilityText, sheet.ageText,
                sheet.applicationText, sheet.languageText, sheet.interpretationText, sheet.capacityText,
            ].contains { $0 != nil } || sheet.serviceList != nil
        sheet.hasContact =
            [sheet.phone, sheet.email, sheet.website, sheet.organisationText, sheet.fundingText].contains { $0 != nil }
            || sheet.contactList != nil
        return sheet
    }

    /// For the residents of which municipality; nil when others are served too.
    private var residents: String? {
        guard serves == nil, dataset.kind(code: structure.kind)?.isMunicipal == true else { return nil }
        return structure.municipality.flatMap(dataset.municipality(code:)).map(competence)
    }

    private func words(_ service: StructureService) -> String {
        let description = service.descriptions.text(in: language)
        return service.names.text(in: language) + (description.isEmpty ? "" : ": \(description)")
    }

    private var contacts: StructureSheet.ContactList? {
        let contacts = details.contacts.map { contact in
            StructureSheet.Contact(
                words: [contact.names, contact.roles].map { $0.text(in: language) }.filter { !$0.isEmpty }
                    .joined(separator: ", "),
                phones: Call.list(contact.phone, language), email: contact.email)
        }
        return contacts.isEmpty ? nil : StructureSheet.ContactList(contacts: contacts)
    }

    /// The next seven days from today, each with its hours or holiday.
    private var week: StructureSheet.Week? {
        guard let row = dataset.structureRow(id: structure.id) else { return nil }
        let days = dataset.timetable(ofStructure: row, from: today)?.map { day in
            StructureSheet.Day(
                name: DateWords.day(day.date, in: language), holiday: day.holiday?.names.text(in: language),
                lines: day.lines.map(words), closed: day.lines.isEmpty, closedComment: day.closedComment)
        }
        return days.map(StructureSheet.Week.init)
    }

    func words(_ line: HoursDay.Line) -> StructureSheet.Span {
        let span =
            "\(TimeText.clock(minute: line.fromMinute))–\(TimeText.clock(minute: line.toMinute % 1440 == 0 ? 1440 : line.toMinute % 1440))"
        let comment =
            line.answer.comment
            ?? (line.answer.state == .open ? nil : Opening.word(line.answer.state, in: language))
        return StructureSheet.Span(span: span, comment: comment.map { "(\($0))" } ?? "")
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
            return "\(name[language]): \(answer?[language] ?? Layout.words.unknown[language])"
        }
        if let date = details.accessibility.date {
            lines.append("\(BenefitsPage.words.checked[language]) \(PageDate.text(TimeText.text(date), in: language))")
        }
        return lines
    }

    private var cost: String? {
        let note = details.costNote.text(in: language)
        let word: String? =
            switch details.cost {
            case .free: Phrase(el: "δωρεάν", en: "free of charge")[language]
            case .paid: Phrase(el: "με πληρωμή", en: "to be paid for")[language]
            case nil: nil
            }
        return present([word, note.isEmpty ? nil : note].compactMap { $0 })
    }

    private var ages: String? {
        func years(_ age: Double) -> String {
            let text = CSVLine.number(age, decimals: 2)
            return language == .greek ? text.replacing(".", with: ",") : text
        }
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
        return [funding.names.text(in: language), funding.code].compactMap { $0 }.joined(separator: ", ") + span
    }

    private var serves: String? {
        let area = details.serviceArea
        return present(
            area.municipalities.compactMap(dataset.municipality(code:)).map { $0.title(in: language) }
                + area.settlements.compactMap(dataset.place(id:)).map { frame.place($0.names) }
                + (area.outline.isEmpty
                    ? [] : [Phrase(el: "περιοχή με δικά της όρια", en: "an area with bounds of its own")[language]]))
    }

    private func present(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
}
