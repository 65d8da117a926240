internal import Records
internal import WebSupport

extension TextForm {
    /// `now` or a moment, see ``moment``.
    static let momentOrNow = TextForm(
        "^(now|\(moment))$",
        expected: Phrase(el: "now ή χρόνος όπως 2026-04-10T08:30", en: "now, or a time like 2026-04-10T08:30"))
    /// A moment, or an interval that may be open at one end (OGC API – Features, /req/core/datetime).
    static let interval = TextForm(
        "^(\(instant)|\(instant)/(\(instant)|(\\.\\.)?)|(\\.\\.)?/\(instant))$",
        expected: Phrase(
            el: "στιγμή όπως 2026-02-12T23:20:50Z ή διάστημα όπως 2026-02-12T00:00:00Z/..",
            en: "a moment like 2026-02-12T23:20:50Z or an interval like 2026-02-12T00:00:00Z/.."))
    /// A date or date-time.
    static let dateOrMoment = TextForm(
        "^\(moment)$", expected: Phrase(el: "ημερομηνία όπως 2026-11-21", en: "a date like 2026-11-21"))
    /// A language tag (BCP 47).
    static let languageTag = TextForm(
        "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        expected: Phrase(el: "γλώσσα BCP 47 όπως sq ή pt-BR", en: "a BCP 47 language like sq or pt-BR"))
    /// A code of the region's tables.
    static let code = TextForm(
        "^[A-Za-z0-9._-]{1,60}$",
        expected: Phrase(
            el: "κωδικός από λατινικά γράμματα, ψηφία, τελείες, παύλες και κάτω παύλες",
            en: "a code of Latin letters, digits, full stops, hyphens and underscores"))
    /// One to six numbers of whole minutes.
    static let minutes = TextForm(
        "^\(minute)(,\(minute)){0,5}$",
        expected: Phrase(
            el: "ένας έως έξι ακέραιοι από 1 έως 240, με κόμμα",
            en: "one to six whole numbers from 1 to 240, with commas"))

    /// A valid date in the years 1000 to 2999, in the Gregorian calendar.
    static let day =
        "([12][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
        + "|([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)-02-29)"
    private static let time = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?"
    // The plus of an offset arrives as a space when a client does not encode it.
    private static let moment = "\(day)([Tt ]\(time)([Zz]|[+ -]([01][0-9]|2[0-3]):[0-5][0-9])?)?"
    /// A date, or a full date-time of RFC 3339.
    private static let instant =
        "\(day)(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?"
    private static let minute = " *([1-9]|[1-9][0-9]|1[0-9][0-9]|2[0-3][0-9]|240) *"
}
