/// An account, as administrators see it.
package struct Account: Sendable {
    /// Its identifier.
    package var id: RecordID
    /// What its owner types to sign in: lowercase letters, digits, `.`, `-` and `_`.
    package var login: String
    /// The name of its owner.
    package var name: String
    /// Where its owner is written to.
    package var email: String?
    /// Whether its owner has set a password and a second factor.
    package var isEnrolled: Bool
    /// When it was disabled; nil while it is in use.
    package var disabledAt: Timestamp?
    /// Its grants that were not ended, with their identifiers; some may be over.
    package var grants: [(id: RecordID, grant: Grant)]
}

/// The logins that may be given.
package enum LoginRule {
    /// Refuses what is no login: 3 to 40 lowercase letters a–z, digits, dots, hyphens and underscores, a letter first.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    package static func check(_ login: String) throws(RegistryError) {
        let bytes = Array(login.utf8)
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        let isOther = { (byte: UInt8) in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
        }
        guard (3...40).contains(bytes.count), bytes.first.map(isLetter) == true,
            bytes.allSatisfy({ isLetter($0) || isOther($0) })
        else {
            throw RegistryError(
                .invalid, at: "login",
                "expected 3 to 40 of the letters a to z, digits, «.», «-» and «_», a letter first; found \(PlainText.quoted(login))",
                el: "αναμένονταν 3 έως 40 από τα γράμματα a έως z, ψηφία, «.», «-» και «_», με γράμμα πρώτα"
            )
        }
    }

    /// Refuses a name that is empty, too long or more than one line, or holds a personal number.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    package static func checkName(_ name: String) throws(RegistryError) {
        guard (1...120).contains(name.count), PlainText.isLine(name) else {
            throw RegistryError(
                .invalid, at: "name", "expected 1 to 120 characters in one line, without blanks at its ends",
                el: "αναμένονταν 1 έως 120 χαρακτήρες σε μία γραμμή")
        }
        try PlainText.checkIsImpersonal(name, at: "name")
    }

    /// Refuses what cannot be an address of electronic mail.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    package static func checkEmail(_ email: String) throws(RegistryError) {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = email.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && !"<>,;:\"()[]\\".unicodeScalars.contains($0)
        }
        guard parts.count == 2, isPlain, (1...64).contains(parts[0].count), (3...190).contains(parts[1].count),
            parts[1].contains("."), parts[1].first != ".", parts[1].last != "."
        else {
            throw RegistryError(
                .invalid, at: "email", "expected an address like name@example.org",
                el: "αναμενόταν διεύθυνση όπως name@example.org")
        }
    }
}

extension SealedColumn {
    /// The address of electronic mail of an account.
    static let email = SealedColumn("principal", "email", .contact)
    /// A password hash or the secret of a second factor.
    static let credential = SealedColumn("credential", "data", .credential)
    /// The secret of the second factor that an invitation offers.
    static let invitation = SealedColumn("invitation", "secret", .credential)
}
