internal import GeoIndex
internal import Records

extension Alert {
    /// The namespace of CAP 1.2.
    static let namespace = "urn:oasis:names:tc:emergency:cap:1.2"
    /// The most bytes of a message.
    package static let mostBytes = 1 << 18

    /// Reads a CAP 1.2 document.
    ///
    /// An element that the standard does not know is an error, because it may change what the others mean; a digital
    /// signature is not checked. Elements may be in any order.
    ///
    /// - Throws: ``AlertFault`` for the first error.
    package init(cap bytes: [UInt8]) throws(AlertFault) {
        guard bytes.count <= Self.mostBytes else {
            throw AlertFault(
                "alert", el: "έχει πάνω από \(Self.mostBytes) byte", en: "has more than \(Self.mostBytes) bytes")
        }
        let root = try XMLElement.read(bytes)
        guard root.name == "alert", root.namespace == Self.namespace else {
            throw AlertFault(
                root.name, el: "αναμενόταν alert του CAP 1.2", en: "expected an alert in the namespace of CAP 1.2")
        }
        let parts = try AlertElement(
            root, "alert",
            known: [
                "identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses",
                "code", "note", "references", "incidents", "info",
            ], several: ["code", "info"])
        let key = Key(
            sender: try parts.word("sender"), identifier: try parts.word("identifier"), sent: try parts.time("sent"))
        self.init(
            key: key, status: try parts.choice("status"), type: try parts.choice("msgType"),
            scope: try parts.choice("scope"))
        source = parts.optional("source")
        note = parts.optional("note")
        references = try Self.references(parts)
        for info in try parts.all("info") { infos.append(try AlertInfo(info)) }
        try check()
    }

    private static func references(_ parts: AlertElement) throws(AlertFault) -> [Key] {
        var keys: [Key] = []
        for word in (parts.optional("references") ?? "").split(whereSeparator: \.isWhitespace) {
            let members = word.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard members.count == 3, !members[0].isEmpty, !members[1].isEmpty, let sent = AlertTime(members[2]) else {
                throw AlertFault(
                    "alert/references", el: "αναμενόταν αποστολέας,αναγνωριστικό,ώρα",
                    en: "expected sender,identifier,time of each message")
            }
            keys.append(Key(sender: members[0], identifier: members[1], sent: sent))
        }
        return keys
    }

    /// Throws for a message whose parts contradict each other.
    private func check() throws(AlertFault) {
        if type == .update || type == .cancel, references.isEmpty {
            throw AlertFault(
                "alert/references", el: "αναμενόταν ποιο μήνυμα αφορά", en: "expected the message that this one changes"
            )
        }
        if references.contains(key) {
            throw AlertFault("alert/references", el: "το μήνυμα αναφέρει τον εαυτό του", en: "the message names itself")
        }
        if type == .alert || type == .update, infos.isEmpty {
            throw AlertFault("alert/info", el: "αναμενόταν τουλάχιστον ένα", en: "expected at least one")
        }
        for (index, info) in infos.enumerated() {
            let begin = max(info.effective?.instant ?? key.sent.instant, key.sent.instant)
            guard let expires = info.expires, expires.instant <= begin else { continue }
            throw AlertFault(
                "alert/info[\(index + 1)]/expires", el: "λήγει πριν αρχίσει να ισχύει",
                en: "ends before the message begins to count")
        }
    }
}

extension AlertInfo {
    fileprivate init(_ parts: AlertElement) throws(AlertFault) {
        var categories: [Category] = []
        for text in parts.texts("category") { categories.append(try parts.choice(text, in: "category")) }
        guard let first = categories.first else { throw parts.missing("category") }
        self.init(
            language: parts.optional("language") ?? "en-US", category: first, event: try parts.required("event"),
            urgency: try parts.choice("urgency"), severity: try parts.choice("severity"),
            certainty: try parts.choice("certainty"))
        self.categories = categories
        for text in parts.texts("responseType") { responses.append(try parts.choice(text, in: "responseType")) }
        audience = parts.optional("audience")
        eventCodes = try parts.pairs("eventCode")
        effective = try parts.optionalTime("effective")
        onset = try parts.optionalTime("onset")
        expires = try parts.optionalTime("expires")
        senderName = parts.optional("senderName")
        headline = parts.optional("headline")
        description = parts.optional("description")
        instruction = parts.optional("instruction")
        web = parts.optional("web")
        if let web, !WebAddress.isValid(web) {
            throw AlertFault("\(parts.path)/web", el: "αναμενόταν διεύθυνση http", en: "expected an address of the web")
        }
        contact = parts.optional("contact")
        parameters = try parts.pairs("parameter")
        for part in try parts.all("resource") { try part.requireResource() }
        for part in try parts.all("area") { areas.append(try AlertArea(part)) }
    }
}

extension AlertArea {
    fileprivate init(_ parts: AlertElement) throws(AlertFault) {
        self.init(try parts.required("areaDesc"))
        for text in parts.texts("polygon") {
            var ring: [Coordinate] = []
            for pair in text.split(whereSeparator: \.isWhitespace) {
                let position = try parts.position(pair, in: "polygon")
                if ring.last != position { ring.append(position) }
            }
            guard ring.count >= 4, ring.count <= Self.mostPositions, ring.first == ring.last else {
                throw AlertFault(
                    "\(parts.path)/polygon", el: "αναμενόταν κλειστό πολύγωνο 4 έως \(Self.mostPositions) θέσεων",
                    en: "expected a closed polygon of 4 to \(Self.mostPositions) positions")
            }
            guard !Self.crossesItself(ring) else {
                throw AlertFault(
                    "\(parts.path)/polygon", el: "το πολύγωνο τέμνει τον εαυτό του", en: "the polygon crosses itself")
            }
            polygons.append(ring)
        }
        for text in parts.texts("circle") {
            let words = text.split(whereSeparator: \.isWhitespace)
            guard words.count == 2, let kilometres = DecimalText.number(String(words[1])), kilometres >= 0,
                kilometres <= 20_000
            else {
                throw AlertFault(
                    "\(parts.path)/circle", el: "αναμενόταν θέση και ακτίνα σε χλμ.",
                    en: "expected a position and a radius in kilometres")
            }
            circles.append(
                Circle(centre: try parts.position(words[0], in: "circle"), radiusMetres: kilometres * 1000))
        }
        geocodes = try parts.pairs("geocode")
    }
}

