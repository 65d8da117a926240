package import Alerts
internal import GeoIndex
package import Records

/// What a person enters to write an alert.
package struct WrittenAlert: Sendable {
    /// The text prepared for the danger.
    package var template: AlertTemplate
    package var status: Alert.Status
    package var type: Alert.MessageType
    /// The messages that it replaces or takes back.
    package var references: [Alert.Key]
    package var urgency: AlertInfo.Urgency
    package var severity: AlertInfo.Severity
    package var certainty: AlertInfo.Certainty
    /// When it ends.
    package var expires: UTCInstant
    /// Where, in Greek and, optionally, in English.
    package var area: LocalizedText
    /// Codes of municipalities that belong to the area.
    package var municipalities: [String]
    /// The corners of the area, latitude first, separated by blanks or lines; empty without a shape.
    package var corners: String
    /// What is to be known in this case, in Greek and, optionally, in English.
    package var description: LocalizedText

    /// Creates what is entered.
    package init(
        template: AlertTemplate, status: Alert.Status, type: Alert.MessageType, references: [Alert.Key],
        urgency: AlertInfo.Urgency, severity: AlertInfo.Severity, certainty: AlertInfo.Certainty, expires: UTCInstant,
        area: LocalizedText, municipalities: [String], corners: String, description: LocalizedText
    ) {
        (self.template, self.status, self.type, self.references) = (template, status, type, references)
        (self.urgency, self.severity, self.certainty, self.expires) = (urgency, severity, certainty, expires)
        (self.area, self.municipalities, self.corners) = (area, municipalities, corners)
        self.description = description
    }

    /// The longest time that an alert may count, in seconds.
    package static let mostSeconds = 7 * 86_400

    /// The message.
    ///
    /// - Parameters:
    ///   - sender: The name of the installation.
    ///   - identifier: A name that the sender has given to no other message.
    ///   - senderName: Who is responsible, for people.
    ///   - zone: The time zone of the region.
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is a field.
    package func document(
        sender: String, identifier: String, senderName: String, at now: UTCInstant, zone: ZoneRule
    ) throws(RegistryError) -> AlertDocument {
        func time(_ instant: UTCInstant) -> AlertTime {
            let wall = zone.wallTime(at: instant)
            let utc = ZoneRule.utc.wallTime(at: instant)
            let minutes = (wall.date.dayNumber - utc.date.dayNumber) * 1440 + wall.minute - utc.minute
            return AlertTime(instant, offsetMinutes: minutes)
        }
        guard expires > now, expires.seconds - now.seconds <= Self.mostSeconds else {
            throw RegistryError(
                .invalid, at: "expires", "expected a time within the next seven days",
                el: "αναμενόταν ώρα μέσα στις επόμενες επτά ημέρες")
        }
        guard let areaText = area["el"] else {
            throw RegistryError(.invalid, at: "area", "expected where, in Greek", el: "γράψτε πού")
        }
        guard type == .alert || !references.isEmpty else {
            throw RegistryError(
                .invalid, at: "references", "expected the alert that this one changes", el: "λείπει ποια αφορά")
        }
        var alert = Alert(
            key: Alert.Key(sender: sender, identifier: identifier, sent: time(now)), status: status, type: type,
            scope: .public)
        alert.references = references
        for language in Language.allCases {
            guard let event = template.event[language.tag], let instruction = template.instruction[language.tag] else {
                continue
            }
            var info = AlertInfo(
                language: language.tag, category: template.category, event: event, urgency: urgency,
                severity: severity, certainty: certainty)
            info.responses = [template.response]
            info.expires = time(expires)
            info.senderName = senderName
            // What is written for this case is in Greek, and in English if somebody has translated it.
            let own = description[language.tag]
            let shown = own ?? (language == .greek ? nil : description["en"])
            info.headline = "\(event): \(area[language.tag] ?? area["en"] ?? areaText)"
            info.description = shown
            info.instruction = type == .cancel ? nil : instruction
            info.parameters = [
                AlertInfo.Pair(
                    AlertInfo.translationName,
                    (own == nil ? AlertInfo.Translation.template : AlertInfo.Translation.human).rawValue)
            ]
            var area = AlertArea(area[language.tag] ?? area["en"] ?? areaText)
            area.geocodes = municipalities.map { AlertInfo.Pair(AlertArea.municipalityCode, $0) }
            if let ring = try ring() { area.polygons = [ring] }
            info.areas = [area]
            alert.infos.append(info)
        }
        do {
            return try AlertDocument(writing: alert)
        } catch {
            throw RegistryError(.invalid, at: "corners", "\(error)", el: "\(error.place): \(error.greek)")
        }
    }

    /// The corners as a closed ring; nil without any.
    private func ring() throws(RegistryError) -> [Coordinate]? {
        let words = corners.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return nil }
        var ring: [Coordinate] = []
        for word in words {
            let numbers = word.split(separator: ",").map { Double($0) }
            guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1] else {
                throw RegistryError(
                    .invalid, at: "corners", "expected corners such as 39.51,22.09, latitude first",
                    el: "αναμένονταν γωνίες όπως 39.51,22.09, πρώτα το πλάτος")
            }
            ring.append(Coordinate(longitude: longitude, latitude: latitude))
        }
        if let first = ring.first, ring.last != first { ring.append(first) }
        return ring
    }
}
