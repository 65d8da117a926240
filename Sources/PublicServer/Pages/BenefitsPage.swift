internal import Records

/// Questions about a person's situation, and the programmes they may be entitled to.
struct BenefitsPage: SitePage {
    static let template = PageTemplate("benefits", PackageResources.benefits_mustache)

    let base: Layout
    /// Says that former answers are no longer kept.
    let expired: String?
    let action: String
    /// The typed place.
    let q: String
    /// The position that belongs to the text, see ``PlacedPosition``.
    let at: String?
    let questions: [Question]
    let alarm: Alarm?
    let results: Results?

    /// The answers that cannot be read.
    struct Alarm: PageValue {
        let links: [FieldLink]
    }

    /// A link to a field of the form.
    struct FieldLink: PageValue {
        let field: String
        let text: String
    }

    /// A question with its answer: a text field if there is a `mode`, else a list of options.
    struct Question: PageValue {
        let id: String
        let text: String
        let help: String?
        /// What the answer must be, when it cannot be read.
        let fault: String?
        let answer: String
        /// The input mode of the text field.
        let mode: String?
        let options: [SelectOption]
    }

    /// The judgement of all programmes.
    struct Results: PageValue {
        let date: String
        /// Why there are no desks.
        let whereHint: String?
        let choices: Choices?
        let groups: [Group]
    }

    /// The places that the text can mean.
    struct Choices: PageValue {
        let places: [PlaceOption]
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
        let hasDocuments: Bool
        let documents: [String]
        let desks: [Desk]
        let notes: [String]
        let sources: [Source]
        let checkedOn: String
    }

    /// A condition and whether it is met.
    struct Reason: PageValue {
        let kind: String
        let mark: String
        let text: String
    }

    /// A structure where to apply.
    struct Desk: PageValue {
        let name: String
        let page: String
        let `where`: String
        let opening: OpeningLine
        let phones: [Call]
    }

    /// A law or page that a programme is taken from.
    struct Source: PageValue {
        let title: String
        let url: String
        let when: String?
    }

    struct Words {
        let benefitsIntro = Phrase(
            el: "Απαντήστε σε όσα θέλετε. Οι απαντήσεις σβήνονται σε 15 λεπτά και δεν γράφονται πουθενά.",
            en: "Answer what you like. The answers are deleted after 15 minutes and not written down anywhere.")
        let benefitsExpired = Phrase(
            el: "Οι απαντήσεις σας σβήστηκαν, γιατί πέρασαν 15 λεπτά. Απαντήστε ξανά.",
            en: "Your answers were deleted, because 15 minutes have passed. Answer again.")
        let benefitsPlace = Phrase(el: "Πού μένετε;", en: "Where do you live?")
        let benefitsPlaceHint = Phrase(
            el: "Για να βρούμε το γραφείο που ανοίγει πρώτο. Μπορείτε να το αφήσετε κενό.",
            en: "To find the desk that opens next. You may leave it empty.")
        let benefitsNoPlace = Phrase(
            el: "Γράψτε την πόλη ή το χωριό σας για να δείτε πού να πάτε.",
            en: "Type your town or village to see where to go.")
        let benefitsSubmit = Phrase(el: "Δείτε τι μπορεί να δικαιούστε", en: "See what you may be entitled to")
        let benefitsResults = Phrase(el: "Με βάση όσα γράψατε", en: "By what you answered")
        let benefitsDecides = Phrase(
            el: "Δεν είναι απόφαση: αποφασίζει μόνο το γραφείο που εξετάζει την αίτηση.",
            en: "This is no decision: only the office that handles the application decides.")
        let benefitsFault = Phrase(
            el: "Δεν καταλάβαμε κάποια απάντηση. Διορθώστε την εδώ:",
            en: "We could not read an answer. Put it right here:")
        let competentForYou = Phrase(
            el: "για τους κατοίκους του δήμου σας", en: "for residents of your municipality")
        let noAnswer = Phrase(el: "δεν απαντώ", en: "no answer")
        let documents = StructureSheet.words.documents
        let source = Phrase(el: "Πηγή:", en: "Source:")
        let checked = Phrase(el: "Ελέγχθηκε", en: "Checked")
    }
    static let words = WordList(Words())
}
