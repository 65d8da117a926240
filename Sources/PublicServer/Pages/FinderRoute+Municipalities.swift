internal import Locator
internal import Records
internal import WebSupport

extension FinderRoute {
    /// The number of structures of a municipality on a page, small enough for slow connections.
    private static let listed = 20

    /// The structures of a municipality.
    ///
    /// - Parameters:
    ///   - page: The part of the list, from 1.
    ///   - path: The path of the list, without its part.
    func list(of municipality: Municipality, page: Int, path: String) -> ResultList {
        let dataset = frame.data.dataset
        let today = frame.data.today
        let structures = dataset.structureRows(StructureFilter(municipalities: [municipality.code]))
            .filter { dataset.isOffered($0, on: today) }.map(dataset.structure(at:))
        let pages = max(1, (structures.count + Self.listed - 1) / Self.listed)
        let page = min(page, pages)
        let shown = structures.dropFirst((page - 1) * Self.listed).prefix(Self.listed)
        let first = (page - 1) * Self.listed + 1
        let part = Phrase(
            el: "\(first)–\(first + shown.count - 1) από \(structures.count)",
            en: "\(first)–\(first + shown.count - 1) of \(structures.count)")
        let unknown = UnknownFact.common(shown.map { StructureFacts(frame: frame, structure: $0) })
        return ResultList(
            title: municipality.title(in: language), lines: pages > 1 ? [part[language]] : [],
            cautions: cautions(Array(shown), unknown),
            cards: Card.grouped(
                shown.map {
                    let facts = StructureFacts(
                        frame: frame, structure: $0, explained: unknown, listed: municipality.code)
                    return (facts.card().short, $0)
                }),
            pagination: Pagination(municipality.title(in: language), present: page, of: pages) {
                frame.link("\(path)&page=\($0)")
            })
    }

    /// The municipalities with the numbers of their structures; nil without municipalities.
    func municipalities() -> FinderPage.MunicipalityList? {
        let dataset = frame.data.dataset
        guard !dataset.municipalities.isEmpty else { return nil }
        let counts = frame.data.overview.countByMunicipality
        return FinderPage.MunicipalityList(
            title: Phrase(el: "Ή δείτε ανά δήμο", en: "Or browse by municipality")[language],
            hint: Phrase(
                el: "Πόσες υπηρεσίες γνωρίζουμε σε κάθε δήμο.", en: "How many services we know in each municipality.")[
                    language],
            list: dataset.municipalities.map { municipality in
                let count = counts[municipality.code] ?? 0
                let page = frame.link("/?municipality=\(PercentText.encode(municipality.code))")
                return FinderPage.MunicipalityList.Row(
                    name: frame.place(municipality.names), page: count > 0 ? page : nil, count: "\(count)")
            })
    }
}
