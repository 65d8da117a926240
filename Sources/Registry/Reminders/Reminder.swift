internal import Records

/// What one editor is reminded of.
package struct Reminder: Sendable {
    /// Names of structures that a mail has at most.
    static let mostNames = 20

    /// The account of the editor.
    package var principal: RecordID
    /// What the editor types to sign in.
    package var login: String
    /// Where the editor is written to.
    var address: String
    /// How many structures are past their check interval.
    package var count: Int
    /// The names of those that have been due for longest, in Greek where there is one.
    var names: [String]

    /// The mail. It names structures and no person.
    ///
    /// - Parameters:
    ///   - sender: The address that it comes from.
    ///   - site: The address of the registry from outside, without a slash at its end.
    package func message(from sender: String, site: String, at now: Timestamp) throws(RegistryError) -> MailMessage {
        let list = names.map { "- \($0)" }.joined(separator: "\n")
        let more = count - names.count
        let text = """
            Δομές που κρατάτε στο μητρώο και δεν έχουν ελεγχθεί όσο συχνά ορίζεται: \(count)

            \(list)
            \(more > 0 ? "- και άλλες: \(more)\n" : "")
            Ανοίξτε το μητρώο και πείτε αν ισχύουν ακόμη, ή διορθώστε τις:
            \(site)/checks

            Το μήνυμα στέλνεται το πολύ μία φορά σε επτά ημέρες. Τη διεύθυνσή σας την αλλάζετε
            ή τη σβήνετε στη σελίδα «Ο λογαριασμός μου».

            ----

            Structures that you keep in the registry and that were not checked as often as set: \(count)

            \(list)
            \(more > 0 ? "- and more: \(more)\n" : "")
            Open the registry and say whether they are still right, or correct them:
            \(site)/checks?lang=en

            This message is sent at most once in seven days. Change or remove your address on
            the page "My account".

            """
        return try MailMessage(
            from: sender, to: address, subject: "Πλησίον: δομές για έλεγχο (\(count)) / Plision: structures to check",
            text: text, at: now)
    }
}

/// Who is to be reminded, and who is not.
package struct ReminderPlan: Sendable {
    /// Those who are written to now.
    package var due: [Reminder] = []
    /// How many editors with something to check have set no address.
    package var withoutAddress = 0
    /// How many editors with something to check were written to less than seven days ago.
    package var recent = 0
}

/// What came of sending reminders.
package struct ReminderOutcome: Sendable {
    /// How many mails the server took.
    package var sent = 0
    /// Why mails were not taken, one entry for each. The next run tries them again.
    package var failures: [RegistryError] = []

    /// Nothing was sent yet.
    package init() {}
}
