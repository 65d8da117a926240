internal import PageKit

/// A field of a form with its label, hint and fault.
struct FormField: PageValue {
    /// The identifier; also the name under which it is sent.
    let id: String
    let label: String
    let hint: String?
    /// Why the value was not accepted.
    let fault: String?
    let value: String
    /// The keyboard: `text`, `numeric`, `decimal`, `tel` or `email`.
    let mode: String
    /// What the browser may fill in, such as `name`; `off` for nothing.
    let fill: String
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
    init(
        _ id: String, label: String, hint: String? = nil, fault: String? = nil, value: String = "",
        mode: String = "text",
        fill: String = "off"
    ) {
        self.init(
            id: id, label: label, hint: hint, fault: fault, value: value, mode: mode, fill: fill, choice: nil)
    }

    /// A field for one of several choices, all in sight.
    init(_ id: String, label: String, hint: String? = nil, fault: String? = nil, options: [SelectOption]) {
        let options = options.enumerated().map { Option(option: $1, button: $0 == 0 ? id : "\(id)-\($0 + 1)") }
        self.init(
            id: id, label: label, hint: hint, fault: fault, value: "", mode: "text", fill: "off",
            choice: Choice(group: id, options: options))
    }
}
