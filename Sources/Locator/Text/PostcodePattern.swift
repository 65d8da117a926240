/// How postal codes of a region are written: data, never code.
public struct PostcodePattern: Hashable, Sendable {
    /// The shape: `9` a digit, `A` a letter, a space an optional space, a dash an optional dash; `999 99`, `9999-999`.
    public var shape: String
    /// Beginnings that a code of the region may have; empty when any will do.
    public var prefixes: [String]

    /// Describes codes of one `shape`.
    public init(shape: String, prefixes: [String] = []) {
        self.shape = shape
        self.prefixes = prefixes
    }

    /// The code in its compact form (no space, letters upper case), or nil when `text` is not of this pattern; O(n).
    public func compact(_ text: String) -> String? {
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
        let code = String(result)
        guard prefixes.isEmpty || prefixes.contains(where: { code.hasPrefix($0) }) else { return nil }
        return code
    }
}
