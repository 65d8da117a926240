internal import Locator
internal import OpeningHours
internal import PageKit
internal import Records
internal import Routing
internal import WebSupport

/// The form of the page `/coverage` as it was filled in: a state, and what a second state does differently.
struct CoverageForm {
    /// The fields of one state, as typed; an empty field of the second state means the same as in the first.
    struct Fields: Hashable {
        var kind = ""
        var mode = ""
        var minutes = ""
        /// Two letters of a weekday, or ``CoverageForm/anyHour``.
        var day = ""
        var date = ""
        var time = ""

        var isEmpty: Bool { self == Fields() }
    }

    /// A state that can be computed.
    struct State {
        let query: CoverageQuery
        let minutes: [Int]
        /// The time of the question in the form of a parameter, `2026-04-10T08:30`.
        let moment: String?
    }

    /// The code of a day in the second state that means: whatever the hour.
    static let anyHour = "any"
    /// The end of the names of the second state's fields.
    static let suffixes = ["", "2"]

    private(set) var first = Fields()
    private(set) var second = Fields()
    private(set) var faults: [FieldFault] = []
    /// The states to compute: none when there are faults, else one or two.
    private(set) var states: [State] = []

    /// Whether a second state is asked for.
    var isComparing: Bool { !second.isEmpty }

    /// Reads the form.
    init(_ parameters: RequestParameters, _ data: PublicDataset) {
        let modes = data.parameters.coverageModes
        let (first, openAt) = (Self.fields(parameters, ""), parameters.text("openAt"))
        (self.first, second) = (first, Self.fields(parameters, "2"))
        if let openAt, first.day.isEmpty, first.date.isEmpty, first.time.isEmpty { fill(openAt, data) }
        if self.first.minutes.isEmpty {
            self.first.minutes = CoverageQuery.standardMinutes.map(String.init).joined(separator: ", ")
        }
        if self.first.mode.isEmpty { self.first.mode = modes.first ?? "" }
        var reading = CoverageFormReading(data)
        let one = reading.state(self.first, suffix: "")
        let two = isComparing ? reading.state(second.completed(by: self.first), suffix: "2") : nil
        // A fault of the first state is not repeated where the second one says the same.
        let inherited = Self.names.filter { second[keyPath: $0.1].isEmpty }.map(\.0)
        let known = reading.faults.compactMap(\.field)
        faults = reading.faults.filter { fault in
            !inherited.contains { known.contains($0) && fault.field == "\($0)2" }
        }
        if faults.isEmpty { states = [one, two].compactMap(\.self) }
    }

    /// An empty form with a fault that belongs to no field.
    init(fault: Phrase, _ data: PublicDataset) {
        first.minutes = CoverageQuery.standardMinutes.map(String.init).joined(separator: ", ")
        first.mode = data.parameters.coverageModes.first ?? ""
        faults = [FieldFault(words: fault)]
    }

    /// The fields that are filled in as a query, for links to the same question.
    var query: [(name: String, value: String)] {
        zip(Self.suffixes, [first, second]).flatMap { suffix, fields in
            Self.names.compactMap { name, path in
                fields[keyPath: path].isEmpty ? nil : ("\(name)\(suffix)", fields[keyPath: path])
            }
        }
    }

    /// The words of the fault of a field.
    func fault(of field: String, in language: Language) -> String? {
        faults.first { $0.field == field }?.words[language]
    }

    private static var names: [(String, WritableKeyPath<Fields, String>)] {
        [
            ("kind", \.kind), ("mode", \.mode), ("minutes", \.minutes), ("day", \.day), ("date", \.date),
            ("time", \.time),
        ]
    }

    private static func fields(_ parameters: RequestParameters, _ suffix: String) -> Fields {
        var fields = Fields()
        for (name, path) in names {
            fields[keyPath: path] = (parameters.text("\(name)\(suffix)") ?? "").trimmed
        }
        return fields
    }

    /// Fills in date and time from a moment in the form of the interface, as older links have it.
    private mutating func fill(_ openAt: String, _ data: PublicDataset) {
        guard let moment = data.dataset.instant(openAt, now: data.clock()) else {
            first.date = openAt
            return
        }
        let wall = data.dataset.calendar.zone.wallTime(at: moment)
        (first.date, first.time) = (TimeText.text(wall.date), TimeText.clock(minute: wall.minute))
    }

    /// The parameters of the page. Every value is read by the form, so that a wrong one leaves the form as it was.
    static let parameters: ParameterSet = {
        let fields = suffixes.flatMap { suffix in names.map { "\($0.0)\(suffix)" } }
        return ParameterSet(
            (fields + ["openAt", "sort", "municipality", "lang"]).map { name in
                ParameterDescription(name, .text(maximum: 1000), emptyIsAbsent: true, summary: "")
            })
    }()
}

extension CoverageForm.Fields {
    /// The fields of a second state, with those of the first in place of empty ones. Day and date belong together.
    func completed(by first: Self) -> Self {
        var all = self
        if kind.isEmpty { all.kind = first.kind }
        if mode.isEmpty { all.mode = first.mode }
        if minutes.isEmpty { all.minutes = first.minutes }
        if day.isEmpty, date.isEmpty { (all.day, all.date) = (first.day, first.date) }
        if time.isEmpty, day != CoverageForm.anyHour { all.time = first.time }
        return all
    }
}

extension String {
    /// The text without blanks at both ends.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
