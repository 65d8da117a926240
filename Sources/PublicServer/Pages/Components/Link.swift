internal import PageKit
internal import Records

/// A link to a page.
struct Link: PageValue {
    let name: String
    let page: String
}

/// A button that calls a telephone number.
struct Call: PageValue {
    /// The number as in `tel:`, digits with or without `+`.
    let link: String
    let text: String

    /// The words of the button of a number.
    static func words(_ number: some StringProtocol) -> Phrase { Phrase(el: "Κλήση \(number)", en: "Call \(number)") }
}

extension Call {
    /// The buttons for numbers separated by commas, semicolons or slashes.
    static func list(_ numbers: String?, _ language: Language) -> [Call] {
        (numbers ?? "").split { $0 == "," || $0 == ";" || $0 == "/" }.compactMap { part in
            let number = part.drop { $0 == " " }
            let digits = number.filter { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            return Call(link: number.first == "+" ? "+\(digits)" : digits, text: words(number)[language])
        }
    }
}

/// A list of texts.
struct TextList: PageValue {
    let lines: [String]

    /// Creates a list; nil when there are no texts.
    init?(_ lines: [String]) {
        guard !lines.isEmpty else { return nil }
        self.lines = lines
    }
}
