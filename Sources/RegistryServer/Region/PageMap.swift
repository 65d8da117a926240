internal import GeoIndex
internal import Geocoding
internal import Locator
internal import PageKit
internal import Records
internal import Registry
internal import TileServer

/// Positions on a page: a picture, and in a form a map to correct them.
struct PageMap: PageValue {
    /// The picture in the form of an address, once it was drawn.
    var picture: String?
    /// What the picture shows, for those who do not see it.
    let text: String
    /// What the signs mean.
    var caption: String?
    /// The map with which the position of a form is corrected.
    var live: LiveMap?
    /// What is drawn.
    var points: [PictureRenderer.Point] = []
    /// Pieces of road that are drawn as closed.
    var closed: [[Coordinate]] = []
    /// Whether anything is to be drawn.
    var hasPicture: Bool { !points.isEmpty || !closed.isEmpty }

    private enum CodingKeys: CodingKey { case picture, text, caption, live }

    struct Words {
        let title = Phrase(el: "Χάρτης", en: "Map")
        let zoomIn = Phrase(el: "Μεγέθυνση", en: "Zoom in")
        let zoomOut = Phrase(el: "Σμίκρυνση", en: "Zoom out")
        let close = Phrase(el: "Κλείσιμο", en: "Close")
        let draw = Phrase(
            el:
                "Διαλέξτε παραπάνω σχήμα και πατήστε στον χάρτη: κάθε πάτημα προσθέτει ένα σημείο. Τα σημεία γράφονται και ως αριθμοί.",
            en:
                "Choose a shape above and press on the map: each press adds a position. The positions are written as numbers too."
        )
        let undo = Phrase(el: "Σβήσε το τελευταίο σημείο", en: "Remove the last position")
        let pin = Phrase(el: "Η θέση της δομής", en: "The position of the structure")
        let touch = Phrase(el: "Με δύο δάχτυλα μετακινείτε τον χάρτη", en: "Use two fingers to move the map")
        let wheel = Phrase(el: "Με Ctrl και ροδέλα αλλάζει η κλίμακα", en: "Use Ctrl and wheel to zoom")
        let hint = Phrase(
            el:
                "Σύρετε την πινέζα ή πατήστε στον χάρτη· οι αριθμοί αλλάζουν μαζί. Η θέση που ορίζετε έτσι γράφεται ως ακριβής.",
            en:
                "Drag the pin or press on the map; the numbers change with it. A position set this way is noted as exact."
        )
    }
    static let words = WordList(Words())
}

/// Where the map of a form begins.
struct LiveMap: PageValue {
    let lang: String
    /// Whether roads are drawn on it, in the place of a pin.
    var draws = false
    /// West, south, east and north in degrees, for a form without a position.
    let bounds: String?
}

/// A position as the registry keeps it.
struct PlacedPoint {
    let coordinate: Coordinate
    /// The radius in metres within which the true position lies; nil for an exact one.
    let accuracyMetres: Double?

    /// Reads the value of ``DirectoryField/position``; nil for any other.
    init?(_ value: StrictJSON?) {
        guard case .object(let members)? = value else { return nil }
        func number(_ name: String) -> Double? {
            guard case .number(let number)? = members.first(where: { $0.key == name })?.value else { return nil }
            return number
        }
        guard let longitude = number("lon"), let latitude = number("lat") else { return nil }
        coordinate = Coordinate(longitude: longitude, latitude: latitude)
        guard coordinate.isValid else { return nil }
        accuracyMetres = number("accuracyMetres").flatMap { $0 > 0 ? $0 : nil }
    }

    /// Reads the value of a choice of ``AddressSearch``.
    init?(candidate text: String) {
        let numbers = text.split(separator: " ").compactMap { Double($0) }
        guard numbers.count >= 2 else { return nil }
        coordinate = Coordinate(longitude: numbers[0], latitude: numbers[1])
        accuracyMetres = numbers.count > 2 ? numbers[2] : nil
    }

