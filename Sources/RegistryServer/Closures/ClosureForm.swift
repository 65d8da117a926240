internal import GeoIndex
internal import Geocoding
internal import Locator
internal import OpeningHours
internal import Records
internal import Registry
internal import Routing
internal import TileServer
internal import WebSupport

/// The form for a road closure: where, for whom, when, who says so.
struct ClosureForm {
    /// How the roads are named.
    enum Shape: String, CaseIterable {
        case ways, points, line, area
    }

    static let parameters: [ParameterDescription] =
        TravelProfile.standard.map { .line("profile.\($0.name)", 3) } + [
            .line("place"), .line("way", 20), .line("ways", 2000), .line("shape", 10), .lines("positions", 30_000),
            .line("radius", 20), .line("direction", 10), .line("sparesBridges", 3), .line("sparesTunnels", 3),
            .line("from", 20), .line("until", 20), .line("note"), .line("source"), .line("reason", 2000),
            .line("find", 10), .line("preview", 3),
        ]

    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    /// Whether the form only asks for roads or a preview.
    var asks: Bool { !visit.text("find").isEmpty || visit.text("preview") == "yes" }

    /// What the form asks for.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is a field.
    func entry() throws(RegistryError) -> ClosureEntry {
        let roads: Closure.Roads =
            switch Shape(rawValue: visit.text("shape")) ?? .ways {
            case .ways: .ways(try ways())
            case .points: .points(try positions(), radiusMetres: try radius(needed: true))
            case .line: .line(try positions(), radiusMetres: try radius(needed: false))
            case .area: .area([Polygon(rings: [Self.closed(try positions())])])
            }
        do throws(RegistryError) {
            return try ClosureEntry(
                Closure(
                    id: "", roads: roads, direction: Closure.Direction(rawValue: visit.text("direction")) ?? .both,
                    profiles: Set(
                        TravelProfile.standard.map(\.name).filter { visit.text("profile.\($0)") == "yes" }),
                    sparesBridges: visit.text("sparesBridges") == "yes",
                    sparesTunnels: visit.text("sparesTunnels") == "yes", from: try time("from"),
                    until: try time("until"), note: visit.text("note"), source: visit.text("source")))
        } catch {
            var error = error
            error.place = Self.field(of: error.place)
            throw error
        }
    }

    /// The field of the form that a place in a feature is about.
    private static func field(of place: String) -> String {
        switch place {
        case "properties.radiusMetres": "radius"
        case "properties.from": "from"
        case "properties.until": "until"
        case "geometry": "positions"
        case _ where place.hasPrefix("properties.ways"): "ways"
        case _ where place.hasPrefix("geometry."): "positions"
        default: place
        }
    }

    /// The ways of the form, with the one that was chosen from a list.
    private var wayTexts: [String] {
        let chosen = visit.text("find") == "take" ? visit.text("way") : ""
        var texts = visit.text("ways").split { $0 == "," || $0.isWhitespace }.map(String.init)
        if !chosen.isEmpty, !texts.contains(chosen) { texts.append(chosen) }
        return texts
    }

    private func ways() throws(RegistryError) -> [Int64] {
        let texts = wayTexts
        let numbers = texts.compactMap { Int64($0) }
        guard !numbers.isEmpty, numbers.count == texts.count else {
            throw RegistryError(
                .invalid, at: "ways", "expected numbers of OpenStreetMap with commas, or choose a road above",
                el: "αναμένονταν αριθμοί του OpenStreetMap με κόμματα, ή διαλέξτε δρόμο παραπάνω")
        }
        return numbers
    }

