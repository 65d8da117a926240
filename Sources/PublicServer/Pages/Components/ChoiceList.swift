internal import PageKit

/// Choices as large buttons of a form: one tap chooses and goes on.
struct ChoiceList: PageValue {
    /// The name under which the choice is sent.
    let field: String
    let choices: [Choice]

    /// A choice.
    struct Choice: PageValue {
        let code: String
        let words: String
        let hint: String?
    }
}
