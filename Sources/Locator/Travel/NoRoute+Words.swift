public import Records
public import Routing

extension NoRoute {
    /// Stable code for answers.
    public var code: String {
        switch self {
        case .originOffNetwork: "originOffNetwork"
        case .destinationOffNetwork: "destinationOffNetwork"
        case .closed: "closed"
        case .separateNetworks: "separateNetworks"
        case .profileMayNot: "profileMayNot"
        case .noWayByTheRules: "noWayByTheRules"
        case .unknownProfile: "unknownProfile"
        }
    }

    /// The reason in words.
    public var words: Phrase {
        switch self {
        case .originOffNetwork:
            Phrase(el: "Κανένας δρόμος κοντά στο σημείο που ξεκινάτε", en: "No road near the start")
        case .destinationOffNetwork:
            Phrase(el: "Κανένας δρόμος κοντά στον προορισμό", en: "No road near the destination")
        case .closed:
            Phrase(el: "Δεν υπάρχει διαδρομή: δρόμοι είναι κλειστοί", en: "No way: roads are closed")
        case .separateNetworks:
            Phrase(
                el: "Δεν υπάρχει διαδρομή: τους χωρίζει θάλασσα ή ασύνδετο δίκτυο",
                en: "No way: water or a gap in the network lies between")
        case .profileMayNot(let other):
            Phrase(
                el: "Δεν επιτρέπεται με αυτό το μέσο (επιτρέπεται: \(other))",
                en: "Not allowed in this mode (allowed: \(other))")
        case .noWayByTheRules:
            Phrase(
                el: "Μονόδρομοι ή απαγορεύσεις δεν αφήνουν διαδρομή",
                en: "One-way streets or forbidden turns leave no way")
        case .unknownProfile(let name):
            Phrase(el: "Άγνωστο μέσο «\(name)»", en: "Unknown mode «\(name)»")
        }
    }
}