    /// The position and its accuracy in words.
    func words(_ visit: Visit) -> String {
        let (latitude, longitude) = (
            PlainDegrees.text(coordinate.latitude), PlainDegrees.text(coordinate.longitude)
        )
        return visit.words("πλάτος \(latitude), μήκος \(longitude)", "latitude \(latitude), longitude \(longitude)")
            + " · " + Self.accuracy(accuracyMetres ?? 0, visit)
    }

    /// An accuracy in words.
    static func accuracy(_ metres: Double, _ visit: Visit) -> String {
        guard metres > 0 else { return visit.words("ακριβής θέση", "exact position") }
        let distance = distanceText(metres, in: visit.language)
        return visit.words("κατά προσέγγιση, ±\(distance)", "approximate, ±\(distance)")
    }

    /// The point as it is drawn.
    func drawn(isFormer: Bool = false) -> PictureRenderer.Point {
        PictureRenderer.Point(coordinate, accuracyMetres: accuracyMetres, isFormer: isFormer)
    }
}

extension Visit {
    /// A picture of one position; nil without a position or a dataset to draw it from.
    func map(of point: PlacedPoint?, isSecret: Bool = false) -> PageMap? {
        guard region != nil, let point else { return nil }
        return PageMap(
            text: words("Χάρτης γύρω από τη θέση", "Map around the position"),
            caption: isSecret
                ? words("Η θέση είναι μυστική: δεν δημοσιεύεται.", "The place is secret: it is not published.") : nil,
            points: [point.drawn()])
    }

    /// A picture of a change of address that leaves the position as it is: where the search finds the former address and
    /// the new one. Nil when it does not find the new one.
    private func addressMap(_ changes: [FieldChange], _ municipality: String) -> PageMap? {
        guard let change = changes.first(where: { $0.field == .address }), let region else { return nil }
        func found(_ value: StrictJSON?) -> PlacedPoint? {
            let texts = DirectoryField.address.inputs.map { DirectoryField.address.entered(value, in: $0) }
            guard let text = texts.first(where: { !$0.isEmpty }) else { return nil }
            let search = try? AddressSearch(text, municipality: municipality, region.dataset, self)
            return (search?.candidates.first).flatMap { PlacedPoint(candidate: $0.value) }
        }
        guard let after = found(change.after) else { return nil }
        let before = found(change.before)
        let caption = words(
            "Όπου βρίσκει η αναζήτηση τη διεύθυνση· η θέση της δομής δεν αλλάζει.",
            "Where the search finds the address; the position of the structure does not change.")
        let signs = words("Κύκλος: πριν. Δίσκος: μετά.", "Ring: before. Disc: after.")
        return PageMap(
            text: words("Χάρτης με τη διεύθυνση πριν και μετά", "Map with the address before and after"),
            caption: before == nil ? caption : "\(signs) \(caption)",
            points: (before.map { [$0.drawn(isFormer: true)] } ?? []) + [after.drawn()])
    }

    /// A picture of a change of position with the distance in words, else one of a change of address.
    func map(of changes: [FieldChange], in municipality: String) -> (map: PageMap?, distance: String?) {
        guard let change = changes.first(where: { $0.field == .position }) else {
            return (addressMap(changes, municipality), nil)
        }
        guard let before = PlacedPoint(change.before), let after = PlacedPoint(change.after) else {
            return (map(of: PlacedPoint(change.after) ?? PlacedPoint(change.before)), nil)
        }
        let metres = Int(Geodesic.distance(from: before.coordinate, to: after.coordinate).rounded())
        let distance = words("Η θέση μετακινείται \(metres) m.", "The position moves by \(metres) m.")
        guard region != nil else { return (nil, distance) }
        let map = PageMap(
            text: words("Χάρτης με τη θέση πριν και μετά", "Map with the position before and after"),
            caption: words("Κύκλος: πριν. Δίσκος: μετά.", "Ring: before. Disc: after."),
            points: [before.drawn(isFormer: true), after.drawn()])
        return (map, distance)
    }
}
