internal import Locator
internal import OpeningHours
internal import Records
internal import WebSupport

/// Reads the fields of the coverage form and notes what cannot be read, in words for planners.
struct CoverageFormReading {
    private let data: PublicDataset
    private(set) var faults: [FieldFault] = []

    init(_ data: PublicDataset) {
        self.data = data
    }

    /// Reads a state; nil when a field is at fault.
    mutating func state(_ fields: CoverageForm.Fields, suffix: String) -> CoverageForm.State? {
        let count = faults.count
        if !fields.kind.isEmpty, data.dataset.kind(code: fields.kind) == nil {
            note("kind\(suffix)", "Διαλέξτε ένα είδος από τη λίστα", "Choose a kind from the list")
        }
        if !data.parameters.coverageModes.contains(fields.mode) {
            note("mode\(suffix)", "Διαλέξτε ένα μέσο από τη λίστα", "Choose a mode from the list")
        }
        let minutes = minutes(fields.minutes, "minutes\(suffix)")
        let moment = moment(fields, suffix)
        guard count == faults.count else { return nil }
        return CoverageForm.State(
            query: CoverageQuery(
                kinds: fields.kind.isEmpty ? [] : [fields.kind], mode: fields.mode,
                openAt: moment.flatMap { data.dataset.instant($0, now: data.clock()) }),
            minutes: minutes, moment: moment)
    }

    private mutating func note(_ field: String, _ greek: String, _ english: SourceText) {
        faults.append(FieldFault(field: field, words: Phrase(el: greek, en: english)))
    }

    /// Reads minutes with commas, semicolons or blanks between them, ascending without repetitions.
    private mutating func minutes(_ text: String, _ field: String) -> [Int] {
        var found: Set<Int> = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace }) {
            let shown = part.count > 20 ? "\(part.prefix(20))…" : String(part)
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                note(
                    field,
                    "Γράψτε τα λεπτά ως ακέραιους από 1 έως 240, όπως 15, 30, 45, 60. Το «\(shown)» δεν είναι ακέραιος",
                    "Enter the minutes as whole numbers from 1 to 240, such as 15, 30, 45, 60. “\(shown)” is none")
                return []
            }
            guard let number = Int(part), (1...240).contains(number) else {
                note(
                    field, "Γράψτε λεπτά από 1 έως 240. Το \(shown) είναι έξω από αυτά",
                    "Enter minutes from 1 to 240. \(shown) is outside")
                return []
            }
            found.insert(number)
        }
        guard (1...6).contains(found.count) else {
            note(
                field, "Γράψτε έναν έως έξι αριθμούς λεπτών, από 1 έως 240",
                "Enter one to six numbers of minutes, from 1 to 240")
            return []
        }
        return found.sorted()
    }

    /// Reads day, date and time; nil when any hour is meant, or a field is at fault.
    private mutating func moment(_ fields: CoverageForm.Fields, _ suffix: String) -> String? {
        guard fields.day != CoverageForm.anyHour else {
            if !fields.date.isEmpty || !fields.time.isEmpty {
                note(
                    "day\(suffix)", "Για οποιαδήποτε ώρα αφήστε κενά την ημερομηνία και την ώρα",
                    "For any hour leave the date and the time empty")
            }
            return nil
        }
        guard !fields.day.isEmpty || !fields.date.isEmpty || !fields.time.isEmpty else { return nil }
        let time = Self.time(fields.time)
        if time == nil {
            let isEmpty = fields.time.isEmpty
            note(
                "time\(suffix)", isEmpty ? "Γράψτε και την ώρα, όπως 08:30" : "Γράψτε την ώρα όπως 08:30 ή 17:00",
                isEmpty ? "Enter the time too, such as 08:30" : "Enter the time like 08:30 or 17:00")
        }
        guard let date = date(fields, suffix), let time else { return nil }
        let moment = "\(TimeText.text(date))T\(time)"
        let wall = data.dataset.instant(moment, now: data.clock()).map(data.dataset.calendar.zone.wallTime)
        guard wall.map({ TimeText.clock(minute: $0.minute) }) == time else {
            note(
                "time\(suffix)", "Εκείνη τη μέρα αλλάζει η ώρα και αυτή δεν υπάρχει. Γράψτε μια άλλη",
                "The clocks change on that day and skip this time. Enter another")
            return nil
        }
        return moment
    }

    private mutating func date(_ fields: CoverageForm.Fields, _ suffix: String) -> CivilDate? {
        guard fields.date.isEmpty else {
            guard fields.day.isEmpty else {
                note(
                    "day\(suffix)", "Διαλέξτε ημέρα της εβδομάδας ή ημερομηνία, όχι και τα δύο",
                    "Choose a day of the week or a date, not both")
                return nil
            }
            guard let date = Self.date(fields.date) else {
                note(
                    "date\(suffix)", "Γράψτε μια ημερομηνία που υπάρχει, όπως 10/4/2026",
                    "Enter a date that exists, such as 10/4/2026")
                return nil
            }
            return date
        }
        guard let weekday = Weekday(code: fields.day) else {
            note("day\(suffix)", "Διαλέξτε και την ημέρα", "Choose the day too")
            return nil
        }
        return next(weekday)
    }

    /// The next such day after today, if possible no public holiday.
    private func next(_ weekday: Weekday) -> CivilDate? {
        let days = (1...28).map { data.today.adding(days: $0) }.filter { $0.weekday == weekday }
        return days.first { !data.dataset.calendar.isPublicHoliday($0) } ?? days.first
    }

    /// Reads `2026-04-10`, `10/4/2026` or `10.4.2026`.
    private static func date(_ text: String) -> CivilDate? {
        if let date = TimeText.date(text) { return (1000...2999).contains(date.year) ? date : nil }
        let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }.map(number)
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
            (1000...2999).contains(year)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Reads `08:30`, `8.30` or `8`; returns it as `08:30`.
    private static func time(_ text: String) -> String? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }.map(number)
        guard (1...3).contains(parts.count), let hour = parts[0], (0...23).contains(hour) else { return nil }
        guard parts.count > 1 else { return TimeText.clock(minute: hour * 60) }
        guard let minute = parts[1], (0...59).contains(minute), parts.allSatisfy({ $0 != nil }) else { return nil }
        return TimeText.clock(minute: hour * 60 + minute)
    }

    /// Reads one to four digits.
    private static func number(_ text: Substring) -> Int? {
        (1...4).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
