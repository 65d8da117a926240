/// The format of postal codes in a region. It is data, never code.
public struct PostcodePattern: Hashable, Sendable {
    /// The shape: `9` is a digit, `A` a letter, a space an optional space, a dash an optional dash. Examples: `999 99`,
    /// `9999-999`.
    public var shape: String
    /// The prefixes of codes in the region; empty for any.
    public var prefixes: [String]

    /// Creates a pattern.
    public init(shape: String, prefixes: [String] = []) {
        self.shape = shape
        self.prefixes = prefixes
    }

    /// Whether the shape consists of known characters and requires at least one digit or letter.
    public var isWellFormed: Bool {
        shape.unicodeScalars.allSatisfy { "9A -".unicodeScalars.contains($0) }
            && shape.unicodeScalars.contains { $0 == "9" || $0 == "A" }
    }

    /// Returns whether a code of the shape can begin with `prefix`, in compact form. O(n).
    public func canBegin(with prefix: String) -> Bool {
        let marks = shape.unicodeScalars.filter { $0 == "9" || $0 == "A" }
        let letters = Array(prefix.unicodeScalars)
        guard !letters.isEmpty, letters.count <= marks.count else { return false }
        return zip(letters, marks).allSatisfy { letter, mark in
            mark == "9" ? letter.isDigit : letter.value >= 0x41 && letter.value <= 0x5A
        }
    }

    /// Returns the code in compact form (without spaces, upper case); nil when `text` does not match. O(n).
    public func compact(_ text: String) -> String? {
        shaped(text).flatMap { hasPrefix($0) ? $0 : nil }
    }

    /// Returns whether `text` is a code of the shape that no place in the region has.
    package func isForeign(_ text: String) -> Bool { shaped(text).map { !hasPrefix($0) } ?? false }

    private func hasPrefix(_ code: String) -> Bool {
        prefixes.isEmpty || prefixes.contains { code.hasPrefix($0) }
    }

    /// Returns the code in compact form when `text` has the shape.
    private func shaped(_ text: String) -> String? {
        var result = String.UnicodeScalarView()
        let letters = Array(text.unicodeScalars)
        var index = 0
        for mark in shape.unicodeScalars {
            switch mark {
            case " ", "-":
                if index < letters.count, letters[index] == " " || letters[index] == "-" { index += 1 }
            case "9":
                guard index < letters.count, letters[index].isDigit else { return nil }
                result.append(letters[index])
                index += 1
            case "A":
                guard index < letters.count, letters[index].script == .latin else { return nil }
                result.append(contentsOf: letters[index].properties.uppercaseMapping.unicodeScalars)
                index += 1
            default:
                guard index < letters.count, letters[index] == mark else { return nil }
                result.append(mark)
                index += 1
            }
        }
        guard index == letters.count else { return nil }
        return String(result)
    }
}
