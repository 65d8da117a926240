internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import Registry
internal import Routing

/// How closures are shown.
extension Visit {
    /// What has become of a closure.
    func name(of record: ClosureRecord) -> String {
        let now = home.now()
        switch record.state {
        case .proposed: return words("περιμένει συντονιστή", "waits for a coordinator")
        case .declined: return words("δεν εγκρίθηκε", "declined")
        case .withdrawn: return words("αποσύρθηκε", "withdrawn")
        case .ended: return words("έληξε", "ended")
        case .inForce:
            if record.isOver(at: now) { return words("πέρασε η ώρα του", "its time has passed") }
            return record.closure.holds(at: Int64(now.milliseconds / 1000))
                ? words("ισχύει", "in force") : words("θα ισχύσει", "will be in force")
        }
    }

    /// What a closure is called: its note, or what it closes.
    func title(of closure: Closure) -> String { closure.note.isEmpty ? roads(of: closure) : closure.note }

    /// The roads that a closure closes, in words.
    func roads(of closure: Closure) -> String {
        func metres(_ radius: Double) -> String { distanceText(radius, in: language) }
        switch closure.roads {
        case .points(let positions, let radius):
            let place = positions.first.map(PlainDegrees.pair) ?? ""
            return positions.count == 1
                ? words("έως \(metres(radius)) γύρω από \(place)", "up to \(metres(radius)) around \(place)")
                : words(
                    "έως \(metres(radius)) γύρω από \(positions.count) σημεία",
                    "up to \(metres(radius)) around \(positions.count) positions")
        case .line(let positions, _):
            return words("γραμμή με \(positions.count) σημεία", "a line of \(positions.count) positions")
        case .area(let polygons):
            let count = polygons.reduce(0) { $0 + ($1.rings.first?.count ?? 1) - 1 }
            return words("περιοχή με \(count) γωνίες", "an area with \(count) corners")
        case .ways(let ids): return ids.map { "way \($0)" }.joined(separator: ", ")
        case .arcs(let arcs): return "\(arcs.count)"
        }
    }

    /// From when until when.
    func times(of closure: Closure) -> String {
        func text(_ seconds: Int64) -> String { moment(Timestamp(milliseconds: Int(seconds) * 1000)) }
        switch (closure.from, closure.until) {
        case (nil, nil): return words("ώσπου να λήξει", "until it is ended")
        case (let from?, nil): return words("από \(text(from))", "from \(text(from))")
        case (nil, let until?): return words("έως \(text(until))", "until \(text(until))")
        case (let from?, let until?): return "\(text(from)) – \(text(until))"
        }
    }

    /// For whom it is closed.
    func profiles(of closure: Closure) -> String {
        guard !closure.profiles.isEmpty else { return words("για όλους", "for everybody") }
        return TravelProfile.standard.map(\.name).filter(closure.profiles.contains)
            .map { TravelMode.name(of: $0, in: language) }.joined(separator: ", ")
    }