    private func positions() throws(RegistryError) -> [Coordinate] {
        var positions: [Coordinate] = []
        for (index, line) in visit.text("positions").split(whereSeparator: \.isNewline).enumerated() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard let position = Self.position(String(line)) else {
                throw RegistryError(
                    .invalid, at: "positions", "line \(index + 1): expected longitude,latitude such as 22.42,39.64",
                    el: "γραμμή \(index + 1): αναμενόταν μήκος,πλάτος όπως 22.42,39.64")
            }
            positions.append(position)
        }
        guard !positions.isEmpty else {
            throw RegistryError(
                .invalid, at: "positions", "expected at least one position", el: "αναμενόταν τουλάχιστον ένα σημείο")
        }
        return positions
    }

    /// A position written as longitude and latitude; nil for any other text.
    private static func position(_ text: String) -> Coordinate? {
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        let numbers = parts.compactMap(DecimalText.number)
        guard parts.count == 2, numbers.count == 2 else { return nil }
        let coordinate = Coordinate(longitude: numbers[0], latitude: numbers[1])
        return coordinate.isValid ? coordinate : nil
    }

    private static func closed(_ ring: [Coordinate]) -> [Coordinate] {
        ring.first == ring.last ? ring : ring + ring.prefix(1)
    }

    private func radius(needed: Bool) throws(RegistryError) -> Double {
        let text = visit.text("radius").trimmed.replacing(",", with: ".")
        if text.isEmpty, !needed { return 0 }
        guard let radius = DecimalText.number(text) else {
            throw RegistryError(.invalid, at: "radius", "expected metres", el: "αναμένονταν μέτρα")
        }
        return radius
    }

    private func time(_ field: String) throws(RegistryError) -> Int64? {
        let text = visit.text(field).trimmed
        if text.isEmpty { return nil }
        guard let instant = TimeText.instant(text, in: visit.configuration.calendar.zone) else {
            throw RegistryError(
                .invalid, at: field, "expected a day and time like 2026-12-31T22:00",
                el: "αναμενόταν μέρα και ώρα όπως 2026-12-31T22:00")
        }
        return Int64(instant.seconds)
    }

    /// The page of the form.
    ///
    /// - Parameters:
    ///   - error: What could not be accepted.
    ///   - shows: Whether what it would cut off is shown.
    func page(_ error: RegistryError? = nil, shows: Bool = false) throws -> RegistryPage {
        var (error, blocks) = (error, [Block]())
        if shows {
            do throws(RegistryError) {
                let entry = try entry()
                let (impact, dataset) = try visit.impact(of: entry.closure)
                blocks += visit.blocks(of: impact, dataset)
                if let picture = visit.picture(of: entry.closure) { blocks.append(Block(map: picture)) }
            } catch let fault {
                error = fault
            }
        }
        let faults = PageRoutes.faults(
            error, visit, field: error.flatMap { Self.fields.contains($0.place) ? $0.place : nil })
        let decides = try visit.home.decidesClosures(visit.caller)
        var form = visit.form(
            "/closures/new", groups(faults),
            button: decides
                ? visit.words("Κλείσε τους δρόμους τώρα", "Close the roads now")
                : visit.words("Πρόταση στον συντονιστή", "Propose to the coordinator"))
        form.hasOtherButtons = true
        form.preview = visit.words("Δείξε ποιους αποκόπτει", "Show who is cut off")
        blocks.append(Block(forms: [form]))
        return visit.page(visit.words("Κλείσιμο δρόμου", "Close a road"), message: visit.done, faults: faults, blocks)
    }

    private static let fields: Set = [
        "place", "ways", "shape", "positions", "radius", "direction", "from", "until", "note", "source", "reason",
    ]

    private func field(
        _ id: String, _ label: String, _ faults: [FaultList.Entry], hint: String? = nil, type: String = "text"
    ) -> PageField {
        PageField(
            id: id, label: label, hint: hint, fault: faults.first { $0.field == id }?.fault, value: visit.text(id),
            type: type)
    }

    private func check(_ id: String, _ label: String) -> PageField {
        PageField(id: id, label: label, isCheck: true, isOn: visit.text(id) == "yes")
    }

    private func groups(_ faults: [FaultList.Entry]) -> [PageForm.Group] {
        var groups = placeGroups(faults)
        groups += shapeGroups(faults)
        groups.append(
            PageForm.Group(
                legend: visit.words("Για ποιους· κανένα σημάδι: για όλους", "For whom; no mark: for everybody"),
                fields: TravelProfile.standard.map { profile in
                    check("profile.\(profile.name)", TravelMode.name(of: profile.name, in: visit.language))
                } + [
                    check("sparesBridges", visit.words("Οι γέφυρες μένουν ανοιχτές", "Bridges stay open")),
                    check("sparesTunnels", visit.words("Οι σήραγγες μένουν ανοιχτές", "Tunnels stay open")),
                ]))
        groups.append(
            PageForm.Group(
                legend: visit.words("Πότε (ώρα Ελλάδας)", "When (time of Greece)"), isRow: true,
                fields: [
                    field(
                        "from", visit.words("Από", "From"), faults,
                        hint: visit.words("Κενό: αμέσως.", "Empty: at once."),
                        type: "datetime-local"),
                    field(
                        "until", visit.words("Έως", "Until"), faults,
                        hint: visit.words("Κενό: ώσπου να λήξει.", "Empty: until it is ended."), type: "datetime-local"),
                ]))
        groups.append(
            PageForm.Group(fields: [
                field(
                    "note", visit.words("Σημείωση για όλους", "Note for everybody"), faults,
                    hint: visit.words("Δημοσιεύεται.", "It is published.")),
                field(
                    "source", visit.words("Ποιος το λέει", "Who says so"), faults,
                    hint: visit.words(
                        "Π.χ. Τροχαία Λάρισας. Δημοσιεύεται.", "Such as Larissa traffic police. It is published.")),
                field("reason", visit.words("Γιατί", "Why"), faults),
            ]))
        return groups
    }

    private func placeGroups(_ faults: [FaultList.Entry]) -> [PageForm.Group] {
        guard let region = visit.region, !region.dataset.travel.isEmpty else {
            return [
                PageForm.Group(
                    hint: visit.words(
                        "Ο διακομιστής δεν έχει δρόμους (--dataset): γράψτε αριθμούς του OpenStreetMap ή σημεία.",
                        "The server has no roads (--dataset): write numbers of OpenStreetMap, or positions."),
                    fields: [])
            ]
        }
        var place = PageForm.Group(
            legend: visit.words("Βρείτε δρόμο ή γέφυρα", "Find a road or bridge"),
            fields: [
                field(
                    "place", visit.words("Κοντά σε", "Near"), faults,
                    hint: visit.words("Τόπος ή μήκος,πλάτος.", "A place, or longitude,latitude."))
            ])
        place.button = PageForm.Button(
            name: "find", value: "roads", text: visit.words("Βρες δρόμους", "Find roads"), anchor: "roads")
        guard visit.text("find") == "roads" else { return [place] }
        return [place, roads(region.dataset)]
    }

    /// The roads near the place of the form, to choose one from.
    private func roads(_ dataset: Dataset) -> PageForm.Group {
        let text = visit.text("place").trimmed
        var (centre, label) = (Self.position(text), text)
        if centre == nil, let found = try? dataset.geocoder.search(GeocodeQuery(text: text, limit: 1)).results.first {
            (centre, label) = (found.result.coordinate, found.result.label.text(in: visit.language))
        }
        let roads = centre.map { dataset.roads(near: $0, count: 12) } ?? []
        guard !roads.isEmpty else {
            return PageForm.Group(
                id: "roads", legend: visit.words("Δεν βρέθηκε δρόμος", "No road was found"),
                hint: visit.words("Δοκιμάστε άλλον τόπο, ή μήκος,πλάτος.", "Try another place, or longitude,latitude."),
                fields: [])
        }
        return PageForm.Group(
            id: "roads", legend: visit.words("Δρόμοι κοντά σε: \(label)", "Roads near: \(label)"),
            fields: roads.map { road in
                PageField(
                    id: "way", suffix: "-\(road.way)", label: visit.name(of: road),
                    hint: "\(distanceText(road.metres, in: visit.language)) · way \(road.way)", value: "\(road.way)",
                    isRadio: true)
            },
            button: PageForm.Button(
                name: "find", value: "take", text: visit.words("Βάλε αυτόν τον δρόμο", "Take this road"),
                anchor: "shape"))
    }

    private func shapeGroups(_ faults: [FaultList.Entry]) -> [PageForm.Group] {
        let chosen = visit.text("find") == "take" ? .ways : Shape(rawValue: visit.text("shape")) ?? .ways
        var shape = field("shape", visit.words("Τι κλείνει", "What is closed"), faults)
        shape.options = PageField.Options(
            list: Shape.allCases.map { option in
                PageField.Option(code: option.rawValue, name: name(of: option), isChosen: option == chosen)
            })
        var ways = field("ways", visit.words("Δρόμοι με αριθμό OpenStreetMap", "Roads by OpenStreetMap number"), faults)
        ways.value = wayTexts.joined(separator: ", ")
        var positions = field(
            "positions", visit.words("Σημεία, ένα ανά γραμμή", "Positions, one a line"), faults,
            hint: visit.words("Μήκος,πλάτος όπως 22.42,39.64.", "Longitude,latitude such as 22.42,39.64."))
        positions.isArea = true
        var radius = field(
            "radius", visit.words("Μέτρα γύρω από σημεία ή γραμμή", "Metres around positions or line"), faults)
        radius.inputMode = "decimal"
        let names = [
            ("both", visit.words("και οι δύο", "both")),
            ("forward", visit.words("όπως χαράχτηκε ο δρόμος", "as the way was drawn")),
            ("backward", visit.words("αντίθετα", "against that")),
        ]
        var direction = field("direction", visit.words("Κατεύθυνση που κλείνει", "Direction that is closed"), faults)
        direction.options = PageField.Options(
            list: names.map { PageField.Option(code: $0.0, name: $0.1, isChosen: $0.0 == visit.text("direction")) })
        var map: PageMap?
        if visit.hasMap, let box = visit.region?.tiles.renderer.bounds, !box.isEmpty {
            map = PageMap(text: "")
            map?.live = LiveMap(
                lang: visit.language.tag, draws: true, bounds: "\(box.west),\(box.south),\(box.east),\(box.north)")
        }
        return [
            PageForm.Group(legend: visit.words("Πού", "Where"), fields: [shape, ways]),
            PageForm.Group(map: map, fields: [positions, radius, direction]),
        ]
    }

    private func name(of shape: Shape) -> String {
        switch shape {
        case .ways: visit.words("ολόκληροι δρόμοι, με τον αριθμό τους", "whole roads, by their number")
        case .points: visit.words("ό,τι είναι γύρω από σημεία", "what is around positions")
        case .line: visit.words("ό,τι περνά από μια γραμμή", "what a line crosses")
        case .area: visit.words("ό,τι είναι μέσα σε μια περιοχή", "what is inside an area")
        }
    }
}
