internal import Geocoding
public import OpeningHours
public import Records

extension Opening {
    /// Returns the hours in a few words, in Greek (`el`) or English: «ανοίγει Δευτέρα 08:00».
    ///
    /// - Parameter showsTimeLeft: Whether a change within twelve hours is said as «σε 2 ώρες» instead of by the clock.
    public func text(in language: Language, showsTimeLeft: Bool = false) -> String {
        let isGreek = language == .greek
        guard isOffered else {
            return nextOpening == nil
                ? (isGreek ? "δεν λειτουργεί" : "not in operation") : next(isGreek, language, showsTimeLeft)
        }
        switch state {
        case .open: return openText(isGreek, language, showsTimeLeft)
        case .closed:
            let reason = holiday.map { (isGreek ? "αργία: " : "public holiday: ") + $0.names.text(in: language) + ", " }
            return (reason ?? "") + next(isGreek, language, showsTimeLeft)
        case .appointment:
            return (isGreek ? "μόνο με ραντεβού" : "by appointment only")
                + (moreThanAppointment.map { " (\($0))" } ?? "")
        case .unknown: return unknownText(isGreek, language)
        }
    }

    /// Returns the state in one or two words, in Greek (`el`) or English.
    public static func word(_ state: HoursState, in language: Language) -> String {
        let isGreek = language == .greek
        switch state {
        case .open: return isGreek ? "Ανοιχτά" : "Open"
        case .closed: return isGreek ? "Κλειστά" : "Closed"
        case .appointment: return isGreek ? "Με ραντεβού" : "By appointment"
        case .unknown: return isGreek ? "Άγνωστο ωράριο" : "Hours unknown"
        }
    }

    /// Returns the text after the ``word(_:in:)`` of the state, in Greek (`el`) or English; empty when there is nothing
    /// to add. See ``text(in:showsTimeLeft:)``.
    public func textAfterWord(in language: Language, showsTimeLeft: Bool = false) -> String {
        state == .appointment
            ? moreThanAppointment ?? "" : isKnown ? text(in: language, showsTimeLeft: showsTimeLeft) : ""
    }

    /// The comment of hours by appointment, when it adds something.
    private var moreThanAppointment: String? {
        answer.comment.flatMap { comment in
            let said = TextFolding.fold("μόνο με ραντεβού by appointment only")
            return said.contains(TextFolding.fold(comment)) ? nil : comment
        }
    }

    private var comment: String { answer.comment.map { " (\($0))" } ?? "" }

    private func openText(_ isGreek: Bool, _ language: Language, _ showsTimeLeft: Bool) -> String {
        guard let nextChange else { return (isGreek ? "πάντα ανοιχτά" : "always open") + comment }
        let moment = DateWords.moment(nextChange.wall, from: wall, in: language)
        switch nextChange.answer.state {
        case .appointment:
            return (isGreek ? "μετά τις " : "by appointment after ") + moment + (isGreek ? " με ραντεβού" : "")
                + comment
        case .unknown: return (isGreek ? "σίγουρα έως " : "certainly until ") + moment + comment
        case .closed, .open:
            let left = showsTimeLeft ? timeLeft(until: nextChange, isGreek, language) : nil
            return (isGreek ? "κλείνει " : "closes ") + (left ?? moment) + comment
        }
    }

    /// The time until a change within twelve hours; nil for a later one.
    private func timeLeft(until change: HoursChange, _ isGreek: Bool, _ language: Language) -> String? {
        let seconds = change.instant.seconds - instant.seconds
        guard (1...43_200).contains(seconds) else { return nil }
        return (isGreek ? "σε " : "in ") + Reasons.duration(Double(seconds), in: language)
    }

    private func next(_ isGreek: Bool, _ language: Language, _ showsTimeLeft: Bool) -> String {
        guard let nextOpening else {
            return (isGreek ? "δεν γνωρίζουμε πότε ανοίγει" : "we do not know when it opens") + comment
        }
        let moment = DateWords.moment(nextOpening.wall, from: wall, in: language)
        if nextOpening.answer.state == .appointment {
            return (isGreek ? "με ραντεβού από " : "by appointment from ") + moment
        }
        let left = showsTimeLeft ? timeLeft(until: nextOpening, isGreek, language) : nil
        return (isGreek ? "ανοίγει " : "opens ") + (left ?? moment)
    }

    private func unknownText(_ isGreek: Bool, _ language: Language) -> String {
        guard isKnown else { return isGreek ? "δεν γνωρίζουμε το ωράριο" : "we do not know its hours" }
        if answer.isHolidayDoubt {
            let name = holiday.map { " (\($0.names.text(in: language)))" } ?? ""
            return isGreek ? "αργία\(name): τηλεφωνήστε πρώτα" : "public holiday\(name): phone first"
        }
        if answer.isOpenEnd { return (isGreek ? "ίσως είναι ακόμη ανοιχτά" : "perhaps still open") + comment }
        return (isGreek ? "το ωράριο δεν είναι σίγουρο: τηλεφωνήστε" : "the hours are not certain: phone first")
            + comment
    }
}

extension JSONWriter {
    /// Writes the opening hours at one time, as the interface shows them.
    public mutating func opening(_ opening: Opening, in zone: ZoneRule) {
        object { json in
            json.member("state", opening.state.code)
            json.member("onArrival", opening.onArrival.code)
            json.member("nextChange", opening.nextChange.map { TimeText.text($0.instant, in: zone) })
            json.key("text")
            json.object { json in
                json.member("el", opening.text(in: .greek))
                json.member("en", opening.text(in: .english))
            }
        }
    }
}
