public import Records

/// Dates and weekdays in words, in Greek (`el`) or English.
public enum DateWords {
    private static let greekDays = ["Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"]
    private static let englishDays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let greekMonths = [
        "Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου",
        "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Returns the name of a weekday.
    public static func weekday(_ day: Weekday, in language: Language) -> String {
        language == .greek ? greekDays[day.rawValue] : englishDays[day.rawValue]
    }

    /// Returns the name of a month (1 to 12) as it is written after a day: «Μαΐου», "May".
    public static func month(_ month: Int, in language: Language) -> String {
        language == .greek ? greekMonths[month - 1] : englishMonths[month - 1]
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
        if days == 0 { return (language == .greek ? "σήμερα " : "today ") + clock }
        if (1...6).contains(days) { return "\(weekday(wall.date.weekday, in: language)) \(clock)" }
        return "\(day(wall.date, in: language)) \(clock)"
    }
}
