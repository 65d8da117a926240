internal import GeoIndex

/// The details packed into one text of a column.
///
/// Parts are separated by U+001D, the items of a list by U+001C and the fields of an item by U+000B. Texts of sources
/// never contain these characters. A part that cannot be read is unknown.
extension StructureDetails {
    private static let part: Character = "\u{1D}"
    private static let item: Character = "\u{1C}"
    private static let field: Character = "\u{0B}"

    /// The packed text; empty when nothing is known.
    package var packed: String {
        guard self != StructureDetails() else { return "" }
        let parts: [String] = [
            delivery.rawValue, isRedacted ? "1" : "", organisation ?? "", statusReason.packed,
            date(validFrom), date(validTo), join(serviceArea.municipalities), join(serviceArea.settlements),
            Self.packed(serviceArea.outline),
            join(Accessibility.Feature.allCases.map { accessibility[$0].map { $0 ? "yes" : "no" } ?? "" }),
            date(accessibility.date), accessNote.packed, join(languages), join(audiences),
            join(
                services.map {
                    fields([$0.code, $0.names.packed, $0.descriptions.packed, $0.programmes.joined(separator: ";")])
                }),
            join(documents.map(\.packed)), cost?.rawValue ?? "", costNote.packed, appointment?.rawValue ?? "",
            capacity.map { "\($0)" } ?? "",
            join(funding.map { fields([$0.names.packed, $0.code ?? "", date($0.from), date($0.to)]) }),
            checkEveryDays.map { "\($0)" } ?? "",
            join(contacts.map { fields([$0.names.packed, $0.roles.packed, $0.phone ?? "", $0.email ?? ""]) }),
            eligibility.packed, minimumAge.map { "\($0)" } ?? "", maximumAge.map { "\($0)" } ?? "", application.packed,
            interpretation.packed, partnerRecord ?? "",
        ]
        return parts.joined(separator: String(Self.part))
    }

    /// Creates the details from a text that ``packed`` produced.
    package init(packed: String) {
        self.init()
        guard !packed.isEmpty else { return }
        let parts = Self.split(packed, Self.part)
        guard parts.count == 29 else { return }
        delivery = Delivery(rawValue: parts[0]) ?? .place
        isRedacted = parts[1] == "1"
        organisation = parts[2].orNil
        statusReason = LocalizedText(packed: parts[3])
        validFrom = TimeText.date(parts[4])
        validTo = TimeText.date(parts[5])
        serviceArea = ServiceArea(
            municipalities: Self.list(parts[6]), settlements: Self.list(parts[7]), outline: Self.outline(parts[8]))
        for (feature, answer) in zip(Accessibility.Feature.allCases, Self.split(parts[9], Self.item)) {
            accessibility[feature] = answer.isEmpty ? nil : answer == "yes"
        }
        accessibility.date = TimeText.date(parts[10])
        accessNote = LocalizedText(packed: parts[11])
        languages = Self.list(parts[12])
        audiences = Self.list(parts[13])
        services = Self.list(parts[14]).compactMap { text in
            let fields = Self.split(text, Self.field)
            guard fields.count == 4 else { return nil }
            return StructureService(
                code: fields[0], names: LocalizedText(packed: fields[1]),
                descriptions: LocalizedText(packed: fields[2]),
                programmes: fields[3].split(separator: ";").map(String.init))
        }
        documents = Self.list(parts[15]).map(LocalizedText.init(packed:))
        cost = Cost(rawValue: parts[16])
        costNote = LocalizedText(packed: parts[17])
        appointment = Appointment(rawValue: parts[18])
        capacity = Int(parts[19])
        funding = Self.list(parts[20]).compactMap { text in
            let fields = Self.split(text, Self.field)
            guard fields.count == 4 else { return nil }
            return Funding(
                names: LocalizedText(packed: fields[0]), code: fields[1].orNil, from: TimeText.date(fields[2]),
                to: TimeText.date(fields[3]))
        }
        checkEveryDays = Int(parts[21])
        contacts = Self.list(parts[22]).compactMap { text in
            let fields = Self.split(text, Self.field)
            guard fields.count == 4 else { return nil }
            return StructureContact(
                names: LocalizedText(packed: fields[0]), roles: LocalizedText(packed: fields[1]),
                phone: fields[2].orNil,
                email: fields[3].orNil)
        }
        eligibility = LocalizedText(packed: parts[23])
        minimumAge = Double(parts[24])
        maximumAge = Double(parts[25])
        application = LocalizedText(packed: parts[26])
        interpretation = LocalizedText(packed: parts[27])
        partnerRecord = parts[28].orNil
    }

    private func date(_ date: CivilDate?) -> String { date.map(TimeText.text) ?? "" }
    private func join(_ texts: [String]) -> String { texts.joined(separator: String(Self.item)) }
    private func fields(_ texts: [String]) -> String { texts.joined(separator: String(Self.field)) }

    private static func list(_ text: String) -> [String] { text.isEmpty ? [] : split(text, item) }

    /// Works on bytes: splitting into characters would cost more than everything else here.
    private static func split(_ text: String, _ separator: Character) -> [String] {
        text.utf8.split(separator: separator.asciiValue ?? 0, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }

    /// Polygons as `lon lat,lon lat` per ring, rings by `/`, polygons by `|`.
    private static func packed(_ outline: MultiPolygon) -> String {
        outline.map { polygon in
            polygon.rings.map { ring in ring.map { "\($0.longitude) \($0.latitude)" }.joined(separator: ",") }
                .joined(separator: "/")
        }.joined(separator: "|")
    }

    private static func outline(_ text: String) -> MultiPolygon {
        guard !text.isEmpty else { return [] }
        return split(text, "|").map { polygon in
            Polygon(
                rings: split(polygon, "/").map { ring in
                    split(ring, ",").compactMap { position in
                        let numbers = split(position, " ").compactMap { Double($0) }
                        return numbers.count == 2
                            ? Coordinate(longitude: numbers[0], latitude: numbers[1]) : nil
                    }
                })
        }
    }
}

extension String {
    /// The text, or nil when it is empty.
    package var orNil: String? { isEmpty ? nil : self }
}
