/// Dates and weekdays in words.
public enum DateWords {
    private static let days = [
        Phrase(el: "Δευτέρα", en: "Monday"), Phrase(el: "Τρίτη", en: "Tuesday"), Phrase(el: "Τετάρτη", en: "Wednesday"),
        Phrase(el: "Πέμπτη", en: "Thursday"), Phrase(el: "Παρασκευή", en: "Friday"),
        Phrase(el: "Σάββατο", en: "Saturday"), Phrase(el: "Κυριακή", en: "Sunday"),
    ]
    private static let months = [
        Phrase(el: "Ιανουαρίου", en: "January"), Phrase(el: "Φεβρουαρίου", en: "February"),
        Phrase(el: "Μαρτίου", en: "March"), Phrase(el: "Απριλίου", en: "April"), Phrase(el: "Μαΐου", en: "May"),
        Phrase(el: "Ιουνίου", en: "June"), Phrase(el: "Ιουλίου", en: "July"), Phrase(el: "Αυγούστου", en: "August"),
        Phrase(el: "Σεπτεμβρίου", en: "September"), Phrase(el: "Οκτωβρίου", en: "October"),
        Phrase(el: "Νοεμβρίου", en: "November"), Phrase(el: "Δεκεμβρίου", en: "December"),
    ]
    private static let monthsAlone = [
        Phrase(el: "Ιανουάριος", en: "January", meaning: "alone"),
        Phrase(el: "Φεβρουάριος", en: "February", meaning: "alone"),
        Phrase(el: "Μάρτιος", en: "March", meaning: "alone"), Phrase(el: "Απρίλιος", en: "April", meaning: "alone"),
        Phrase(el: "Μάιος", en: "May", meaning: "alone"), Phrase(el: "Ιούνιος", en: "June", meaning: "alone"),
        Phrase(el: "Ιούλιος", en: "July", meaning: "alone"), Phrase(el: "Αύγουστος", en: "August", meaning: "alone"),
        Phrase(el: "Σεπτέμβριος", en: "September", meaning: "alone"),
        Phrase(el: "Οκτώβριος", en: "October", meaning: "alone"),
        Phrase(el: "Νοέμβριος", en: "November", meaning: "alone"),
        Phrase(el: "Δεκέμβριος", en: "December", meaning: "alone"),
    ]

    /// Returns the name of a weekday.
    public static func weekday(_ day: Weekday, in language: Language) -> String {
        days[day.rawValue][language]
    }

    /// Returns the name of a month (1 to 12) as it is written after a day: «Μαΐου», "May".
    public static func month(_ month: Int, in language: Language) -> String {
        months[month - 1][language]
    }

    /// Returns the name of a month (1 to 12) as it is written before a year: «Μάιος», "May".
    public static func monthAlone(_ month: Int, in language: Language) -> String {
        monthsAlone[month - 1][language]
    }

    /// Returns weekday, day and month: «Πέμπτη 15 Μαΐου».
    public static func day(_ date: CivilDate, in language: Language) -> String {
        let parts = date.parts
        return "\(weekday(date.weekday, in: language)) \(parts.day) \(month(parts.month, in: language))"
    }

    /// Returns a time relative to `now`: «σήμερα 17:00», «Δευτέρα 08:00», «Δευτέρα 4 Μαΐου 08:00».
    public static func moment(_ wall: WallTime, from now: WallTime, in language: Language) -> String {
        let clock = TimeText.clock(minute: wall.minute)
        let days = wall.date.dayNumber - now.date.dayNumber
        if days == 0 { return language.words(el: "σήμερα \(clock)", en: "today \(clock)") }
        if (1...6).contains(days) { return "\(weekday(wall.date.weekday, in: language)) \(clock)" }
        return "\(day(wall.date, in: language)) \(clock)"
    }
}
