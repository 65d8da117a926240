internal import Geocoding
internal import GeoIndex
internal import Locator
internal import PageKit
internal import Records
internal import Routing
internal import WebSupport

/// The place that a person starts from, as a form gives it.
enum WayOrigin {
    /// A place, in the words of the page.
    case place(GeocodeResult, name: String)
    /// The text means several places.
    case several([GeocodeResult], text: String)
    /// The text names no place.
    case none(text: String)

    /// Reads the place of a form; nil when it has none.
    init?(_ form: RequestParameters, _ frame: PageFrame) {
        let text = form.text("q") ?? ""
        let position = PlacedPosition(of: form)
        guard position != nil || !text.isEmpty else { return nil }
        let place: Question.Place =
            position.map { .position($0.coordinate, accuracyMetres: $0.accuracyMetres, typed: text) } ?? .text(text)
        let reply = try? frame.data.locator.reply(to: Question(place, limit: 1, instant: frame.instant))
        switch reply?.outcome {
        case .answer(_, let origin)?:
            let yours = MapPart.words.legendYou[frame.language]
            self = .place(origin, name: text.isEmpty ? yours : frame.place(origin.label))
        case .choose(let places)? where reply?.lacksPlace == false: self = .several(places, text: text)
        default: self = .none(text: text)
        }
    }
}

extension StructureFacts {
    /// The longest walk that is offered, in seconds.
    private static let longestWalk = 3600.0
    /// The accuracy of a position in metres up to which the page lists the steps of the way from it.
    private static let stepAccuracy = 300.0

    /// How to get to the structure.
    ///
    /// - Parameter asks: Whether the page may ask where the person starts.
    func way(from origin: WayOrigin?, asks: Bool) -> WayPart {
        var (from, ways, notes): (String?, [WayPart.Way], [String]) = (nil, [], [])
        var (typed, fault, places): (String, String?, [GeocodeResult]) = ("", nil, [])
        switch origin {
        case .place(let place, let name)?:
            guard let target = structure.coordinate else { break }
            from = name
            (ways, notes) = self.ways(from: place, to: target)
        case .several(let found, let text)?:
            (typed, places) = (text, found)
        case .none(let text)?:
            typed = text
            let notFound = Phrase(el: "Δεν βρήκαμε τόπο «\(text)».", en: "We found no place “\(text)”.")
            fault = (Script.hasOthers(text) ? PlaceOption.lettersWanted : notFound)[language]
        case nil: break
        }
        let hasRoads = !frame.data.dataset.travel.isEmpty
        let hint = frame.hasStreets ? SearchForm.words.addressHint : SearchForm.words.placeHint
        return WayPart(
            address: structure.address.isEmpty ? nil : frame.sign(structure.address),
            addressLatin: frame.latin(structure.address),
            position: structure.coordinate == nil ? nil : positionNote,
            placeless: placeless ?? (structure.coordinate == nil ? Card.words.noPosition[language] : nil),
            maps: maps, from: from, ways: ways, notes: notes,
            form: asks && hasRoads && structure.coordinate != nil
                ? WayPart.WayForm(
                    action: "\(frame.link("/structures/\(PercentText.encode(structure.id))"))#way",
                    hint: hint[language],
                    q: typed, fault: fault, suggest: SuggestField(frame),
                    choices: places.isEmpty
                        ? nil
                        : WayPart.Choices(
                            places: places.map {
                                PlaceOption(at: PlacedPosition($0).text, label: frame.place($0.label))
                            })) : nil)
    }

    /// The note about the position; its accuracy where the note is not in a translated language of the page.
    private var positionNote: String? {
        let note = frame.present(structure.positionNote)
        guard language.isTranslated, structure.positionNote[language.tag] == nil else { return note ?? approximation }
        return approximation ?? note
    }

    private var maps: WayPart.MapLinks? {
        structure.coordinate.map { at in
            let name = PercentText.encode(structure.names.text(in: language))
            let (lat, lon) = (PlainDegrees.text(at.latitude), PlainDegrees.text(at.longitude))
            return WayPart.MapLinks(
                geo: "geo:\(lat),\(lon)?q=\(lat),\(lon)(\(name))",
                apple: "https://maps.apple.com/?ll=\(lat),\(lon)&q=\(name)")
        }
    }

    /// The ways on foot and by car, and what to know about them.
    private func ways(from place: GeocodeResult, to target: Coordinate) -> (ways: [WayPart.Way], notes: [String]) {
        let locator = frame.data.locator
        let network = frame.data.dataset.travel
        let uncertain = place.accuracyMetres + (structure.accuracyMetres ?? 0)
        var (ways, notes): ([WayPart.Way], [String]) = ([], [])
        func add(_ note: String?) { if let note, !notes.contains(note) { notes.append(note) } }
        for mode in ["foot", "car"] where network.modes.contains(mode) {
            let answer = locator.route(
                from: place, to: locator.origin(at: target), mode: mode, at: frame.instant)
            switch answer.route {
            case .success(let route):
                if mode == "foot", route.seconds > Self.longestWalk || route.usesFerry { continue }
                let travel = NearestAnswer.Travel(
                    mode: mode, seconds: route.seconds, metres: route.metres, uncertainMetres: uncertain,
                    isInterpolated: route.isEstimate, usesFerry: route.usesFerry, doubts: route.doubts)
                add(travel.warning(in: language))
                let words = travel.words(in: language)
                // When an end is known less well than the way is long, all ways have the same words.
                guard !ways.contains(where: { $0.length == words }) else { continue }
                let isSharp = !network.isSample && uncertain <= max(Self.stepAccuracy, route.metres / 10)
                ways.append(WayPart.Way(length: words, walk: isSharp ? steps(route) : nil))
            case .failure(let reason):
                if mode == "car" { add(reason.words[language] + ".") }
            }
        }
        if ways.contains(where: { $0.walk == nil }), !network.isSample {
            add(
                Phrase(
                    el: "Ξέρουμε μόνο την περιοχή, όχι το ακριβές σημείο: οδηγίες βήμα βήμα δεν γίνονται.",
                    en: "Only the area is known, not the exact point: directions step by step are not possible.")[
                        language])
        }
        if network.isSample {
            add(
                Phrase(
                    el: "Ο χρόνος είναι κατ’ εκτίμηση, από δοκιμαστικό οδικό δίκτυο.",
                    en: "The time is an estimate, from a sample road network.")[language])
        }
        return (ways, notes)
    }

    private func steps(_ route: Route) -> WayPart.Steps {
        WayPart.Steps(
            steps: route.steps.map { step in
                WayPart.Step(
                    instruction: step.instruction(in: language),
                    length: step.metres >= 1 ? distanceText(step.metres, in: language) : nil)
            })
    }
}