    /// A road near a place: its name, class, and whether it is a bridge.
    func name(of road: NearbyRoad) -> String {
        let names = language == .greek ? [road.name.local, road.name.english] : [road.name.english, road.name.local]
        let name = names.first { !$0.isEmpty } ?? ""
        var parts = [
            [road.name.number, name].filter { !$0.isEmpty }.joined(separator: " "), self.name(of: road.roadClass),
        ]
        if road.isBridge { parts.append(words("γέφυρα", "bridge")) }
        if road.isTunnel { parts.append(words("σήραγγα", "tunnel")) }
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func name(of roadClass: RoadClass) -> String {
        switch roadClass {
        case .motorway: words("αυτοκινητόδρομος", "motorway")
        case .trunk, .primary: words("κύριος δρόμος", "main road")
        case .secondary, .tertiary: words("επαρχιακός δρόμος", "secondary road")
        case .unclassified: words("μικρός δρόμος", "minor road")
        case .residential, .livingStreet: words("δρόμος οικισμού", "street")
        case .service: words("δρόμος πρόσβασης", "service road")
        case .track: words("αγροτικός δρόμος", "track")
        case .ferry: words("πορθμείο", "ferry")
        case .pedestrian, .footway, .cycleway, .path, .steps, .bridleway: words("μονοπάτι", "path")
        case .other: words("δρόμος", "road")
        }
    }

    /// A picture of the roads that a closure closes; nil when there is none to draw.
    func picture(of closure: Closure) -> PageMap? {
        guard let region else { return nil }
        let lines = region.dataset.lines(closedBy: [closure], most: 5000)
        guard !lines.isEmpty else { return nil }
        return PageMap(
            text: words("Χάρτης με τους δρόμους που κλείνουν", "Map of the roads that are closed"),
            caption: words("Κόκκινο: δρόμοι που κλείνουν.", "Red: roads that are closed."), closed: lines)
    }

    /// What a closure cuts off: for each profile the people by municipality and community.
    func blocks(of impact: ClosureImpact, _ dataset: Dataset) -> [Block] {
        let length = distanceText(impact.metres, in: language)
        var first = Block(
            heading: words("Ποιους αποκόπτει", "Who is cut off"),
            paragraphs: [
                words(
                    "Κλείνουν \(impact.pieces) κομμάτια δρόμου, συνολικά \(length).",
                    "\(impact.pieces) pieces of road are closed, \(length) in all."),
                words(
                    "Αποκόπτεται ό,τι έχει σήμερα δρόμο από την έδρα του δήμου του, και δεν θα έχει πια· η ίδια η έδρα συγκρίνεται με την πλησιέστερη άλλη. Κάτοικοι της απογραφής· δεδομένα της \(impact.dataDate).",
                    "Cut off is what has a way from the seat of its municipality now, and has none any more; the seat itself is compared with the nearest other one. Residents of the census; data of \(impact.dataDate)."
                ),
            ])
        if impact.roads == .sample {
            first.paragraphs.append(
                words(
                    "Οι δρόμοι είναι δείγμα, όχι χάρτης: το αποτέλεσμα είναι μόνο ένδειξη.",
                    "The roads are a sample, not a map: the result is only a hint."))
        }
        return [first] + impact.travels.map { block(of: $0, dataset) }
    }

    private func block(of travel: ClosureImpact.Travel, _ dataset: Dataset) -> Block {
        let name = TravelMode.name(of: travel.profile, in: language)
        let heading =
            travel.settlements == 0
            ? words("\(name): κανένας οικισμός", "\(name): no settlement")
            : words(
                "\(name): \(travel.people) άνθρωποι σε \(travel.settlements) οικισμούς",
                "\(name): \(travel.people) people in \(travel.settlements) settlements")
        var block = Block(heading: heading)
        if travel.unknownSettlements > 0 {
            block.paragraphs = [
                words(
                    "Άγνωστο για \(travel.unknownSettlements) οικισμούς (\(travel.unknownPeople) άνθρωποι): δεν είχαν δρόμο ούτε πριν.",
                    "Unknown for \(travel.unknownSettlements) settlements (\(travel.unknownPeople) people): they had no way before either."
                )
            ]
        }
        guard travel.settlements > 0 else { return block }
        block.table = Block.Table(
            caption: heading, repeatsHeading: true,
            head: [
                words("Δήμος", "Municipality"), words("Κοινότητα", "Community"), words("Οικισμοί", "Settlements"),
                words("Άνθρωποι", "People"),
            ],
            rows: travel.municipalities.flatMap { part in
                part.communities.map { community in
                    Block.Row(
                        Block.Cell(dataset.municipalities[part.row].titles.text(in: language)),
                        Block.Cell(community.name ?? "–"),
                        Block.Cell(community.settlements.map { $0.names.text(in: language) }.joined(separator: ", ")),
                        Block.Cell("\(community.people)"))
                }
            })
        return block
    }
}

extension PlainDegrees {
    /// Longitude and latitude with a comma between them.
    fileprivate static func pair(_ coordinate: Coordinate) -> String {
        "\(text(coordinate.longitude)),\(text(coordinate.latitude))"
    }
}
