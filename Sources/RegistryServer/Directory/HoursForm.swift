internal import OpeningHours
internal import Records
internal import Registry
internal import WebSupport

/// The form for opening hours: days with spans, a season, exceptions, and the grammar for experts.
struct HoursForm {
    private static let days = Weekday.allCases.map { $0.code.lowercased() }

    /// The parameters that it is sent as.
    static let parameters: [ParameterDescription] = {
        var names: [String] = ["holidays", "season.from", "season.to", "expert", "version", "preview"]
        for week in ["", "season."] {
            for day in days { names += spanNames(week + day, WeekHours.spansADay) }
        }
        for index in 1...WeekHours.mostExceptions {
            names += ["x\(index).from", "x\(index).to"] + spanNames("x\(index)", 1)
        }
        return names.map { .line($0, 40) } + [.line("grammar", 500), .lines("reason", 2000)]
    }()

    private static func spanNames(_ prefix: String, _ count: Int) -> [String] {
        (1...count).flatMap { ["\(prefix).\($0).from", "\(prefix).\($0).to"] }
    }

    /// What could not be accepted: the input, and why.
    private(set) var faults: [FaultList.Entry] = []
    /// The hours in the grammar.
    private(set) var text = ""
    private let visit: Visit

    /// Reads what somebody has sent.
    init(_ visit: Visit) {
        self.visit = visit
        guard visit.text("expert") != "yes" else {
            text = visit.text("grammar").trimmed
            return
        }
        var hours = WeekHours()
        hours.days = Self.days.map { day in spans(day, WeekHours.spansADay) }
        hours.season = season()
        hours.isClosedOnHolidays = visit.text("holidays") == "yes"
        for index in 1...WeekHours.mostExceptions {
            guard let from = date("x\(index).from") else {
                if visit.fields.text("x\(index).to") != nil {
                    fault("x\(index).from", visit.words("λείπει η πρώτη ημέρα", "the first day is missing"))
                }
                continue
            }
            let to = date("x\(index).to") ?? from
            guard from <= to else {
                fault(
                    "x\(index).to",
                    visit.words("η τελευταία ημέρα είναι πριν από την πρώτη", "the last day is before the first"))
                continue
            }
            hours.exceptions.append(WeekHours.Exception(from: from, to: to, spans: spans("x\(index)", 1)))
        }
        // A form that was left empty says nothing; it does not say that the structure is always closed.
        text = hours.hasTimes ? hours.text : ""
    }

    private mutating func fault(_ field: String, _ text: String) {
        faults.append(FaultList.Entry(field: field, fault: text))
    }

    private mutating func spans(_ prefix: String, _ count: Int) -> [WeekHours.Span] {
        var spans: [WeekHours.Span] = []
        for index in 1...count {
            let names = ["\(prefix).\(index).from", "\(prefix).\(index).to"]
            let texts = names.map { visit.text($0) }
            guard texts != ["", ""] else { continue }
            guard let from = Self.minute(texts[0]), let to = Self.minute(texts[1]), from != to else {
                fault(
                    names[0],
                    visit.words(
                        "αναμένονταν δύο ώρες, όπως 08:00 και 15:00", "expected two times, such as 08:00 and 15:00"))
                continue
            }
            if let last = spans.last, from < last.to || last.to <= last.from {
                fault(
                    names[0], visit.words("αρχίζει πριν τελειώσει το προηγούμενο", "begins before the one before ends"))
            }
            spans.append(WeekHours.Span(from: from, to: to))
        }
        return spans
    }

    private mutating func season() -> WeekHours.Season? {
        let names = ["season.from", "season.to"]
        let days = Self.days.map { day in spans("season.\(day)", WeekHours.spansADay) }
        guard names.contains(where: { visit.fields.text($0) != nil }) || days.contains(where: { !$0.isEmpty }) else {
            return nil
        }
        let ends = names.map { Self.dayOfYear(visit.text($0)) }
        guard let from = ends[0], let to = ends[1] else {
            fault(names[0], visit.words("αναμένονταν ημέρες όπως 15/6 και 15/9", "expected days such as 15/6 and 15/9"))
            return nil
        }
        return WeekHours.Season(
            fromMonth: from.month, fromDay: from.day, toMonth: to.month, toDay: to.day, days: days)
    }

    private mutating func date(_ name: String) -> CivilDate? {
        let text = visit.text(name)
        guard !text.isEmpty else { return nil }
        let date = TimeText.date(text)
        if date == nil { fault(name, visit.words("αναμενόταν ημερομηνία", "expected a date")) }
        return date
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0..<60).contains(minute),
            hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    private static func dayOfYear(_ text: String) -> (month: Int, day: Int)? {
        let parts = text.split(separator: "/").map { Int($0) }
        guard parts.count == 2, let day = parts[0], let month = parts[1],
            CivilDate(year: 2024, month: month, day: day) != nil
        else { return nil }
        return (month, day)
    }
}

