internal import PageKit

/// A field of a form with its label, hint and fault.
struct FormField: PageValue {
    /// The identifier, to which an ``ErrorSummary`` leads.
    let id: String
    /// The name under which it is sent.
    let name: String
    let label: String
    /// Whether the label is the heading of the page, which asks only this.
    let isHeading: Bool
    let hint: String?
    /// Why the value was not accepted.
    let fault: String?
    /// The identifiers of the hint and the fault.
    let described: String?
    let value: String
    /// The keyboard: `text`, `numeric`, `decimal`, `tel` or `email`.
    let mode: String
    /// What the browser may fill in, such as `name`; `off` for nothing.
    let fill: String
    /// Whether the value is a number or the like, of at most 40 characters.
    let isShort: Bool
    /// Suggestions while a place is typed.
    let suggest: SuggestField?
    /// The choices, when the value is one of a list; nil for a text.
    let choice: Choice?

    /// Choices, one of which can be chosen.
    struct Choice: PageValue {
        let group: String
        let options: [Option]
    }

    /// A choice.
    struct Option: PageValue {
        let option: SelectOption
        /// The identifier of its button.
        let button: String
    }
}

extension FormField {
    /// A field for a text.
    ///
    /// - Parameter name: The name under which it is sent; nil for the identifier.
    init(
        _ id: String, name: String? = nil, label: String, isHeading: Bool = false, hint: String? = nil,
        fault: String? = nil, value: String = "", mode: String = "text", fill: String = "off", isShort: Bool = false,
        suggest: SuggestField? = nil
    ) {
        self.init(
            id: id, name: name ?? id, label: label, isHeading: isHeading, hint: hint, fault: fault,
            described: Self.described(id, hint, fault), value: value, mode: mode, fill: fill, isShort: isShort,
            suggest: suggest, choice: nil)
    }

    /// A field for one of several choices, all in sight.
    ///
    /// - Parameter name: The name under which it is sent; nil for the identifier.
    init(
        _ id: String, name: String? = nil, label: String, isHeading: Bool = false, hint: String? = nil,
        fault: String? = nil, options: [SelectOption]
    ) {
        let options = options.enumerated().map { Option(option: $1, button: $0 == 0 ? id : "\(id)-\($0 + 1)") }
        self.init(
            id: id, name: name ?? id, label: label, isHeading: isHeading, hint: hint, fault: fault,
            described: Self.described(id, hint, fault), value: "", mode: "text", fill: "off", isShort: false,
            suggest: nil, choice: Choice(group: name ?? id, options: options))
    }

    private static func described(_ id: String, _ hint: String?, _ fault: String?) -> String? {
        let parts = [hint.map { _ in "\(id)-hint" }, fault.map { _ in "\(id)-fault" }].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
