internal import OpeningHours
public import Records

/// The sentences that say why a structure is in an answer and what is uncertain about it.
struct Reasons {
    private let result: NearestAnswer.Result
    private let match: MunicipalityMatch?
    private let doubts: [Phrase]

    init(_ result: NearestAnswer.Result, municipality match: MunicipalityMatch?) {
        self.result = result
        self.match = match
        doubts = result.dataset.recordDoubts(result.row, on: result.opening.wall.date)
    }

    /// Calls `body` with each sentence, in Greek or else in English. No list of them is made, because every answer writes
    /// some sixty.
    func forEach(in language: Language, _ body: (String) -> Void) {
        func say(_ greek: @autoclosure () -> String, _ english: @autoclosure () -> String) {
            body(language == .greek ? greek() : english())
        }
        let (dataset, travel) = (result.dataset, result.travel)
        if result.isCompetent, result.servesPartOfMunicipality(match) {
            say("Εξυπηρετεί την περιοχή σας", "Serves your area")
        } else if result.isCompetent, let match {
            let words = dataset.municipalityWords[match.row].residents
            say(words.greek, words.english)
            if match.isSnapped {
                say(
                    "Το σημείο είναι έξω από τα όρια· θεωρήθηκε ο πλησιέστερος δήμος",
                    "The point lies outside every municipality; the nearest one was taken")
            }
            if dataset.municipalities[match.row].outline == .sketch {
                say(
                    "Τα όρια των δήμων είναι σχηματικά, κατά προσέγγιση",
                    "The municipal boundaries are a sketch, approximate")
            }
        }
        body(Self.way(travel, in: language.orEnglish))
        if travel.usesFerry { say(Self.ferry.greek, Self.ferry.english) }
        for doubt in travel.doubts {
            let words = doubt.words
            say(words.greek, words.english)
        }
        if travel.isInterpolated, dataset.travel.isSample {
            say(
                "Πρότυπο δίκτυο δρόμων: ο χρόνος είναι κατ’ εκτίμηση",
                "A sample road network: the time is an estimate")
        } else if travel.isInterpolated {
            say(
                "Ο χρόνος είναι κατ’ εκτίμηση, όχι από πλήρες οδικό δίκτυο",
                "The time is an estimate, not from a complete road network")
        }
        if let words = travel.noRoute?.words { say(words.greek, words.english) }
        if let accuracy = dataset.structureFile.accuracyMetres(at: result.row) {
            say(
                "Η θέση της είναι κατά προσέγγιση, ±" + Self.distance(accuracy, in: .greek),
                "Its position is approximate, ±" + Self.distance(accuracy, in: .english))
        }
        for doubt in doubts { say(doubt.greek, doubt.english) }
    }

    /// The warning about a route with a ferry.
    static let ferry = Phrase(
        el: "Χρειάζεται πλοίο: δείτε τα δρομολόγια, η αναμονή δεν μετρήθηκε",
        en: "A ferry is needed: look up its timetable, waiting is not counted")

    /// Returns a route in words: duration and length, or the distance in a straight line.
    static func way(_ travel: NearestAnswer.Travel, in language: Language) -> String {
        if let words = placeless(travel.mode) { return words[language] }
        // The structure itself was asked for, by its name or address.
        if travel.metres < 1, travel.uncertainMetres == 0, travel.noRoute == nil {
            return language.words(el: "σε αυτό το σημείο", en: "at this very place")
        }
        let length = length(of: travel, in: language)
        guard let seconds = travel.seconds else {
            return language.words(el: "\(length) σε ευθεία γραμμή", en: "\(length) in a straight line")
        }
        // When the position is less certain than the route is long, a duration would mean nothing.
        guard !travel.isWithinDoubt else { return length }
        var means = TravelMode.name(of: travel.mode, in: language)
        if travel.usesFerry { means = language.words(el: "\(means) και πλοίο", en: "\(means) and ferry") }
        let duration = duration(seconds, in: language)
        return language.words(el: "\(duration) \(means), \(length)", en: "\(duration) \(means), \(length)")
    }

    /// What is said in the place of a way to a structure without a point on the map; nil for other modes.
    private static func placeless(_ mode: String) -> Phrase? {
        switch mode {
        case TravelMode.visits: visits
        case TravelMode.phone: phone
        case TravelMode.within: within
        case TravelMode.unlocated: unlocated
        default: nil
        }
    }

    private static let visits = Phrase(el: "Έρχεται στην περιοχή σας", en: "Comes to your area")
    private static let phone = Phrase(el: "Εξυπηρετεί από το τηλέφωνο", en: "Helps by telephone")
    private static let within = Phrase(
        el: "Εντός του δήμου της· η θέση δεν δημοσιεύεται, τηλεφωνήστε",
        en: "Within its municipality; the position is not published, phone first")
    private static let unlocated = Phrase(
        el: "Εντός του δήμου της· δεν γνωρίζουμε πού ακριβώς, ρωτήστε πριν πάτε",
        en: "Within its municipality; we do not know where exactly, ask before you go")

    /// Returns a duration in whole minutes, at least one.
    static func duration(_ seconds: Double, in language: Language) -> String {
        let minutes = max(1, Int((seconds / 60).rounded()))
        return durations[minutes, language] ?? duration(minutes: minutes, in: language)
    }

