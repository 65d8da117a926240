internal import PageKit
internal import Records

/// A structure on its page: whom to call, the hours of the day, how to get there, what to bring, whom it serves, the week,
/// the access, and where the data comes from.
struct StructureSheet: PageValue {
    let base: Card
    let today: Today
    let way: WayPart
    /// The structure that this is an annex of.
    let parent: Link?
    let status: String
    let statusReason: String?
    let sourceText: String?
    let sourceLink: String?
    let sourceDate: String?
    let checkedOn: String?
    let phone: String?
    let email: String?
    let website: String?
    /// Whether anything is known about whom it serves.
    var hasWho: Bool
    /// Whether anything is known about how to reach it and who runs it.
    var hasContact: Bool
    /// Whether anything is known about what to bring.
    let hasBring: Bool
    let appointmentText: String?
    let costText: String?
    let contactList: ContactList?
    let documentList: TextList?
    let serviceList: TextList?
    let languageText: String?
    let audienceText: String?
    let eligibilityText: String?
    /// For the residents of which municipality.
    let residentsText: String?
    let ageText: String?
    let applicationText: String?
    let interpretationText: String?
    let servesText: String?
    let capacityText: String?
    let accessNote: String?
    /// Wheelchair access in a word; nil where there is no place to go to.
    let wheelchair: String?
    let accessList: TextList?
    /// Whether anything is known about the way in.
    let hasAccess: Bool
    let organisationText: String?
    let fundingText: String?
    let week: Week?
    let report: ReportForm?

    /// The hours of a day.
    struct Today: PageValue {
        let title: String
        /// The hours of the day; nil when there are none or they are unknown.
        let hours: String?
        /// The state at the moment of the page; nil when the hours are unknown.
        let state: OpeningLine?
        /// The hours as their source wrote them, when they cannot be read.
        let unread: String?
    }

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
        let phone = Phrase(el: "Τηλέφωνο", en: "Phone")
        let email = Phrase(el: "Ηλεκτρονικό ταχυδρομείο", en: "Email")
        let website = Phrase(el: "Ιστότοπος", en: "Website")
        let hoursUnknown = Phrase(
            el: "Δεν γνωρίζουμε το ωράριο. Τηλεφωνήστε πριν πάτε.",
            en: "We do not know the opening hours. Phone before you go.")
        let hoursWritten = Phrase(el: "Η πηγή γράφει:", en: "The source says:")
        let phoneUnknown = Phrase(el: "Δεν γνωρίζουμε το τηλέφωνο.", en: "We do not know the phone number.")
        let whoTitle = Phrase(el: "Ποιοι εξυπηρετούνται", en: "Who may come")
        let contactTitle = Phrase(el: "Επικοινωνία", en: "Contact")
        let sourcePart = Phrase(el: "Από πού τα ξέρουμε", en: "Where this comes from")
        let appointmentTitle = Phrase(el: "Ραντεβού", en: "Appointment")
        let costTitle = Phrase(el: "Κόστος", en: "Cost")
        let contacts = Phrase(el: "Ποιον να ζητήσετε", en: "Whom to ask for")
        let documents = Phrase(el: "Τι να έχετε μαζί σας", en: "What to bring")
        let services = Phrase(el: "Τι κάνει", en: "What it does")
        let languages = Phrase(el: "Γλώσσες", en: "Languages")
        let audiences = Phrase(el: "Για ποιους", en: "For whom")
        let eligibility = Phrase(el: "Προϋποθέσεις", en: "Conditions")
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
