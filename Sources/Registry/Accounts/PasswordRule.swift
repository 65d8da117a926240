internal import Foundation

/// What a password must be like: long, and not made of what everybody knows about the person.
package enum PasswordRule {
    /// The least number of characters.
    package static let minimum = 12
    /// The most bytes.
    package static let maximumBytes = 1024

    /// The text with each accented letter as one character, as it is hashed.
    package static func composed(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

    /// Refuses a weak password.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, which says what is missing and never repeats the password.
    package static func check(_ password: String, login: String, name: String) throws(RegistryError) {
        let count = composed(password).count
        guard count >= minimum else {
            throw RegistryError(
                .invalid, at: "password", "expected at least \(minimum) characters, found \(count)",
                el: "αναμένονταν τουλάχιστον \(minimum) χαρακτήρες, βρέθηκαν \(count)")
        }
        guard password.utf8.count <= maximumBytes else {
            throw RegistryError(
                .invalid, at: "password", "expected at most \(maximumBytes) bytes",
                el: "αναμένονταν το πολύ \(maximumBytes) byte")
        }
        let lower = composed(password).lowercased()
        guard Set(lower).count >= 5 else {
            throw RegistryError(
                .invalid, at: "password", "expected at least five different characters",
                el: "αναμένονταν τουλάχιστον πέντε διαφορετικοί χαρακτήρες")
        }
        let known = ([login] + name.split(separator: " ").map(String.init)).filter { $0.count >= 4 }
        guard !known.contains(where: { lower.contains(composed($0).lowercased()) }) else {
            throw RegistryError(
                .invalid, at: "password", "must not contain your name or login",
                el: "δεν πρέπει να περιέχει το όνομά σας ή το όνομα χρήστη")
        }
    }
}
