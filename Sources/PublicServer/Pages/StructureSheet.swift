internal import Records

/// A structure on its page: the card, the hours of the week, what to bring, the access, whom it serves.
struct StructureSheet: PageValue {
    let base: Card
    /// The structure that this is an annex of.
    let parent: Link?
    /// A note about the position.
    let position: String?
    let status: String
    let statusReason: String?
    let sourceText: String?
    let sourceLink: String?
    let sourceDate: String?
    let checkedOn: String?
    let phone: String?
    let email: String?
    let website: String?
    /// The hours as their source wrote them, when they cannot be read.
    let rawHours: String?
    let appointmentText: String?
    let costText: String?
    let contactList: ContactList?
    let documentList: TextList?
    let serviceList: TextList?
    let languageText: String?
    let audienceText: String?
    let eligibilityText: String?
    let ageText: String?
    let applicationText: String?
    let interpretationText: String?
    let servesText: String?
    let capacityText: String?
    let accessNote: String?
    /// Wheelchair access in a word; nil where there is no place to go to.
    let wheelchair: String?
    let accessList: TextList?
    let organisationText: String?
    let fundingText: String?
    let week: Week?
    let report: ReportForm?

    /// The people to ask for.
    struct ContactList: PageValue {
        let contacts: [Contact]
    }

    /// A person to ask for.
    struct Contact: PageValue {
        let words: String
        let phones: [Call]
        let email: String?
    }

    /// The next seven days.
    struct Week: PageValue {
        let days: [Day]
    }

    /// A day with its hours or holiday.
    struct Day: PageValue {
        let name: String
        let holiday: String?
        let lines: [Span]
        /// Whether there are no hours.
        let closed: Bool
        let closedComment: String?
    }

    /// A span of hours, with a comment or an empty text.
    struct Span: PageValue {
        let span: String
        let comment: String
    }

    struct Words {
        let municipality = Phrase(el: "Δήμος", en: "Municipality")
        let parent = Phrase(el: "Παράρτημα της υπηρεσίας", en: "Annex of")
        let address = Phrase(el: "Διεύθυνση", en: "Address")
        let position = Phrase(el: "Θέση", en: "Position")
        let openInMaps = Phrase(el: "Άνοιγμα στους χάρτες της συσκευής", en: "Open in the device’s maps")
        let phone = Phrase(el: "Τηλέφωνο", en: "Phone")
        let email = Phrase(el: "Ηλεκτρονικό ταχυδρομείο", en: "Email")
        let website = Phrase(el: "Ιστότοπος", en: "Website")
        let hoursTitle = Phrase(el: "Ωράριο", en: "Opening hours")
        let appointmentTitle = Phrase(el: "Ραντεβού", en: "Appointment")
        let costTitle = Phrase(el: "Κόστος", en: "Cost")
        let contacts = Phrase(el: "Ποιον να ζητήσετε", en: "Whom to ask for")
        let documents = Phrase(el: "Τι να έχετε μαζί σας", en: "What to bring")
        let services = Phrase(el: "Τι κάνει", en: "What it does")
        let languages = Phrase(el: "Γλώσσες", en: "Languages")
        let audiences = Phrase(el: "Για ποιους", en: "For whom")
        let eligibility = Phrase(el: "Ποιοι εξυπηρετούνται", en: "Who may use it")
        let ages = Phrase(el: "Ηλικίες", en: "Ages")
        let application = Phrase(el: "Πώς γίνεται", en: "How to apply")
        let interpretation = Phrase(el: "Διερμηνεία", en: "Interpretation")
        let serves = Phrase(el: "Εξυπηρετεί", en: "Serves")
        let capacityTitle = Phrase(el: "Θέσεις", en: "Places")
        let accessTitle = Phrase(el: "Πρόσβαση", en: "Way in")
        let wheelchair = Phrase(el: "Πρόσβαση με αμαξίδιο", en: "Wheelchair access")
        let statusTitle = Phrase(el: "Κατάσταση", en: "State")
        let runBy = Phrase(el: "Φορέας", en: "Run by")
        let fundedBy = Phrase(el: "Χρηματοδότηση", en: "Funding")
        let sourceTitle = Phrase(el: "Πηγή", en: "Source")
        let checkedTitle = Phrase(el: "Τελευταίος έλεγχος", en: "Last checked")
        let neverChecked = Phrase(el: "δεν έχει γίνει", en: "never")
        let unknown = Layout.words.unknown
        let weekTitle = Phrase(el: "Οι επόμενες επτά ημέρες", en: "The next seven days")
        let closedDay = Phrase(el: "κλειστά", en: "closed")
    }
    static let words = WordList(Words())
}
