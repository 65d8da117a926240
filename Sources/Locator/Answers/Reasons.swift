public import Records

/// The sentences that say why a structure is in an answer and what is uncertain about it.
struct Reasons {
    let greek: [String]
    let english: [String]

    init(_ result: NearestAnswer.Result, answer: NearestAnswer) {
        let match = answer.municipality
        let municipality = match.map { result.dataset.municipalities[$0.row] }
        var greek: [String] = []
        var english: [String] = []
        greek.reserveCapacity(6)
        english.reserveCapacity(6)
        if result.isCompetent, result.servesPartOfMunicipality(municipality) {
            greek.append("Εξυπηρετεί την περιοχή σας")
            english.append("Serves your area")
        } else if result.isCompetent, let match, let municipality {
            let words = result.dataset.municipalityWords[match.row].residents
            greek.append(words.text(in: .greek))
            english.append(words.text(in: .english))
            if match.isSnapped {
                greek.append("Το σημείο είναι έξω από τα όρια· θεωρήθηκε ο πλησιέστερος δήμος")
                english.append("The point lies outside every municipality; the nearest one was taken")
            }
            if municipality.outline == .sketch {
                greek.append("Τα όρια των δήμων είναι σχηματικά, κατά προσέγγιση")
                english.append("The municipal boundaries are a sketch, approximate")
            }
        }
        greek.append(Self.way(result.travel, in: .greek))
        english.append(Self.way(result.travel, in: .english))
        if result.travel.usesFerry {
            greek.append(Self.ferry.text(in: .greek))
            english.append(Self.ferry.text(in: .english))
        }
        for doubt in result.travel.doubts {
            greek.append(doubt.words.text(in: .greek))
            english.append(doubt.words.text(in: .english))
        }
        if result.travel.isInterpolated, result.dataset.travel.isSample {
            greek.append("Πρότυπο δίκτυο δρόμων: ο χρόνος είναι κατ’ εκτίμηση")
            english.append("A sample road network: the time is an estimate")
        } else if result.travel.isInterpolated {
            greek.append("Ο χρόνος είναι κατ’ εκτίμηση, όχι από πλήρες οδικό δίκτυο")
            english.append("The time is an estimate, not from a complete road network")
        }
        if let noRoute = result.travel.noRoute {
            greek.append(noRoute.words.text(in: .greek))
            english.append(noRoute.words.text(in: .english))
        }
        if let accuracy = result.dataset.structureFile.accuracyMetres(at: result.row) {
            greek.append("Η θέση της είναι κατά προσέγγιση, ±\(Self.distance(accuracy, in: .greek))")
            english.append("Its position is approximate, ±\(Self.distance(accuracy, in: .english))")
        }
        let today = result.dataset.date(at: answer.instant)
        for doubt in result.dataset.recordDoubts(result.row, on: today) {
            greek.append(doubt.text(in: .greek))
            english.append(doubt.text(in: .english))
        }
        self.greek = greek
        self.english = english
    }

    /// The warning about a route with a ferry.
    static let ferry = LocalizedText([
        "el": "Χρειάζεται πλοίο: δείτε τα δρομολόγια, η αναμονή δεν μετρήθηκε",
        "en": "A ferry is needed: look up its timetable, waiting is not counted",
    ])

    /// Returns a route in words: duration and length, or the distance in a straight line.
    static func way(_ travel: NearestAnswer.Travel, in language: Language) -> String {
        if let words = placeless[travel.mode] { return words.text(in: language) }
        // The structure itself was asked for, by its name or address.
        if travel.metres < 1, travel.uncertainMetres == 0, travel.noRoute == nil {
            return language == .greek ? "σε αυτό το σημείο" : "at this very place"
        }
        let length = words(of: travel, in: language)
        guard let seconds = travel.seconds else {
            return length + (language == .greek ? " σε ευθεία γραμμή" : " in a straight line")
        }
        // When the position is less certain than the route is long, a duration would mean nothing.
        guard !travel.isWithinDoubt else { return length }
        var means = TravelMode.name(of: travel.mode, in: language)
        if travel.usesFerry { means += language == .greek ? " και πλοίο" : " and ferry" }
        return "\(duration(seconds, in: language)) \(means), \(length)"
    }

    private static let placeless: [String: LocalizedText] = [
        TravelMode.visits: LocalizedText(["el": "Έρχεται στην περιοχή σας", "en": "Comes to your area"]),
        TravelMode.phone: LocalizedText(["el": "Εξυπηρετεί από το τηλέφωνο", "en": "Helps by telephone"]),
        TravelMode.within: LocalizedText([
            "el": "Εντός του δήμου της· η θέση δεν δημοσιεύεται, τηλεφωνήστε",
            "en": "Within its municipality; the position is not published, phone first",
        ]),
        TravelMode.unlocated: LocalizedText([
            "el": "Εντός του δήμου της· δεν γνωρίζουμε πού ακριβώς, ρωτήστε πριν πάτε",
            "en": "Within its municipality; we do not know where exactly, ask before you go",
        ]),
    ]

