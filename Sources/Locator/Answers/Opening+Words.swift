internal import Geocoding
public import OpeningHours
public import Records

extension Opening {
    /// Returns the hours in a few words: «ανοίγει Δευτέρα 08:00».
    ///
    /// - Parameter showsTimeLeft: Whether a change within twelve hours is said as «σε 2 ώρες» instead of by the clock.
    public func text(in language: Language, showsTimeLeft: Bool = false) -> String {
        guard isOffered else {
            return nextOpening == nil
                ? language.words(el: "δεν λειτουργεί", en: "not in operation") : next(language, showsTimeLeft)
        }
        switch state {
        case .open: return openText(language, showsTimeLeft)
        case .closed:
            guard let holiday = holiday?.names.text(in: language) else { return next(language, showsTimeLeft) }
            let next = next(language, showsTimeLeft)
            return language.words(el: "αργία: \(holiday), \(next)", en: "public holiday: \(holiday), \(next)")
        case .appointment:
            return language.words(el: "μόνο με ραντεβού", en: "by appointment only")
                + (moreThanAppointment.map { " (\($0))" } ?? "")
        case .unknown: return unknownText(language)
        }
    }

    /// Returns the state in one or two words.
    public static func word(_ state: HoursState, in language: Language) -> String {
        switch state {
        case .open: language.words(el: "Ανοιχτά", en: "Open")
        case .closed: language.words(el: "Κλειστά", en: "Closed")
        case .appointment: language.words(el: "Με ραντεβού", en: "By appointment")
        case .unknown: language.words(el: "Άγνωστο ωράριο", en: "Hours unknown")
        }
    }

    /// Returns the text after the ``word(_:in:)`` of the state; empty when there is nothing to add. See
    /// ``text(in:showsTimeLeft:)``.
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

    private func openText(_ language: Language, _ showsTimeLeft: Bool) -> String {
        guard let nextChange else { return language.words(el: "πάντα ανοιχτά", en: "always open") + comment }
        let moment = DateWords.moment(nextChange.wall, from: wall, in: language)
        switch nextChange.answer.state {
        case .appointment:
            return language.words(el: "μετά τις \(moment) με ραντεβού", en: "by appointment after \(moment)") + comment
        case .unknown: return language.words(el: "σίγουρα έως \(moment)", en: "certainly until \(moment)") + comment
        case .closed, .open:
            let end = showsTimeLeft ? timeLeft(until: nextChange, language) ?? moment : moment
            return language.words(el: "κλείνει \(end)", en: "closes \(end)") + comment
        }
    }

    /// The time until a change within twelve hours; nil for a later one.
    private func timeLeft(until change: HoursChange, _ language: Language) -> String? {
        let seconds = change.instant.seconds - instant.seconds
        guard (1...43_200).contains(seconds) else { return nil }
        let duration = Reasons.duration(Double(seconds), in: language)
        return language.words(el: "σε \(duration)", en: "in \(duration)")
    }

    private func next(_ language: Language, _ showsTimeLeft: Bool) -> String {
        guard let nextOpening else {
            return language.words(el: "δεν γνωρίζουμε πότε ανοίγει", en: "we do not know when it opens") + comment
        }
        let moment = DateWords.moment(nextOpening.wall, from: wall, in: language)
        if nextOpening.answer.state == .appointment {
            return language.words(el: "με ραντεβού από \(moment)", en: "by appointment from \(moment)")
        }
        let start = showsTimeLeft ? timeLeft(until: nextOpening, language) ?? moment : moment
        return language.words(el: "ανοίγει \(start)", en: "opens \(start)")
    }

    private func unknownText(_ language: Language) -> String {
        guard isKnown else {
            return language.words(el: "δεν γνωρίζουμε το ωράριο", en: "we do not know its hours")
        }
        if answer.isHolidayDoubt {
            guard let name = holiday?.names.text(in: language) else {
                return language.words(el: "αργία: τηλεφωνήστε πρώτα", en: "public holiday: phone first")
            }
            return language.words(
                el: "αργία (\(name)): τηλεφωνήστε πρώτα", en: "public holiday (\(name)): phone first")
        }
        if answer.isOpenEnd {
            return language.words(el: "ίσως είναι ακόμη ανοιχτά", en: "perhaps still open") + comment
        }
        return language.words(
            el: "το ωράριο δεν είναι σίγουρο: τηλεφωνήστε", en: "the hours are not certain: phone first") + comment
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
