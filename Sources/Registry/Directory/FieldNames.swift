package import Records

/// The names of fields, roles and codes for people.
package enum FieldNames {
    /// The name of a field.
    package static func name(of field: DirectoryField) -> Phrase {
        switch field {
        case .name: Phrase(el: "Όνομα", en: "Name")
        case .kind: Phrase(el: "Είδος", en: "Kind")
        case .municipality: Phrase(el: "Δήμος", en: "Municipality")
        case .status: Phrase(el: "Κατάσταση", en: "Status")
        case .statusReason: Phrase(el: "Λόγος της κατάστασης", en: "Reason for the status")
        case .validFrom: Phrase(el: "Ισχύει από", en: "Valid from")
        case .validTo: Phrase(el: "Ισχύει έως", en: "Valid until")
        case .address: Phrase(el: "Διεύθυνση", en: "Address")
        case .phone: Phrase(el: "Τηλέφωνο", en: "Telephone")
        case .email: Phrase(el: "Ηλεκτρονικό ταχυδρομείο", en: "E-mail")
        case .website: Phrase(el: "Ιστοσελίδα", en: "Website")
        case .position: Phrase(el: "Θέση στον χάρτη", en: "Position")
        case .redacted: Phrase(el: "Η θέση μένει μυστική", en: "Its place stays secret")
        case .openingHours: Phrase(el: "Ώρες λειτουργίας", en: "Opening hours")
        case .wheelchair: Phrase(el: "Πρόσβαση με αμαξίδιο", en: "Wheelchair access")
        case .accessNote: Phrase(el: "Πώς μπαίνει κανείς", en: "How to enter")
        case .languages: Phrase(el: "Γλώσσες", en: "Languages")
        case .audiences: Phrase(el: "Σε ποιους απευθύνεται", en: "For whom")
        case .documents: Phrase(el: "Δικαιολογητικά", en: "Documents")
        case .eligibility: Phrase(el: "Προϋποθέσεις", en: "Conditions")
        case .application: Phrase(el: "Πώς γίνεται η αίτηση", en: "How to apply")
        case .cost: Phrase(el: "Κόστος", en: "Cost")
        case .costNote: Phrase(el: "Για το κόστος", en: "About the cost")
        case .appointment: Phrase(el: "Ραντεβού", en: "Appointment")
        case .delivery: Phrase(el: "Πώς δίνεται", en: "How it is given")
        case .organisation: Phrase(el: "Φορέας", en: "Organisation")
        case .checkedOn: Phrase(el: "Ελέγχθηκε στις", en: "Checked on")
        case .checkEveryDays: Phrase(el: "Έλεγχος κάθε (ημέρες)", en: "Check every (days)")
        }
    }

    /// The name of a code of a field, when it has one; else the code.
    package static func name(ofCode code: String, in field: DirectoryField) -> Phrase {
        let known: [String: Phrase] =
            switch field {
            case .status:
                [
                    "planned": Phrase(el: "σχεδιάζεται", en: "planned"),
                    "active": Phrase(el: "λειτουργεί", en: "active"),
                    "unverified": Phrase(el: "δεν επιβεβαιώθηκε", en: "unconfirmed"),
                    "suspended": Phrase(el: "σε αναστολή", en: "suspended"),
                    "temporary": Phrase(el: "προσωρινή", en: "temporary"),
                    "closed": Phrase(el: "έκλεισε", en: "closed"),
                ]
            case .wheelchair:
                [
                    "yes": Phrase(el: "ναι", en: "yes"), "no": Phrase(el: "όχι", en: "no"),
                    "limited": Phrase(el: "εν μέρει", en: "partly"),
                    "designated": Phrase(el: "ειδικά διαμορφωμένη", en: "made for it"),
                ]
            case .cost: ["free": Phrase(el: "δωρεάν", en: "free"), "paid": Phrase(el: "με πληρωμή", en: "paid")]
            case .appointment:
                [
                    "required": Phrase(el: "χρειάζεται", en: "needed"),
                    "possible": Phrase(el: "γίνεται, δεν χρειάζεται", en: "possible, not needed"),
                    "none": Phrase(el: "χωρίς ραντεβού", en: "without appointment"),
                ]
            case .delivery:
                [
                    "place": Phrase(el: "στον χώρο της", en: "at its place"),
                    "mobile": Phrase(el: "έρχεται στους ανθρώπους", en: "comes to people"),
                    "virtual": Phrase(el: "τηλεφωνικά ή διαδικτυακά", en: "by telephone or online"),
                ]
            default: [:]
            }
        return known[code] ?? Phrase(el: code, en: "\(code)")
    }

    /// The name of a role.
    package static func name(of role: Role) -> Phrase {
        switch role {
        case .editor: Phrase(el: "συντάκτης", en: "editor")
        case .moderator: Phrase(el: "επόπτης", en: "moderator")
        case .caseWorker: Phrase(el: "κοινωνικός λειτουργός", en: "case worker")
        case .crew: Phrase(el: "συνεργείο", en: "crew")
        case .coordinator: Phrase(el: "συντονιστής", en: "coordinator")
        case .auditor: Phrase(el: "ελεγκτής", en: "auditor")
        case .administrator: Phrase(el: "διαχειριστής", en: "administrator")
        }
    }

    /// The name of what is wrong in a report.
    package static func name(of topic: Report.Topic) -> Phrase {
        switch topic {
        case .phone: Phrase(el: "Το τηλέφωνο", en: "The phone number")
        case .hours: Phrase(el: "Το ωράριο", en: "The opening hours")
        case .address: Phrase(el: "Η διεύθυνση ή η θέση", en: "The address or position")
        case .closed: Phrase(el: "Δεν λειτουργεί πια", en: "It is no longer there")
        case .access: Phrase(el: "Η πρόσβαση", en: "The way in")
        case .other: Phrase(el: "Κάτι άλλο", en: "Something else")
        }
    }

    /// The name of an answer to a report.
    package static func name(of verdict: Report.Verdict) -> Phrase {
        switch verdict {
        case .accepted: Phrase(el: "έγινε δεκτή", en: "accepted")
        case .rejected: Phrase(el: "απορρίφθηκε", en: "rejected")
        case .duplicate: Phrase(el: "υπάρχει ήδη άλλη ίδια", en: "a duplicate of another one")
        }
    }

    /// What the button for an answer says.
    package static func action(of verdict: Report.Verdict) -> Phrase {
        switch verdict {
        case .accepted: Phrase(el: "Γίνεται δεκτή", en: "Accept")
        case .rejected: Phrase(el: "Απορρίπτεται", en: "Reject")
        case .duplicate: Phrase(el: "Την είπε και άλλος", en: "Duplicate")
        }
    }

    /// The name of a part of a field.
    package static func part(_ name: String) -> Phrase {
        switch name {
        case "el": Phrase(el: "ελληνικά", en: "Greek")
        case "en": Phrase(el: "αγγλικά", en: "English")
        case "lon": Phrase(el: "γεωγραφικό μήκος", en: "longitude")
        case "lat": Phrase(el: "γεωγραφικό πλάτος", en: "latitude")
        default: Phrase(el: "ακρίβεια σε μέτρα", en: "accuracy in metres")
        }
    }

    /// The name of an input of a field, as it stands in forms and tables: the name of the field, and in brackets the part,
    /// or that a code is expected.
    package static func name(ofInput input: String, of field: DirectoryField, in language: Language) -> String {
        let name = name(of: field)[language]
        let part: Phrase
        if let dot = input.firstIndex(of: ".") {
            part = Self.part(String(input[input.index(after: dot)...]))
        } else if [.municipality, .organisation].contains(field) {
            part = Phrase(el: "κωδικός", en: "code")
        } else {
            return name
        }
        return "\(name) (\(part[language]))"
    }
}
