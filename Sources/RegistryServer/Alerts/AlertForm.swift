internal import Alerts
internal import Locator
internal import OpeningHours
internal import Records
internal import Registry
internal import WebSupport

/// The form for an alert: a new one, or one that replaces another or takes it back.
struct AlertForm {
    static let parameters: [ParameterDescription] =
        ["template", "status", "type", "urgency", "severity", "certainty", "expires", "of"].map { .line($0, 40) } + [
            .line("area", 300), .line("areaEnglish", 300), .line("municipality", 20), .lines("corners", 20_000),
            .lines("description", 2000), .lines("descriptionEnglish", 2000),
        ]

    private let visit: Visit
    /// The alert that this one changes; nil for a new one.
    private let former: AlertRecord?

    /// Reads the alert that the field `of` names.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    init(_ visit: Visit) throws(RegistryError) {
        self.visit = visit
        let text = visit.text("of")
        if text.isEmpty {
            former = nil
        } else {
            guard let id = RecordID(text) else {
                throw RegistryError(.notFound, at: "of", "there is no such alert", el: "δεν υπάρχει τέτοια ειδοποίηση")
            }
            former = try visit.home.alert(id, by: try visit.caller, request: visit.request).record
        }
    }

    private var zone: ZoneRule { visit.configuration.calendar.zone }

    /// The message that the form describes.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is a field.
    func document() throws(RegistryError) -> AlertDocument {
        guard let template = AlertTemplate.all.first(where: { $0.code == visit.text("template") }) else {
            throw RegistryError(.invalid, at: "template", "expected one of the dangers", el: "διαλέξτε τον κίνδυνο")
        }
        guard let expires = TimeText.instant(visit.text("expires"), in: zone) else {
            throw RegistryError(
                .invalid, at: "expires", "expected a time such as 2026-11-29T18:00",
                el: "αναμενόταν ώρα όπως 2026-11-29T18:00")
        }
        let type: Alert.MessageType = try choice("type")
        var municipalities: [String] = []
        if !visit.text("municipality").isEmpty { municipalities = [visit.text("municipality")] }
        let written = WrittenAlert(
            template: template, status: try choice("status"), type: type,
            references: type == .alert ? [] : former.map { [$0.alert.key] } ?? [], urgency: try choice("urgency"),
            severity: try choice("severity"), certainty: try choice("certainty"), expires: expires,
            area: LocalizedText(["el": visit.text("area").trimmed, "en": visit.text("areaEnglish").trimmed]),
            municipalities: municipalities, corners: visit.text("corners"),
            description: LocalizedText([
                "el": visit.text("description").trimmed, "en": visit.text("descriptionEnglish").trimmed,
            ]))
        return try written.document(
            sender: visit.home.alertSender, identifier: RecordID.random().description, senderName: senderName,
            at: visit.home.now().instant,
            zone: zone)
    }

    /// Who is responsible for the alert, for people.
    private var senderName: String {
        visit.region?.dataset.description.names.text(in: .greek) ?? "Plision"
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(RegistryError) -> Choice
    where Choice.RawValue == String {
        guard let choice = Choice(rawValue: visit.text(name)) else {
            throw RegistryError(.invalid, at: name, "expected one of the choices", el: "διαλέξτε μία από τις τιμές")
        }
        return choice
    }

    /// The page of the form.
    ///
    /// - Parameters:
    ///   - sent: Whether it shows what was sent.
    ///   - error: What could not be accepted.
    func page(sent: Bool, _ error: RegistryError? = nil) throws -> RegistryPage {
        let faults = PageRoutes.faults(error, visit, field: error?.place)
        func value(_ name: String, _ standard: String) -> String { sent ? visit.text(name) : standard }
        func field(_ name: String, _ label: String, _ standard: String = "", hint: String? = nil) -> PageField {
            PageField(id: name, label: label, hint: hint, value: value(name, standard))
        }
        func area(_ name: String, _ label: String, hint: String? = nil) -> PageField {
            var field = field(name, label, hint: hint)
            field.isArea = true
            return field
        }
        func choices<Choice: RawRepresentable & CaseIterable>(
            _ name: String, _ label: String, _ standard: Choice, _ names: (Choice) -> String
        ) -> PageField where Choice.RawValue == String {
            var field = field(name, label)
            let chosen = value(name, standard.rawValue)
            field.options = PageField.Options(
                list: Choice.allCases.map {
                    PageField.Option(code: $0.rawValue, name: names($0), isChosen: $0.rawValue == chosen)
                })
            return field
        }
        let info = former?.alert.info(for: .greek)
        var dangers = field("template", visit.words("Κίνδυνος", "Danger"))
        let chosen = value("template", template(of: info))
        dangers.options = PageField.Options(
            list: AlertTemplate.all.map {
                PageField.Option(
                    code: $0.code, name: $0.event.text(in: visit.language), isChosen: $0.code == chosen)
            })
        var status = field("status", visit.words("Χρήση", "Use"))
        let chosenStatus = value("status", (former?.alert.status ?? .exercise).rawValue)
        status.options = PageField.Options(
            list: [Alert.Status.exercise, .actual, .test].map {
                PageField.Option(code: $0.rawValue, name: visit.name(of: $0), isChosen: $0.rawValue == chosenStatus)
            })
        var expires = field("expires", visit.words("Λήγει", "Ends"), usualEnd)
        expires.type = "datetime-local"
        var municipality = field(
            "municipality", visit.words("Δήμος", "Municipality"),
            info?.areas.first?.geocodes.first { $0.name == AlertArea.municipalityCode }?.value ?? "")
        if let all = visit.allMunicipalities(chosen: municipality.value) {
            municipality.options = PageField.Options(
                list: [PageField.Option(code: "", name: "–", isChosen: municipality.value.isEmpty)] + all)
        }
        let groups = [
            PageForm.Group(fields: [
                dangers, status,
                choices("severity", visit.words("Μέγεθος", "Severity"), info?.severity ?? .severe, visit.name),
                choices("urgency", visit.words("Πότε", "When"), info?.urgency ?? .immediate, visit.name),
                choices("certainty", visit.words("Βεβαιότητα", "Certainty"), info?.certainty ?? .likely, name), expires,
            ]),
            PageForm.Group(
                legend: visit.words("Πού", "Where"),
                fields: [
                    field(
                        "area", visit.words("Περιοχή, στα ελληνικά", "Area, in Greek"), info?.areas.first?.text ?? ""),
                    field(
                        "areaEnglish", visit.words("Περιοχή, στα αγγλικά (προαιρετικά)", "Area, in English (optional)")),
                    municipality,
                    area(
                        "corners", visit.words("Γωνίες της περιοχής (προαιρετικά)", "Corners of the area (optional)"),
                        hint: visit.words(
                            "Μία σε κάθε γραμμή, πρώτα το πλάτος: 39.51,22.09",
                            "One in each line, latitude first: 39.51,22.09")),
                ]),
            PageForm.Group(
                legend: visit.words("Τι συμβαίνει", "What happens"),
                hint: visit.words(
                    "Οι οδηγίες για τον κίνδυνο είναι έτοιμες σε πέντε γλώσσες.",
                    "The instructions for the danger are prepared in five languages."),
                fields: [
                    area("description", visit.words("Στα ελληνικά", "In Greek")),
                    area("descriptionEnglish", visit.words("Στα αγγλικά (προαιρετικά)", "In English (optional)")),
                ]),
        ]
        let type = Alert.MessageType(rawValue: visit.text("type")) ?? .alert
        let heading: String =
            switch type {
            case .update: visit.words("Νεότερη εκδοχή ειδοποίησης", "Newer version of an alert")
            case .cancel: visit.words("Ανάκληση ειδοποίησης", "Take back an alert")
            default: visit.words("Νέα ειδοποίηση", "New alert")
            }
        var block = Block(
            forms: [
                visit.form(
                    "/alerts/new", groups, hidden: [("type", type.rawValue), ("of", visit.text("of"))],
                    button: visit.words("Αποστολή", "Send"))
            ])
        if let former {
            block.links = [PageLink(name: visit.title(of: former), page: visit.link("/alerts/\(former.id)"))]
        }
        return visit.page(heading, faults: faults, [block])
    }

    /// Six hours from now.
    private var usualEnd: String {
        let wall = zone.wallTime(at: visit.home.now().instant.adding(seconds: 6 * 3600))
        return "\(TimeText.text(wall.date))T\(TimeText.clock(minute: wall.minute))"
    }

    private func template(of info: AlertInfo?) -> String {
        AlertTemplate.all.first { $0.event["el"] == info?.event }?.code ?? AlertTemplate.all[0].code
    }

    private func name(of certainty: AlertInfo.Certainty) -> String {
        switch certainty {
        case .observed: visit.words("συμβαίνει", "observed")
        case .likely: visit.words("πιθανό", "likely")
        case .possible: visit.words("δυνατό", "possible")
        case .unlikely: visit.words("απίθανο", "unlikely")
        case .unknown: visit.words("άγνωστη", "unknown")
        }
    }
}
