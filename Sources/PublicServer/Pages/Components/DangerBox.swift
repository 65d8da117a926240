internal import Entitlement
internal import PageKit
internal import Records

/// A danger with its telephone lines and advice.
struct DangerBox: PageValue {
    let name: String
    let advice: [String]
    let lines: [Line]

    /// A telephone line.
    struct Line: PageValue {
        let phone: String
        let call: String
        let name: String
        let note: String
    }
}

extension DangerBox {
    init(_ topic: HelpTopic, _ language: Language) {
        self.init(
            name: topic.names.text(in: language), advice: topic.advice.map { $0.text(in: language) },
            lines: topic.lines.map { line in
                Line(
                    phone: line.phone, call: Call.words(line.phone)[language], name: line.names.text(in: language),
                    note: line.notes.text(in: language))
            })
    }
}
