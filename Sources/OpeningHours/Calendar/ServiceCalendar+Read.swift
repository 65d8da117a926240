public import Records

extension ServiceCalendar {
    /// Reads `calendar.json` (UTF-8).
    ///
    /// - Parameter file: The name of the file in errors.
    /// - Throws: `DataFileError` with the JSON path of the first error.
    public static func read(_ bytes: [UInt8], file: String) throws(DataFileError) -> ServiceCalendar {
        let root = try DataNode(reading: bytes, file: file).object(
            ["format", "timeZone", "easter", "feasts"],
            optional: [
                "note", "sun", "appointmentWords", "walkInPhrases", "moves", "municipalDays", "exceptions",
                "schoolYears",
                "pending",
            ])
        _ = try root[required: "format"].integer(in: 1...1)
        var feasts: [Feast] = []
        for node in try root[required: "feasts"].array() { feasts.append(try feast(node, isLocal: false)) }
        for node in try root["municipalDays"]?.array() ?? [] { feasts.append(try feast(node, isLocal: true)) }
        let computus = try root[required: "easter"].choice(Computus.self)
        let appointment = AppointmentWords(
            words: try root["appointmentWords"]?.strings() ?? [],
            walkInPhrases: try root["walkInPhrases"]?.strings() ?? [])
        return ServiceCalendar(
            zone: try zone(root[required: "timeZone"]), computus: computus, sunPosition: try sun(root["sun"]),
            appointment: appointment, feasts: feasts, moves: try moves(root["moves"], feasts, computus),
            exceptions: try exceptions(root["exceptions"]), schoolYears: try schoolYears(root["schoolYears"]),
            pending: try pending(root["pending"]))
    }

    private static func feast(_ node: DataNode, isLocal: Bool) throws(DataFileError) -> Feast {
        let object = try node.object(
            ["id", "names", "source", "certainty"] + (isLocal ? ["municipality"] : []),
            optional: ["fixed", "easter", "fromYear", "toYear"])
        let from = try object["fromYear"]?.integer(in: 1...9999) ?? 1
        let to = try object["toYear"]?.integer(in: from...9999) ?? 9999
        let day: Feast.Day
        switch (object["fixed"], object["easter"]) {
        case (let fixed?, nil):
            // Parsed in a leap year, so that 29 February is valid.
            guard case .string(let text) = fixed.value, let date = TimeText.date("2000-" + text) else {
                throw fixed.fault("a month and day like 05-15")
            }
            day = .fixed(month: date.parts.month, day: date.parts.day)
        case (nil, let easter?): day = .easter(offset: try easter.integer(in: -120...200))
        default: throw node.fault("either \"fixed\" or \"easter\"")
        }
        return Feast(
            holiday: Holiday(
                id: try object[required: "id"].string(), names: try object[required: "names"].text(),
                isLocal: isLocal, certainty: try object[required: "certainty"].choice(Certainty.self),
                source: try object[required: "source"].string()),
            day: day, municipality: isLocal ? try object[required: "municipality"].string() : nil, years: from...to)
    }

    private static func sun(_ node: DataNode?) throws(DataFileError) -> SunPosition? {
        guard let node else { return nil }
        let object = try node.object(["lon", "lat"])
        let position = SunPosition(
            longitude: try object[required: "lon"].number(), latitude: try object[required: "lat"].number())
        guard abs(position.longitude) <= 180, abs(position.latitude) <= 90 else {
            throw node.fault("degrees: lon -180 to 180, lat -90 to 90")
        }
        return position
    }

    private static func moves(
        _ node: DataNode?, _ feasts: [Feast], _ computus: Computus
    ) throws(DataFileError) -> [Move] {
        var moves: [Move] = []
        for node in try node?.array() ?? [] {
            let object = try node.object(["feast", "from", "to", "source"])
            let id = try object[required: "feast"].string()
            let from = try object[required: "from"].date()
            guard let feast = feasts.first(where: { $0.holiday.id == id }) else {
                throw try object[required: "feast"].fault("the id of a feast")
            }
            guard feast.date(in: from.year, computus: computus) == from else {
                throw try object[required: "from"].fault("the date on which \"\(id)\" falls that year")
            }
            moves.append(
                Move(
                    feast: id, from: from, to: try object[required: "to"].date(),
                    source: try object[required: "source"].string()))
        }
        return moves
    }

    private static func exceptions(_ node: DataNode?) throws(DataFileError) -> [Exception] {
        var exceptions: [Exception] = []
        for node in try node?.array() ?? [] {
            let object = try node.object(["date", "holiday", "names", "source"], optional: ["municipality"])
            let date = try object[required: "date"].date()
            let municipality = try object["municipality"]?.string()
            let holiday = Holiday(
                id: "exception-\(TimeText.text(date))", names: try object[required: "names"].text(),
                isLocal: municipality != nil, certainty: .sourced, source: try object[required: "source"].string())
            let isHoliday = try object[required: "holiday"].bool()
            exceptions.append(Exception(date: date, municipality: municipality, holiday: isHoliday ? holiday : nil))
        }
        return exceptions
    }

    private static func schoolYears(_ node: DataNode?) throws(DataFileError) -> [SchoolYear] {
        var years: [SchoolYear] = []
        for node in try node?.array() ?? [] {
            let object = try node.object(["known", "holidays", "source"])
            var holidays: [ClosedRange<CivilDate>] = []
            for holiday in try object[required: "holidays"].array() {
                holidays.append(try dates(holiday, ["names"]))
            }
            years.append(SchoolYear(known: try dates(try object[required: "known"], []), holidays: holidays))
        }
        return years
    }

    private static func dates(_ node: DataNode, _ more: [String]) throws(DataFileError) -> ClosedRange<CivilDate> {
        let object = try node.object(["from", "to"], optional: more)
        let from = try object[required: "from"].date()
        let to = try object[required: "to"].date()
        guard from <= to else { throw node.fault("\"from\" not after \"to\"") }
        return from...to
    }

    private static func pending(_ node: DataNode?) throws(DataFileError) -> [CivilDate: LocalizedText] {
        var notes: [CivilDate: LocalizedText] = [:]
        for node in try node?.array() ?? [] {
            let object = try node.object(["date", "note"])
            notes[try object[required: "date"].date()] = try object[required: "note"].text()
        }
        return notes
    }
}
