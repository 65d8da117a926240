internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// The form for opening hours.
    static let hoursRoutes: [PageRoute] = [
        .show("/structures/{ref}/hours", .row(.draft)) { visit in
            hoursPage(visit, try visit.structure(), sent: false, [])
        },
        .form(
            "/structures/{ref}/hours", .row(.draft), .write, HoursForm.parameters,
            again: { visit, error in
                hoursPage(visit, try visit.structure(), sent: true, faults(error, visit, field: hoursField(error)))
            }
        ) { visit in
            let state = try visit.structure()
            let form = HoursForm(visit)
            guard form.faults.isEmpty else {
                return .page(hoursPage(visit, state, sent: true, form.faults), status: 422)
            }
            var patch = StructureFields()
            try patch.set(.openingHours, form.text.isEmpty ? .null : .string(form.text))
            guard visit.text("preview") != "yes" else {
                return .page(hoursPage(visit, state, sent: true, [], preview: form.text))
            }
            try visit.home.draft(
                patch, of: state.ref, base: Int(visit.text("version")) ?? 0, reason: visit.text("reason"),
                by: try visit.caller, request: visit.request)
            return .redirect("/structures/\(state.ref)?done=\(Done.drafted.rawValue)")
        },
    ]

    private static func hoursField(_ error: RegistryError) -> String? {
        error.place.contains("openingHours") ? "grammar" : error.place == "reason" ? "reason" : nil
    }

    private static func hoursPage(
        _ visit: Visit, _ state: StructureState, sent: Bool, _ faults: [FaultList.Entry], preview: String? = nil
    ) -> RegistryPage {
        var form = visit.form(
            "/structures/\(state.ref)/hours",
            HoursForm.groups(visit, live: state.fields.text(.openingHours), sent: sent, faults: faults)
                + [PageForm.Group(fields: [reasonEntry(visit)])],
            hidden: [("version", sent ? visit.text("version") : "\(state.version)")],
            button: visit.words("Αποστολή για έγκριση", "Send for approval"))
        form.preview = visit.words("Δείξε τις επόμενες δύο εβδομάδες", "Show the next two weeks")
        let shown = HoursPreview.block(preview, state.municipality, visit)
        return visit.page(
            visit.words("Ώρες: \(state.name(visit))", "Hours: \(state.name(visit))"), faults: faults,
            (shown.map { [$0] } ?? []) + [Block(forms: [form])])
    }
}
