package import Records
package import Routing

extension RouteDoubt {
    /// A warning that a road of the route may be closed, with the condition.
    package var words: Phrase {
        let street = name.local.isEmpty ? "" : " (\(name.local))"
        let english = name.english.isEmpty ? street : " (\(name.english))"
        return Phrase(
            el: "Δρόμος της διαδρομής\(street) ίσως είναι κλειστός, υπό τον όρο «\(condition)»",
            en: "A road on the way\(english) may be closed, under the condition “\(condition)”")
    }
}
