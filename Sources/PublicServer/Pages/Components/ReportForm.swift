internal import PageKit
internal import Records

/// The form that reports a mistake in a record.
struct ReportForm: PageValue {
    let action: String
    let token: String
    var topics: [SelectOption]
    var text = ""
    var contact = ""
    /// Why the form was not accepted.
    var fault: String?
    var textFault = false
    var contactFault = false

    struct Words {
        let reportTitle = Phrase(el: "Βρήκατε λάθος;", en: "Report a mistake")
        let reportTopic = Phrase(el: "Τι είναι λάθος;", en: "What is wrong?")
        let reportText = Phrase(el: "Ποιο είναι το σωστό;", en: "What is right?")
        let reportContact = Phrase(el: "Πώς να σας βρούμε, αν θέλετε", en: "How to reach you, if you want")
        let reportHint = Phrase(
            el: "Μη γράφετε ΑΜΚΑ, ΑΦΜ ή στοιχεία άλλων. Κρατάμε μόνο όσα γράφετε εδώ.",
            en: "Write no tax or insurance numbers and nothing about others. We keep only what you write here.")
        let reportSend = Phrase(el: "Αποστολή", en: "Send")
        let number = Phrase(
            el: "Μοιάζει να έχει ΑΜΚΑ ή ΑΦΜ. Σβήστε τον αριθμό και στείλτε ξανά.",
            en: "It seems to hold an insurance or tax number. Take the number out and send it again.")
        let empty = Phrase(
            el: "Γράψτε με λίγα λόγια τι είναι λάθος.", en: "Write in a few words what is wrong.")
        let stale = Phrase(
            el: "Η φόρμα δεν ισχύει πια. Στείλτε την ξανά.", en: "The form is no longer valid. Send it again.")
        let tooMany = Phrase(
            el: "Ήρθαν πολλές αναφορές την τελευταία ώρα. Δοκιμάστε αργότερα.",
            en: "Many reports came in the last hour. Try again later.")
        let failed = Phrase(
            el: "Η αναφορά δεν φυλάχτηκε. Δοκιμάστε ξανά σε λίγο.",
            en: "The report could not be kept. Try again in a little while.")
        let thanks = Phrase(el: "Ευχαριστούμε", en: "Thank you")
        let kept = Phrase(
            el: "Η αναφορά φυλάχτηκε και θα ελεγχθεί από άνθρωπο.",
            en: "The report is kept and will be looked at by a person.")
    }
    static let words = WordList(Words())
}
