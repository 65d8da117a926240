internal import Records

/// An important fact that is not known of a structure.
enum UnknownFact: CaseIterable {
    case phone
    case hours

    /// The fact in the facts of a card, when the list explains it once.
    var sign: Phrase {
        switch self {
        case .phone: Phrase(el: "χωρίς τηλέφωνο", en: "no telephone")
        case .hours: Phrase(el: "χωρίς ωράριο", en: "no opening hours")
        }
    }

    /// What ``sign`` means, above a list.
    var note: Phrase {
        switch self {
        case .phone:
            Phrase(
                el: "«Χωρίς τηλέφωνο»: δεν το γνωρίζουμε. Ρωτήστε τον δήμο.",
                en: "“No telephone”: we do not know it. Ask the municipality.")
        case .hours:
            Phrase(
                el: "«Χωρίς ωράριο»: δεν το γνωρίζουμε. Τηλεφωνήστε πριν πάτε.",
                en: "“No opening hours”: we do not know them. Phone before you go.")
        }
    }

    /// Several facts in one sentence; nil when there are none.
    static func sentence(_ facts: [UnknownFact]) -> Phrase? {
        switch (facts.contains(.phone), facts.contains(.hours)) {
        case (true, true):
            Phrase(
                el: "Δεν γνωρίζουμε το τηλέφωνο και το ωράριο.",
                en: "We do not know its phone number and opening hours."
            )
        case (true, false): Phrase(el: "Δεν γνωρίζουμε το τηλέφωνο.", en: "We do not know its phone number.")
        case (false, true): Phrase(el: "Δεν γνωρίζουμε το ωράριο.", en: "We do not know its opening hours.")
        case (false, false): nil
        }
    }

    /// The facts that most structures of a list lack, so that the list says it once and each card has the ``sign``.
    static func common(_ structures: [StructureFacts]) -> Set<UnknownFact> {
        Set(
            allCases.filter { fact in
                let lacking = structures.count { $0.unknown.contains(fact) }
                return lacking > 1 && 2 * lacking > structures.count
            })
    }
}
