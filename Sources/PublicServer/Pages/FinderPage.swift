internal import PageKit
internal import Records

/// The search page: the form, and the structures that answer it.
struct FinderPage: SitePage {
    static let template = PageTemplate("finder", PackageResources.finder_mustache)

    let base: Layout
    let exit: ExitLink?
    /// The danger that the text describes.
    let help: DangerBox?
    /// The needs to choose from; on the start page only.
    let needs: NeedChoice?
    let search: SearchForm
    /// The page that answers the need before any structure.
    var needPage: Link?
    var error: Message?
    var choices: Choices?
    /// List and map as tabs on a narrow window.
    var views: TabBar?
    var results: ResultList?
    /// The offer to keep the answer on the device.
    var keep: KeepOffer?
    /// Whom to call when nothing here helps.
    var calls: CallList?
    var municipalities: MunicipalityList?
    /// The map; nil while the place is still asked for.
    let map: MapPart?

    /// Why there is no answer.
    struct Message: PageValue {
        let title: String
        let lines: [String]
    }

    /// The places that the text can mean.
    struct Choices: PageValue {
        let title: String
        /// Which part of the text was not found.
        let missing: String?
        let hint: String
        let options: [PlaceOption]
    }

    /// The municipalities with the numbers of their structures.
    struct MunicipalityList: PageValue {
        let title: String
        let hint: String
        let list: [Row]

        /// A municipality; without structures it has no page.
        struct Row: PageValue {
            let name: String
            let page: String?
            let count: String
        }
    }
}

/// The structures that answer a question, or those of a municipality.
struct ResultList: PageValue {
    let title: String
    /// The limitations of the whole answer.
    var lines: [String]
    /// What the cards rest on.
    var cautions: Cautions?
    var cards: [Card]
    /// The links to the other parts of a long list.
    var pagination: Pagination?
    var nextBest: Suggestions?
    var uncertain: Uncertain?
    var idle: IdleList?
    /// Other kinds of structure in the municipality.
    var also: AlsoKinds?

    /// All structures of the page.
    var all: [Card] { cards + (nextBest?.cards.map(\.base) ?? []) + (uncertain?.cards ?? []) }

    /// Kinds of structure in the municipality that the list does not show.
    struct AlsoKinds: PageValue {
        let kinds: [SelectOption]
    }

    /// What the answer rests on: a line that opens to a list.
    struct Cautions: PageValue {
        let doubt: String
        let lines: [String]
    }

    /// Structures to try next.
    struct Suggestions: PageValue {
        let cards: [Suggestion]
    }

    /// A structure to try next, with the reason.
    struct Suggestion: PageValue {
        let base: Card
        let label: String
    }

    /// Structures of which it is not known whether they have what was asked.
    struct Uncertain: PageValue {
        let count: String
        let cards: [Card]
    }

    /// Structures that are not in operation.
    struct IdleList: PageValue {
        let list: [Idle]
    }

    /// A structure that is not in operation, with the reason.
    struct Idle: PageValue {
        let name: String
        let page: String
        let reason: String?
    }

    struct Words {
        let nextBestTitle = Phrase(el: "Δοκιμάστε αυτά", en: "Try these")
        let uncertainTitle = Phrase(
            el: "Ίσως ταιριάζουν: δεν γνωρίζουμε όσα ζητήσατε", en: "These may fit: what you asked is not known")
        let alsoTitle = Phrase(el: "Στον δήμο σας υπάρχουν και", en: "Your municipality also has")
        let notOfferedTitle = Phrase(el: "Δεν λειτουργούν τώρα", en: "Not working at present")
    }
    static let words = WordList(Words())
}
