public import Records

extension RouteStep {
    /// One sentence that instructs the traveller.
    public func instruction(in language: Language) -> String {
        let street = street(in: language)
        let isGreek = language == .greek
        switch manoeuvre {
        case .depart:
            if street.isEmpty { return isGreek ? "Ξεκινήστε" : "Set off" }
            return isGreek ? "Ξεκινήστε: \(street)" : "Set off on \(street)"
        case .arrive: return isGreek ? "Φτάσατε στον προορισμό σας" : "You have arrived"
        case .newName:
            if street.isEmpty { return isGreek ? "Συνεχίστε ευθεία" : "Continue" }
            return isGreek ? "Συνεχίστε: \(street)" : "Continue on \(street)"
        case .ferry:
            if street.isEmpty { return isGreek ? "Επιβιβαστείτε στο πλοίο" : "Board the ferry" }
            return isGreek ? "Επιβιβαστείτε στο πλοίο: \(street)" : "Board the ferry \(street)"
        case .ashore: return isGreek ? "Αποβιβαστείτε από το πλοίο" : "Leave the ferry"
        case .roundabout(let exit):
            let text = isGreek ? "Στον κυκλικό κόμβο πάρτε την \(exit)η έξοδο" : "At the roundabout take exit \(exit)"
            if street.isEmpty { return text }
            return isGreek ? "\(text): \(street)" : "\(text) onto \(street)"
        case .turn(let turn):
            let text = isGreek ? Self.greek(turn) : Self.english(turn)
            if street.isEmpty { return text }
            return isGreek ? "\(text): \(street)" : "\(text) onto \(street)"
        }
    }

    /// The street's name in a language, otherwise its number.
    private func street(in language: Language) -> String {
        let title = language == .english && !name.english.isEmpty ? name.english : name.local
        if title.isEmpty { return name.number }
        return title
    }

    private static func english(_ turn: Turn) -> String {
        switch turn {
        case .straight: "Go straight on"
        case .slightRight: "Bear right"
        case .right: "Turn right"
        case .sharpRight: "Turn sharp right"
        case .uTurn: "Turn back"
        case .sharpLeft: "Turn sharp left"
        case .left: "Turn left"
        case .slightLeft: "Bear left"
        }
    }

    private static func greek(_ turn: Turn) -> String {
        switch turn {
        case .straight: "Συνεχίστε ευθεία"
        case .slightRight: "Στρίψτε ελαφρά δεξιά"
        case .right: "Στρίψτε δεξιά"
        case .sharpRight: "Στρίψτε κλειστά δεξιά"
        case .uTurn: "Κάντε αναστροφή"
        case .sharpLeft: "Στρίψτε κλειστά αριστερά"
        case .left: "Στρίψτε αριστερά"
        case .slightLeft: "Στρίψτε ελαφρά αριστερά"
        }
    }
}
