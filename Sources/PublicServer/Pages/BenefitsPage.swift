internal import PageKit
internal import Records

/// The programmes that a person may be entitled to by their answers, and where to go.
struct BenefitsPage: SitePage {
    static let template = PageTemplate("benefits", PackageResources.benefits_mustache)

    let base: Layout
    let action: String
    let fields: [BenefitsField]
    /// What the answers come to.
    let heading: String
    let date: String
    /// Why there are no desks.
    let whereHint: String?
    let places: Places?
    let groups: [Group]
    let unlikely: Unlikely?

    /// Where to go, the most useful first.
    struct Places: PageValue {
        let desks: [Desk]
    }

    /// A structure where to apply.
    struct Desk: PageValue {
        let number: Int
        let name: String
        let page: String
        let `where`: String
        let opening: OpeningLine
        let phones: [Call]
        /// The programmes to apply for there, likely ones and others.
        let purposes: [String]
        let documents: TextList?
        let isFirst: Bool
    }

    /// The programmes with the same outcome.
    struct Group: PageValue {
        let code: String
        let title: String
        let programmes: [Programme]
    }

    /// A programme with the reasons of its outcome.
    struct Programme: PageValue {
        let name: String
        let summary: String
        let amount: String?
        let reasons: [Reason]
        let steps: [String]
        let desk: DeskLink?
        let documents: TextList?
        let notes: [String]
        let sources: [Source]
        let checkedOn: String
    }

    /// A link to one of the desks.
    struct DeskLink: PageValue {
        let number: Int
        let name: String
    }

    /// A condition and whether it is met.
    struct Reason: PageValue {
        let kind: String
        let mark: String
        let text: String
    }

    /// A law or page that a programme is taken from.
    struct Source: PageValue {
        let title: String
        let url: String
        let when: String?
    }

    /// The programmes that the answers rule out.
    struct Unlikely: PageValue {
        let title: String
        let programmes: [Refused]
    }

    /// A programme that the answers rule out, with the reasons.
    struct Refused: PageValue {
        let name: String
        let reasons: [Reason]
    }

    struct Words {
        let changeAnswers = Phrase(el: "Αλλαγή απαντήσεων", en: "Change answers")
        let givePlace = Phrase(el: "Γράψτε πού μένετε", en: "Say where you live")
        let placesTitle = Phrase(el: "Πού να πάτε", en: "Where to go")
        let benefitsDecides = Phrase(
            el: "Δεν είναι απόφαση: αποφασίζει μόνο το γραφείο που εξετάζει την αίτηση.",
            en: "This is no decision: only the office that handles the application decides.")
        let applyAt = Phrase(el: "Αίτηση:", en: "Apply at:")
        let more = Phrase(el: "Χαρτιά και πηγές", en: "Papers and sources")
        let competentForYou = Phrase(
            el: "για τους κατοίκους του δήμου σας", en: "for residents of your municipality")
        let noPlace = Phrase(
            el: "Χωρίς πόλη ή χωριό δεν μπορούμε να δείξουμε πού να πάτε.",
            en: "Without a town or village we cannot show where to go.")
        let documents = StructureSheet.words.documents
        let source = Phrase(el: "Πηγή:", en: "Source:")
        let checked = Phrase(el: "Ελέγχθηκε", en: "Checked")
    }
    static let words = WordList(Words())
}
