internal import PageKit
internal import Records

/// A hidden field of a form, with an answer of an earlier page.
struct BenefitsField: PageValue {
    let field: String
    let value: String
}

/// One question about a person's situation.
struct BenefitsQuestionPage: SitePage {
    static let template = PageTemplate("benefits-question", PackageResources.benefits_question_mustache)

    let base: Layout
    let action: String
    let fields: [BenefitsField]
    /// The page before this one.
    let back: Back?
    /// Whether this is the first page, which says what the questions are for.
    let isStart: Bool
    /// Says that former answers are no longer kept.
    let expired: String?
    /// Which question this is, of how many.
    let progress: String
    /// The name of the page.
    let step: String
    let errors: ErrorSummary?
    /// The places that the typed text can mean.
    let choices: Choices?
    /// The question and its answer.
    let answer: FormField
    /// Whether the answer is typed. A button then says that one does not know; otherwise that is one of the choices.
    let isTyped: Bool

    /// The page that the button for going back leads to.
    struct Back: PageValue {
        let show: String
        /// All answers, that of this page included.
        let fields: [BenefitsField]
    }

    /// The places that the text can mean.
    struct Choices: PageValue {
        let typed: String
        let places: [PlaceOption]
    }

    struct Words {
        let benefitsIntro = Phrase(
            el: "Λίγες ερωτήσεις, μία κάθε φορά. Απαντήστε σε όσες θέλετε: οι απαντήσεις σβήνονται σε 15 λεπτά και δεν "
                + "γράφονται πουθενά.",
            en:
                "A few questions, one at a time. Answer those you like: the answers are deleted after 15 minutes and not "
                + "written down anywhere.")
        let back = Phrase(el: "Πίσω", en: "Back")
        let next = Phrase(el: "Συνέχεια", en: "Continue")
        let skipAnswer = Phrase(el: "Δεν ξέρω ή δεν απαντώ", en: "I do not know or prefer not to say")
        let choicesTitle = PlaceOption.heading
        let otherPlace = Phrase(el: "Ή γράψτε άλλο μέρος", en: "Or type another place")
        let expired = Phrase(
            el: "Οι απαντήσεις σας σβήστηκαν, γιατί πέρασαν 15 λεπτά. Απαντήστε ξανά.",
            en: "Your answers were deleted, because 15 minutes have passed. Answer again.")
        let place = Phrase(el: "Πού μένετε;", en: "Where do you live?")
        let placeHint = Phrase(
            el: "Πόλη ή χωριό, για να βρούμε το γραφείο που ανοίγει πρώτο.",
            en: "A town or village, to find the office that opens next.")
    }
    static let words = WordList(Words())
}

/// The answers so far, each with a button that changes it.
struct BenefitsSummaryPage: SitePage {
    static let template = PageTemplate("benefits-summary", PackageResources.benefits_summary_mustache)

    let base: Layout
    let action: String
    let fields: [BenefitsField]
    /// The name of the page.
    let step: String
    let answers: SummaryList

    struct Words {
        let summaryTitle = Phrase(el: "Δείτε τις απαντήσεις σας", en: "Check your answers")
        let submit = Phrase(el: "Δείτε τι μπορεί να δικαιούστε", en: "See what you may be entitled to")
    }
    static let words = WordList(Words())
}