/// An element whose children are named and counted as the standard says.
private struct AlertElement {
    let path: String
    private let children: [XMLElement]

    init(_ element: XMLElement, _ path: String, known: [String], several: Set<String>) throws(AlertFault) {
        self.path = path
        var seen: Set<String> = []
        var children: [XMLElement] = []
        for child in element.children {
            if child.namespace == Self.signatures { continue }
            guard child.namespace == Alert.namespace, known.contains(child.name) else {
                throw AlertFault(
                    "\(path)/\(child.name)", el: "δεν υπάρχει στο CAP 1.2", en: "is not an element of CAP 1.2 here")
            }
            guard several.contains(child.name) || seen.insert(child.name).inserted else {
                throw AlertFault("\(path)/\(child.name)", el: "δόθηκε δύο φορές", en: "is given twice")
            }
            children.append(child)
        }
        self.children = children
    }

    /// The namespace of digital signatures.
    private static let signatures = "http://www.w3.org/2000/09/xmldsig#"

    private static let kinds: [String: (known: [String], several: Set<String>)] = [
        "info": (
            [
                "language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience",
                "eventCode", "effective", "onset", "expires", "senderName", "headline", "description", "instruction",
                "web", "contact", "parameter", "resource", "area",
            ], ["category", "responseType", "eventCode", "parameter", "resource", "area"]
        ),
        "resource": (["resourceDesc", "mimeType", "size", "uri", "derefUri", "digest"], []),
        "area": (
            ["areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling"], ["polygon", "circle", "geocode"]
        ),
    ]
    private static let pair: (known: [String], several: Set<String>) = (["valueName", "value"], [])

    /// The children with a name.
    func all(_ name: String) throws(AlertFault) -> [AlertElement] {
        let (known, several) = Self.kinds[name] ?? Self.pair
        var elements: [AlertElement] = []
        for child in children where child.name == name {
            elements.append(
                try AlertElement(child, "\(path)/\(name)[\(elements.count + 1)]", known: known, several: several))
        }
        return elements
    }

    /// The texts of the children with a name.
    func texts(_ name: String) -> [String] { children.filter { $0.name == name }.map(\.text) }

    /// The text of a child; nil when there is none or it is empty.
    func optional(_ name: String) -> String? { texts(name).first.flatMap { $0.isEmpty ? nil : $0 } }

    func missing(_ name: String) -> AlertFault {
        AlertFault("\(path)/\(name)", el: "λείπει", en: "is missing")
    }

    func required(_ name: String) throws(AlertFault) -> String {
        guard let text = optional(name) else { throw missing(name) }
        return text
    }

    /// A text without white space, commas, `<` and `&`, as the standard asks of what references name.
    func word(_ name: String) throws(AlertFault) -> String {
        let text = try required(name)
        guard !text.contains(where: { $0.isWhitespace || ",<&".contains($0) }), text.count <= 200 else {
            throw AlertFault(
                "\(path)/\(name)", el: "αναμενόταν λέξη χωρίς κενά και κόμματα",
                en: "expected a word without spaces and commas, of at most 200 characters")
        }
        return text
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(AlertFault) -> Choice
    where Choice.RawValue == String {
        try choice(try required(name), in: name)
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String, in name: String
    ) throws(AlertFault) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw AlertFault(
                "\(path)/\(name)", el: "αναμενόταν ένα από: \(choices)", en: "expected one of \(choices)")
        }
        return choice
    }

    func optionalTime(_ name: String) throws(AlertFault) -> AlertTime? {
        optional(name) == nil ? nil : try time(name)
    }

    func time(_ name: String) throws(AlertFault) -> AlertTime {
        guard let time = AlertTime(try required(name)) else {
            throw AlertFault(
                "\(path)/\(name)", el: "αναμενόταν ώρα όπως 2023-09-05T14:30:00+03:00",
                en: "expected a time such as 2023-09-05T14:30:00+03:00")
        }
        return time
    }

    func pairs(_ name: String) throws(AlertFault) -> [AlertInfo.Pair] {
        var pairs: [AlertInfo.Pair] = []
        for part in try all(name) {
            pairs.append(AlertInfo.Pair(try part.required("valueName"), part.optional("value") ?? ""))
        }
        return pairs
    }

    /// Reads a position, latitude first.
    func position(_ text: Substring, in name: String) throws(AlertFault) -> Coordinate {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { DecimalText.number(String($0)) }
        if parts.count == 2, let latitude = parts[0], let longitude = parts[1] {
            let position = Coordinate(longitude: longitude, latitude: latitude)
            if position.isValid { return position }
        }
        throw AlertFault(
            "\(path)/\(name)", el: "αναμενόταν πλάτος,μήκος σε μοίρες", en: "expected latitude,longitude in degrees")
    }

    func requireResource() throws(AlertFault) {
        _ = try required("resourceDesc")
        _ = try required("mimeType")
    }
}
