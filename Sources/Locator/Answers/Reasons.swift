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
            greek.append(words.greek)
            english.append(words.english)
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
            greek.append(Self.ferry.greek)
            english.append(Self.ferry.english)
        }
        for doubt in result.travel.doubts {
            greek.append(doubt.words.greek)
            english.append(doubt.words.english)
        }
        if result.travel.isInterpolated, result.dataset.travel.isSample {
            greek.append("Πρότυπο δίκτυο δρόμων: ο χρόνος είναι κατ’ εκτίμηση")
            english.append("A sample road network: the time is an estimate")
        } else if result.travel.isInterpolated {
            greek.append("Ο χρόνος είναι κατ’ εκτίμηση, όχι από πλήρες οδικό δίκτυο")
            english.append("The time is an estimate, not from a complete road network")
        }
        if let noRoute = result.travel.noRoute {
            greek.append(noRoute.words.greek)
            english.append(noRoute.words.english)
        }
        if let accuracy = result.dataset.structureFile.accuracyMetres(at: result.row) {
            greek.append("Η θέση της είναι κατά προσέγγιση, ±\(Self.distance(accuracy, in: .greek))")
            english.append("Its position is approximate, ±\(Self.distance(accuracy, in: .english))")
        }
        let today = result.dataset.date(at: answer.instant)
        for doubt in result.dataset.recordDoubts(result.row, on: today) {
            greek.append(doubt.greek)
            english.append(doubt.english)
        }
        self.greek = greek
        self.english = english
    }

    /// The warning about a route with a ferry.
    static let ferry = Phrase(
        el: "Χρειάζεται πλοίο: δείτε τα δρομολόγια, η αναμονή δεν μετρήθηκε",
        en: "A ferry is needed: look up its timetable, waiting is not counted")

    /// Returns a route in words: duration and length, or the distance in a straight line.
    static func way(_ travel: NearestAnswer.Travel, in language: Language) -> String {
        if let words = placeless[travel.mode] { return words[language] }
        // The structure itself was asked for, by its name or address.
        if travel.metres < 1, travel.uncertainMetres == 0, travel.noRoute == nil {
            return language.words(el: "σε αυτό το σημείο", en: "at this very place")
        }
        let length = words(of: travel, in: language)
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

    private static let placeless: [String: Phrase] = [
        TravelMode.visits: Phrase(el: "Έρχεται στην περιοχή σας", en: "Comes to your area"),
        TravelMode.phone: Phrase(el: "Εξυπηρετεί από το τηλέφωνο", en: "Helps by telephone"),
        TravelMode.within: Phrase(
            el: "Εντός του δήμου της· η θέση δεν δημοσιεύεται, τηλεφωνήστε",
            en: "Within its municipality; the position is not published, phone first"),
        TravelMode.unlocated: Phrase(
            el: "Εντός του δήμου της· δεν γνωρίζουμε πού ακριβώς, ρωτήστε πριν πάτε",
            en: "Within its municipality; we do not know where exactly, ask before you go"),
    ]

    /// Returns a duration in whole minutes, at least one.
    static func duration(_ seconds: Double, in language: Language) -> String {
        let minutes = max(1, Int((seconds / 60).rounded()))
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
        if let words = placeless[travel.mode] { return words[language] }
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
            return language.words(el: "\(rounded)\u{202F}μ.", en: "\(rounded)\u{202F}m")
        }
        let tenths = Int((metres / 100).rounded())
        let text =
            tenths % 10 == 0 || tenths >= 1000
            ? "\((tenths + 5) / 10)" : "\(tenths / 10)\(language.decimalSign)\(tenths % 10)"
        return language.words(el: "\(text)\u{202F}χλμ.", en: "\(text)\u{202F}km")
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
