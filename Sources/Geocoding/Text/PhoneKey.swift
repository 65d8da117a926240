/// Telephone numbers in a comparable form.
package enum PhoneKey {
    /// The last nine digits of each telephone number in a text, without freephone and shared-cost numbers (800, 801),
    /// which many structures share. O(n).
    package static func keys(in text: String) -> Set<String> {
        var keys: Set<String> = []
        for part in text.split(whereSeparator: { !isWithin($0) }) {
            let digits = part.filter(\.isWholeNumber).compactMap(\.wholeNumberValue).map(String.init).joined()
            // Two numbers of ten digits separated only by a blank.
            let numbers =
                digits.count >= 20 && digits.count % 10 == 0
                ? (0..<digits.count / 10).map { String(digits.dropFirst(10 * $0).prefix(10)) } : [digits]
            for number in numbers where number.count >= 7 {
                let bare = ["0030", "30"].first { number.hasPrefix($0) && number.count == $0.count + 10 }
                let local = String(number.dropFirst(bare?.count ?? 0))
                guard !local.hasPrefix("800"), !local.hasPrefix("801") else { continue }
                keys.insert(String(local.suffix(9)))
                // An extension may follow.
                if bare == nil, (11...14).contains(local.count) { keys.insert(String(local.prefix(10).suffix(9))) }
            }
        }
        return keys
    }

    private static func isWithin(_ character: Character) -> Bool {
        character.isWholeNumber || " \u{A0}-\u{2010}\u{2011}\u{2013}.()".contains(character)
    }
}