    /// Returns a duration in whole minutes, at least one.
    static func duration(_ seconds: Double, in language: Language) -> String {
        let minutes = max(1, Int((seconds / 60).rounded()))
        let (hours, rest) = (minutes / 60, minutes % 60)
        func minuteWord(_ count: Int) -> String { language == .greek ? (count == 1 ? "λεπτό" : "λεπτά") : "min" }
        let hourWord = language == .greek ? "ώρες" : "h"
        if hours == 0 { return "\(minutes)\u{202F}\(minuteWord(minutes))" }
        let hourText = "\(hours)\u{202F}\(hours == 1 && language == .greek ? "ώρα" : hourWord)"
        return rest == 0 ? hourText : "\(hourText) \(rest)\u{202F}\(minuteWord(rest))"
    }

    /// Returns the length of a route in words: with «about» when one end is approximate, with «up to» when the
    /// uncertainty exceeds the length.
    static func words(of travel: NearestAnswer.Travel, in language: Language) -> String {
        if let words = placeless[travel.mode] { return words.text(in: language) }
        guard travel.isEstimate else { return distance(travel.metres, in: language) }
        guard travel.isWithinDoubt else {
            return (language == .greek ? "περίπου " : "about ") + distance(travel.metres, in: language)
        }
        return (language == .greek ? "έως " : "up to ")
            + distance(travel.metres + travel.uncertainMetres, in: language)
    }

    /// Returns a distance in words: below one kilometre in metres (from 100 m on to 10 m), else in kilometres to one
    /// decimal.
    static func distance(_ metres: Double, in language: Language) -> String {
        guard metres.isFinite else { return language == .greek ? "άγνωστη απόσταση" : "distance unknown" }
        if metres < 995 {
            let rounded = metres < 100 ? Int(metres.rounded()) : Int((metres / 10).rounded()) * 10
            return language == .greek ? "\(rounded)\u{202F}μ." : "\(rounded)\u{202F}m"
        }
        let tenths = Int((metres / 100).rounded())
        let point = language == .greek ? "," : "."
        let text = tenths % 10 == 0 || tenths >= 1000 ? "\((tenths + 5) / 10)" : "\(tenths / 10)\(point)\(tenths % 10)"
        return language == .greek ? "\(text)\u{202F}χλμ." : "\(text)\u{202F}km"
    }
}

extension NearestAnswer.Result {
    /// Returns whether it is competent through a service area that does not contain the whole municipality.
    fileprivate func servesPartOfMunicipality(_ municipality: Municipality?) -> Bool {
        guard dataset.structureFile.services.hasArea(row) else { return false }
        let area = dataset.structureFile.details(at: row).serviceArea
        return municipality.map { !area.municipalities.contains($0.code) } ?? true
    }
}

extension NearestAnswer.Travel {
    /// Whether the ends are less certain than the way is long, so that its length means nothing.
    public var isWithinDoubt: Bool { metres < uncertainMetres }

    /// Returns the duration in whole minutes, in Greek (`el`) or English; nil when it is unknown, or when the ends are
    /// less certain than the route is long.
    public func durationText(in language: Language) -> String? {
        seconds.flatMap { isWithinDoubt ? nil : Reasons.duration($0, in: language) }
    }

    /// Returns the route in words, in Greek (`el`) or English: duration, mode and length, or the distance in a straight
    /// line.
    public func words(in language: Language) -> String { Reasons.way(self, in: language) }

    /// Returns warnings about the route (ferry, possible closures, no route), in Greek (`el`) or English; nil when
    /// there are none.
    public func warning(in language: Language) -> String? {
        let parts =
            (usesFerry ? [Reasons.ferry] : []) + doubts.map(\.words) + (noRoute.map { [$0.words] } ?? [])
        return parts.isEmpty ? nil : parts.map { $0.text(in: language) }.joined(separator: ". ")
    }

    /// Returns the length in words, in Greek (`el`) or English, as «about» or «up to» when it is uncertain.
    public func distanceText(in language: Language) -> String { Reasons.words(of: self, in: language) }
}

/// Returns a distance in words, in Greek (`el`) or English: below one kilometre in metres, else in kilometres to one
/// decimal.
public func distanceText(_ metres: Double, in language: Language) -> String {
    Reasons.distance(metres, in: language)
}