    private static let durations = NumberTexts(below: 600) { duration(minutes: $0, in: $1) }

    private static func duration(minutes: Int, in language: Language) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        func words(minutes: Int) -> String {
            language.words(
                el: "\(minutes)\u{202F}\(minutes == 1 ? "λεπτό" : "λεπτά")", en: "\(minutes)\u{202F}min")
        }
        if hours == 0 { return words(minutes: minutes) }
        let hourText = language.words(
            el: "\(hours)\u{202F}\(hours == 1 ? "ώρα" : "ώρες")", en: "\(hours)\u{202F}h")
        guard rest > 0 else { return hourText }
        let minuteText = words(minutes: rest)
        return language.words(el: "\(hourText) \(minuteText)", en: "\(hourText) \(minuteText)")
    }

    /// Returns the length of a route in words: with «about» when one end is approximate, with «up to» when the
    /// uncertainty exceeds the length.
    static func words(of travel: NearestAnswer.Travel, in language: Language) -> String {
        placeless(travel.mode)?[language] ?? length(of: travel, in: language)
    }

    private static func length(of travel: NearestAnswer.Travel, in language: Language) -> String {
        guard travel.isEstimate else { return distance(travel.metres, in: language) }
        guard travel.isWithinDoubt else {
            let distance = distance(travel.metres, in: language)
            return language.words(el: "περίπου \(distance)", en: "about \(distance)")
        }
        let distance = distance(travel.metres + travel.uncertainMetres, in: language)
        return language.words(el: "έως \(distance)", en: "up to \(distance)")
    }

    /// Returns a distance in words: below one kilometre in metres (from 100 m on to 10 m), else in kilometres to one
    /// decimal.
    static func distance(_ metres: Double, in language: Language) -> String {
        guard metres.isFinite else { return language.words(el: "άγνωστη απόσταση", en: "distance unknown") }
        if metres < 995 {
            let rounded = metres < 100 ? Int(metres.rounded()) : Int((metres / 10).rounded()) * 10
            return distances[rounded, language] ?? distance(metres: rounded, in: language)
        }
        let tenths = Int((metres / 100).rounded())
        return longDistances[tenths, language] ?? distance(tenths: tenths, in: language)
    }

    private static let distances = NumberTexts(below: 1000) { distance(metres: $0, in: $1) }
    private static let longDistances = NumberTexts(below: 1000) { distance(tenths: $0, in: $1) }

    private static func distance(metres: Int, in language: Language) -> String {
        language.words(el: "\(metres)\u{202F}μ.", en: "\(metres)\u{202F}m")
    }

    private static func distance(tenths: Int, in language: Language) -> String {
        let text =
            tenths % 10 == 0 || tenths >= 1000
            ? "\((tenths + 5) / 10)" : "\(tenths / 10)\(language.decimalSign)\(tenths % 10)"
        return language.words(el: "\(text)\u{202F}χλμ.", en: "\(text)\u{202F}km")
    }
}

extension NearestAnswer.Result {
    /// Returns whether it is competent through a service area that does not contain the whole municipality.
    fileprivate func servesPartOfMunicipality(_ match: MunicipalityMatch?) -> Bool {
        guard dataset.structureFile.services.hasArea(row) else { return false }
        let area = dataset.structureFile.details(at: row).serviceArea
        return match.map { !area.municipalities.contains(dataset.municipalities[$0.row].code) } ?? true
    }
}

/// The texts of the numbers from 0 on in Greek and English, made once because every answer has some of them.
private struct NumberTexts: Sendable {
    private let greek: [String]
    private let english: [String]

    init(below limit: Int, _ text: (Int, Language) -> String) {
        greek = (0..<limit).map { text($0, .greek) }
        english = (0..<limit).map { text($0, .english) }
    }

    /// The text of a number; nil for a greater number and for a language of translations.
    subscript(number: Int, language: Language) -> String? {
        guard !language.isTranslated, greek.indices.contains(number) else { return nil }
        return language == .greek ? greek[number] : english[number]
    }
}

extension NearestAnswer.Travel {
    /// Whether the ends are less certain than the way is long, so that its length means nothing.
    public var isWithinDoubt: Bool { metres < uncertainMetres }

    /// Returns the duration in whole minutes; nil when it is unknown, or when the ends are
    /// less certain than the route is long.
    public func durationText(in language: Language) -> String? {
        seconds.flatMap { isWithinDoubt ? nil : Reasons.duration($0, in: language) }
    }

    /// Returns the route in words: duration, mode and length, or the distance in a straight
    /// line.
    public func words(in language: Language) -> String { Reasons.way(self, in: language) }

    /// Returns warnings about the route (ferry, possible closures, no route); nil when
    /// there are none.
    public func warning(in language: Language) -> String? {
        let parts =
            (usesFerry ? [Reasons.ferry] : []) + doubts.map(\.words) + (noRoute.map { [$0.words] } ?? [])
        return parts.isEmpty ? nil : parts.map { $0[language] }.joined(separator: ". ")
    }

    /// Returns the length in words, as «about» or «up to» when it is uncertain.
    public func distanceText(in language: Language) -> String { Reasons.words(of: self, in: language) }
}

/// Returns a distance in words: below one kilometre in metres, else in kilometres to one
/// decimal.
public func distanceText(_ metres: Double, in language: Language) -> String {
    Reasons.distance(metres, in: language)
}
