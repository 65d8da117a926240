internal import GeoIndex
internal import PageKit
internal import Records

/// The map of a page, and the picture that is printed in its place.
struct MapPart: PageValue {
    let hasMap: Bool
    let mapHint: String
    /// Whether the map shows all structures, not only those of the page.
    let showsAll: Bool
    let bounds: String?
    let originLon: String?
    let originLat: String?
    /// Whether a competent structure is marked.
    let competentShown: Bool
    /// The kinds of the structures on the page.
    let legend: [LegendKind]
    /// Whether outlines of municipalities are sketches.
    let sketch: Bool
    let picture: String?
    let pictureText: String?
    /// The offer to keep the map on the device.
    let area: AreaOffer?
    /// The roads that are closed now.
    let closures: ClosureList?

    /// A kind of structure with its sign.
    struct LegendKind: PageValue {
        let legendKind: String
        let legendName: String
        let legendSign: String
        let legendDrawn: Bool

        init(_ kind: String, _ name: String, _ sign: String, _ isDrawn: Bool) {
            (legendKind, legendName, legendSign, legendDrawn) = (kind, name, sign, isDrawn)
        }
    }

    struct Words {
        let viewsLabel = Phrase(el: "Λίστα ή χάρτης", en: "List or map")
        let listTab = Phrase(el: "Λίστα", en: "List")
        let mapTitle = Phrase(el: "Χάρτης", en: "Map")
        let hint = Phrase(
            el: "Δείχνει ό,τι και η λίστα. Μετακινείται και με τα βέλη του πληκτρολογίου.",
            en: "Shows what the list shows. The arrow keys move it too.")
        let hintOne = Phrase(
            el: "Μετακινείται και με τα βέλη του πληκτρολογίου.", en: "The arrow keys move it too.")
        let hintAll = Phrase(
            el: "Όλες οι υπηρεσίες με γνωστή θέση. Μετακινείται και με τα βέλη του πληκτρολογίου.",
            en: "All services with a known position. The arrow keys move it too.")
        let closedTitle = Phrase(el: "Κλειστοί δρόμοι τώρα", en: "Roads closed now")
        let closedSource = Phrase(el: "Πηγή:", en: "Source:")
        let zoomIn = Phrase(el: "Μεγέθυνση", en: "Zoom in")
        let zoomOut = Phrase(el: "Σμίκρυνση", en: "Zoom out")
        let close = Phrase(el: "Κλείσιμο", en: "Close")
        let you = Phrase(el: "Το σημείο σας", en: "Your point")
        let structuresHere = Phrase(el: "υπηρεσίες εδώ", en: "services here")
        let touchGesture = Phrase(el: "Με δύο δάχτυλα μετακινείτε τον χάρτη", en: "Use two fingers to move the map")
        let wheelGesture = Phrase(el: "Με Ctrl και ροδέλα αλλάζει η κλίμακα", en: "Use Ctrl and wheel to zoom")
        let approximate = Phrase(el: "θέση κατά προσέγγιση", en: "approximate position")
        let legendExact = Phrase(el: "υπηρεσία", en: "service")
        let legendApproximate = Phrase(el: "θέση κατά προσέγγιση", en: "approximate position")
        let legendCompetent = Phrase(
            el: "για τους κατοίκους του δήμου σας", en: "for residents of your municipality")
        let legendSketch = Phrase(el: "όρια δήμων: σχηματικά", en: "municipal boundaries: a sketch")
        let legendYou = Phrase(el: "το σημείο σας", en: "your point")
    }
    static let words = WordList(Words())
}

extension MapPart {
    /// A map of the dataset's region.
    ///
    /// - Parameters:
    ///   - hint: What the map shows and how it is moved.
    ///   - hasMap: Whether there is a map; when nil, whether the server has the map library.
    ///   - origin: The person's place.
    ///   - cards: The structures on the page, whose kinds the legend names.
    ///   - isDiscreet: Whether nothing of the page may be kept on the device.
    ///   - picture: The address of the picture and its text.
    init(
        _ frame: PageFrame, hint: Phrase, hasMap: Bool? = nil, showsAll: Bool = false, origin: PlacedPosition? = nil,
        competentShown: Bool = false, cards: [Card] = [], isDiscreet: Bool = false,
        picture: (address: String, text: String)? = nil
    ) {
        var kinds: Set<String> = []
        let legend = cards.flatMap { card in
            [(card.lon, LegendKind(card.kind, card.kindName, card.sign, card.isDrawn))]
                + (card.building?.neighbours ?? []).map {
                    ($0.lon, LegendKind($0.kind, $0.kindName, $0.sign, $0.isDrawn))
                }
        }.filter { $0 != nil && kinds.insert($1.legendKind).inserted }.map(\.1)
        self.init(
            hasMap: hasMap ?? frame.hasMap, mapHint: hint[frame.language], showsAll: showsAll, bounds: frame.bounds,
            originLon: origin.map { "\($0.coordinate.longitude)" },
            originLat: origin.map { "\($0.coordinate.latitude)" }, competentShown: competentShown,
            legend: legend, sketch: frame.data.overview.isSketch, picture: picture?.address, pictureText: picture?.text,
            area: isDiscreet ? nil : AreaOffer(),
            closures: ClosureList(frame.closures, frame))
    }
}
