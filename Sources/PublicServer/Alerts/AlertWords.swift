internal import Alerts
internal import Locator
internal import OpeningHours
internal import Records

extension AlertInfo {
    /// What to call the danger, for readers who do not know the standard.
    func severityWords(in language: Language) -> String {
        switch severity {
        case .extreme: Phrase(el: "Ακραίος κίνδυνος", en: "Extreme danger")[language]
        case .severe: Phrase(el: "Μεγάλος κίνδυνος", en: "Great danger")[language]
        case .moderate: Phrase(el: "Μέτριος κίνδυνος", en: "Moderate danger")[language]
        case .minor: Phrase(el: "Μικρός κίνδυνος", en: "Minor danger")[language]
        case .unknown: Phrase(el: "Κίνδυνος άγνωστου μεγέθους", en: "Danger of unknown extent")[language]
        }
    }

    /// How soon people should act; nil when the message does not say.
    func urgencyWords(in language: Language) -> String? {
        switch urgency {
        case .immediate: Phrase(el: "Ενεργήστε αμέσως.", en: "Act at once.")[language]
        case .expected: Phrase(el: "Ενεργήστε μέσα στην επόμενη ώρα.", en: "Act within the next hour.")[language]
        case .future: Phrase(el: "Ετοιμαστείτε.", en: "Prepare.")[language]
        case .past: Phrase(el: "Δεν χρειάζεται πια να ενεργήσετε.", en: "You need not act any more.")[language]
        case .unknown: nil
        }
    }

    /// Who translated the text; nil for a text written by a person and when the message does not say.
    func translationWords(in language: Language) -> String? {
        switch translation {
        case .machine: Phrase(el: "Μετάφραση από μηχανή.", en: "Translated by a machine.")[language]
        case .template:
            Phrase(
                el: "Έτοιμο κείμενο, όχι γραμμένο για αυτή την περίπτωση.",
                en: "A prepared text, not written for this case.")[
                    language]
        case .human, nil: nil
        }
    }
}

extension Alert {
    /// Until when the message counts, in the time of the region.
    func untilWords(in language: Language, _ dataset: Dataset, today: CivilDate) -> String {
        let wall = dataset.calendar.zone.wallTime(at: end)
        let clock = TimeText.clock(minute: wall.minute)
        if wall.date == today { return Phrase(el: "έως σήμερα στις \(clock)", en: "until \(clock) today")[language] }
        let day = PageDate.text(TimeText.text(wall.date), in: language)
        return Phrase(el: "έως \(day), \(clock)", en: "until \(day), \(clock)")[language]
    }
}
