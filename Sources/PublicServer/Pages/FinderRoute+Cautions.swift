internal import Geocoding
internal import Locator
internal import Records

extension FinderRoute {
    /// What the cards rest on; nil without cards.
    ///
    /// - Parameter unknown: What most of the structures lack.
    func cautions(
        _ answer: NearestAnswer, _ origin: GeocodeResult, _ municipality: Municipality?, _ unknown: Set<UnknownFact>
    ) -> ResultList.Cautions? {
        guard !answer.results.isEmpty else { return nil }
        let lacksDistances = answer.results.contains(where: \.travel.isWithinDoubt)
        let isRough = origin.accuracyMetres > Self.roughMetres
        let notes = [
            lacksDistances ? (isRough ? Self.roughOrigin : Self.roughStructures) : nil,
            lacksDistances && isRough && frame.hasStreets ? Self.streetHelps : nil, travelNote,
        ]
        let sketch = municipality?.outline == .sketch ? Self.sketchNote : nil
        return ResultList.Cautions(
            doubt: (lacksDistances ? Self.noDistances : Self.howAccurate)[language],
            lines: (notes + signs(answer.results.map(\.structure), unknown) + [sketch]).compactMap { $0?[language] })
    }

    /// What the signs on the cards of a municipality mean; nil when they have none.
    func cautions(_ structures: [Structure], _ unknown: Set<UnknownFact>) -> ResultList.Cautions? {
        let lines = signs(structures, unknown).map { $0[language] }
        return lines.isEmpty ? nil : ResultList.Cautions(doubt: Self.howAccurate[language], lines: lines)
    }

    private func signs(_ structures: [Structure], _ unknown: Set<UnknownFact>) -> [Phrase] {
        [
            structures.contains { $0.status == .unverified } ? Self.unverifiedNote : nil,
            structures.contains { $0.accuracyMetres != nil } ? Self.approximateNote : nil,
        ].compactMap { $0 } + UnknownFact.allCases.filter(unknown.contains).map(\.note)
    }

    /// From this accuracy in metres on, a place is a town rather than a street.
    static let roughMetres = 500.0
    private static let howAccurate = Phrase(el: "Πόσο ακριβή είναι αυτά;", en: "How accurate is this?")
    private static let noDistances = Phrase(
        el: "Χωρίς ακριβείς αποστάσεις: γιατί;", en: "Without exact distances: why?")
    private static let roughOrigin = Phrase(
        el: "Ξέρουμε μόνο την πόλη ή το χωριό σας, όχι το σημείο: εκεί γύρω η σειρά είναι κατά προσέγγιση.",
        en: "We only know your town or village, not the point: around it the order is approximate.")
    private static let roughStructures = Phrase(
        el: "Όπου δεν υπάρχει απόσταση, ξέρουμε μόνο την πόλη ή τη γειτονιά της υπηρεσίας.",
        en: "Where there is no distance, we only know the town or quarter of the service.")
    private static let streetHelps = Phrase(
        el: "Με οδό και αριθμό γίνεται ακριβέστερη.", en: "With street and number it becomes more exact.")

    private static let sketchNote = Phrase(
        el: "Τα όρια των δήμων είναι σχηματικά: κοντά σε αυτά η υπηρεσία του δήμου σας μπορεί να είναι άλλη.",
        en: "Municipal boundaries are a sketch: near them another service may be that of your municipality.")

    private static let unverifiedNote = Phrase(
        el: "«Χωρίς επιβεβαίωση»: από δημόσιες σελίδες. Τηλεφωνήστε πριν πάτε.",
        en: "“Not verified”: from public pages. Phone before you go.")
    private static let approximateNote = Phrase(
        el: "«Περίπου»: γνωρίζουμε την πόλη ή τη γειτονιά, όχι το κτίριο.",
        en: "“About”: we know the town or quarter, not the building.")

    /// The basis of distances and times.
    private var travelNote: Phrase {
        let travel = frame.data.dataset.travel
        if travel.isEmpty {
            return Phrase(
                el: "Αποστάσεις σε ευθεία γραμμή, όχι από τον δρόμο.",
                en: "Distances in a straight line, not along roads.")
        }
        guard travel.isSample else {
            return Phrase(el: "Χρόνοι χωρίς κίνηση στους δρόμους.", en: "Times without traffic.")
        }
        return Phrase(
            el: "Οι χρόνοι είναι κατ’ εκτίμηση, από δοκιμαστικό οδικό δίκτυο.",
            en: "Times are estimates, from a sample road network.")
    }
}