extension HoursForm {
    /// The groups of the form, filled with live hours, or with what was sent before.
    static func groups(_ visit: Visit, live: String?, sent: Bool, faults: [FaultList.Entry]) -> [PageForm.Group] {
        let hours = sent ? nil : live.map { WeekHours($0) } ?? WeekHours()
        let isExpert = sent ? visit.text("expert") == "yes" : hours == nil
        let filling = Filling(visit: visit, sent: sent, faults: faults)
        var groups = Self.week("", hours?.days, filling)
        groups[0].hint = visit.words("Ημέρα χωρίς ώρες: κλειστά.", "A day without times: closed.")
        groups.append(
            PageForm.Group(fields: [
                PageField(
                    id: "holidays", label: visit.words("Κλειστά στις αργίες", "Closed on public holidays"),
                    isCheck: true,
                    isOn: sent ? visit.text("holidays") == "yes" : hours?.isClosedOnHolidays ?? true)
            ]))
        groups.append(contentsOf: exceptions(hours, filling))
        groups.append(contentsOf: season(hours, filling))
        groups.append(
            PageForm.Group(
                more: PageForm.More(summary: visit.words("Για ειδικούς", "For experts"), isOpen: isExpert),
                fields: [
                    PageField(
                        id: "expert",
                        label: visit.words("Ισχύει το κείμενο εδώ, όχι η φόρμα", "The text here counts, not the form"),
                        isCheck: true, isOn: isExpert),
                    PageField(
                        id: "grammar",
                        label: visit.words("Γραμματική ωρών του OpenStreetMap", "OpenStreetMap opening hours"),
                        hint: "Mo-Fr 08:00-15:00; PH off",
                        fault: faults.first { $0.field == "grammar" }?.fault,
                        value: sent ? visit.text("grammar") : live ?? "", isArea: true),
                ]))
        return groups
    }

    /// How the inputs are filled.
    private struct Filling {
        let visit: Visit
        let sent: Bool
        let faults: [FaultList.Entry]

        func entry(_ id: String, _ label: String, _ type: String, _ live: String, hint: String? = nil) -> PageField {
            PageField(
                id: id, label: label, hint: hint, fault: faults.first { $0.field == id }?.fault,
                value: sent ? visit.text(id) : live, type: type)
        }

        func spans(_ prefix: String, _ spans: [WeekHours.Span], _ count: Int) -> [PageField] {
            (0..<count).flatMap { index in
                let span = spans.indices.contains(index) ? spans[index] : nil
                let name = "\(prefix).\(index + 1)"
                return [
                    entry(
                        "\(name).from", visit.words("από", "from"), "time",
                        span.map { TimeText.clock(minute: $0.from) } ?? ""),
                    entry(
                        "\(name).to", visit.words("έως", "to"), "time",
                        span.map { TimeText.clock(minute: $0.to % 1440) } ?? ""),
                ]
            }
        }
    }

    private static func week(_ prefix: String, _ days: [[WeekHours.Span]]?, _ filling: Filling) -> [PageForm.Group] {
        Self.days.enumerated().map { index, day in
            PageForm.Group(
                legend: DateWords.weekday(Weekday.allCases[index], in: filling.visit.language), isRow: true,
                fields: filling.spans(prefix + day, days?[index] ?? [], WeekHours.spansADay))
        }
    }

    private static func exceptions(_ hours: WeekHours?, _ filling: Filling) -> [PageForm.Group] {
        let visit = filling.visit
        return (0..<WeekHours.mostExceptions).map { index in
            let exceptions = hours?.exceptions ?? []
            let known = exceptions.indices.contains(index) ? exceptions[index] : nil
            let name = "x\(index + 1)"
            return PageForm.Group(
                legend: visit.words("Εξαίρεση \(index + 1)", "Exception \(index + 1)"),
                hint: index == 0
                    ? visit.words(
                        "Ημέρες με άλλες ώρες· χωρίς ώρες: κλειστά.", "Days with other times; without times: closed.")
                    : nil, isRow: true,
                fields: [
                    filling.entry(
                        "\(name).from", visit.words("πρώτη ημέρα", "first day"), "date",
                        known.map { TimeText.text($0.from) } ?? ""),
                    filling.entry(
                        "\(name).to", visit.words("τελευταία ημέρα", "last day"), "date",
                        known.map { TimeText.text($0.to) } ?? ""),
                ] + filling.spans(name, known?.spans ?? [], 1))
        }
    }

    private static func season(_ hours: WeekHours?, _ filling: Filling) -> [PageForm.Group] {
        let visit = filling.visit
        let season = hours?.season
        let ends = PageForm.Group(
            legend: visit.words(
                "Άλλες ώρες για μια εποχή, π.χ. το καλοκαίρι", "Other times for a season, such as summer"),
            isRow: true,
            fields: [
                filling.entry(
                    "season.from", visit.words("από (ημέρα/μήνας)", "from (day/month)"), "text",
                    season.map { "\($0.fromDay)/\($0.fromMonth)" } ?? "", hint: "15/6"),
                filling.entry(
                    "season.to", visit.words("έως (ημέρα/μήνας)", "to (day/month)"), "text",
                    season.map { "\($0.toDay)/\($0.toMonth)" } ?? "", hint: "15/9"),
            ])
        let isOpen = season != nil || filling.sent && visit.fields.text("season.from") != nil
        let more = PageForm.More(summary: visit.words("Ώρες εποχής", "Times of the season"), isOpen: isOpen)
        return [ends]
            + week("season.", season?.days, filling).map { group in
                var group = group
                group.more = PageForm.More(summary: "\(more.summary): \(group.legend ?? "")", isOpen: isOpen)
                return group
            }
    }
}
