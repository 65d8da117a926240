internal import PageKit
internal import Records

/// Links to the parts of a long list.
struct Pagination: PageValue {
    /// What the list holds, to tell several lists of a page apart.
    let listName: String
    let previous: String?
    let next: String?
    /// The first, the last and those around the present one.
    let parts: [Part]

    /// A part of the list, or a gap.
    struct Part: PageValue {
        let number: String
        /// Its page; nil for the present part and for a gap.
        let page: String?
        let isPresent: Bool
    }

    struct Words {
        let paginationLabel = Phrase(el: "Σελίδες", en: "Pages")
        let previousPart = Phrase(el: "Προηγούμενη σελίδα", en: "Previous page")
        let nextPart = Phrase(el: "Επόμενη σελίδα", en: "Next page")
        let partLabel = Phrase(el: "Σελίδα", en: "Page")
    }
    static let words = WordList(Words())
}

extension Pagination {
    /// The links of the list's part `present`, from 1; nil when there is one part only.
    ///
    /// - Parameters:
    ///   - listName: What the list holds.
    ///   - link: The page of a part.
    init?(_ listName: String, present: Int, of count: Int, link: (Int) -> String) {
        guard count > 1 else { return nil }
        var parts: [Part] = []
        var last = 0
        for number in 1...count where number == 1 || number == count || abs(number - present) <= 1 {
            if number > last + 1 { parts.append(Part(number: "…", page: nil, isPresent: false)) }
            parts.append(
                Part(number: "\(number)", page: number == present ? nil : link(number), isPresent: number == present))
            last = number
        }
        self.init(
            listName: listName, previous: present > 1 ? link(present - 1) : nil,
            next: present < count ? link(present + 1) : nil,
            parts: parts)
    }
}
