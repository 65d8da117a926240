package import Records
package import Routing

extension RouteDoubt {
    /// A warning that a road of the route may be closed, with the condition.
    package var words: Phrase {
        let english = name.english.isEmpty ? name.local : name.english
        guard !english.isEmpty else {
            return Phrase(
                el: "Δρόμος της διαδρομής ίσως είναι κλειστός, υπό τον όρο «\(condition)»",
                en: "A road on the way may be closed, under the condition “\(condition)”")
        }
        let street = name.local.isEmpty ? "" : " (\(name.local))"
        return Phrase(
            el: "Δρόμος της διαδρομής\(street) ίσως είναι κλειστός, υπό τον όρο «\(condition)»",
            en: "A road on the way (\(english)) may be closed, under the condition “\(condition)”")
    }
}
