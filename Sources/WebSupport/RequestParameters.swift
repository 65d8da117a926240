internal import Records

/// The parameters of one request, every one of them known, in shape and within its range.
///
/// The text is `application/x-www-form-urlencoded` as a query string or a form body holds it.
public struct RequestParameters: Sendable {
    private var entries: [(name: String, value: String)] = []

    /// Reads `text` against the parameters that are known.
    ///
    /// Throws a 400 ``Problem`` at the first parameter that is unknown, given too often, wrongly escaped or out of shape.
    /// Linear in the text.
    public init(_ text: String?, _ known: ParameterSet) throws(Problem) {
        guard let text, !text.isEmpty else { return }
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let cut = pair.firstIndex(of: UInt8(ascii: "="))
            let rawName = pair[..<(cut ?? pair.endIndex)]
            let rawValue = cut.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            guard let name = PercentText.decode(rawName, plusIsSpace: true) else {
                throw Self.badEscape(String(Substring(rawName)))
            }
            guard let description = known.description(of: name) else {
                throw Problem.unknown(name, known: known.descriptions.map(\.name))
            }
            guard let value = PercentText.decode(rawValue, plusIsSpace: true) else { throw Self.badEscape(name) }
            if value.isEmpty, description.emptyIsAbsent { continue }
            try description.check(value)
            let count = entries.count { $0.name == description.name }
            guard count < description.maximumCount else { throw Self.repeated(description) }
            entries.append((description.name, description.capped(value)))
        }
    }

    /// The value of a single parameter.
    public func text(_ name: String) -> String? {
        entries.first { $0.name == name }?.value
    }

    /// All values of a parameter, in the order given.
    public func texts(_ name: String) -> [String] {
        entries.isEmpty ? [] : entries.filter { $0.name == name }.map(\.value)
    }

    /// The value of a number parameter.
    public func number(_ name: String) -> Double? {
        text(name).flatMap(DecimalText.number)
    }

    /// The values of a parameter that holds several numbers.
    public func numbers(_ name: String) -> [Double]? {
        text(name).flatMap(DecimalText.numbers)
    }

    /// The value of a whole number parameter.
    public func integer(_ name: String) -> Int? {
        text(name).flatMap(DecimalText.integer)
    }

    /// The parameters as a query string, with those of `changes` replaced or added; for links to a next page.
    public func query(changing changes: [(name: String, value: String)]) -> String {
        let kept = entries.filter { entry in !changes.contains { $0.name == entry.name } }
        return (kept + changes).map { "\(PercentText.encode($0.name))=\(PercentText.encode($0.value))" }
            .joined(separator: "&")
    }
}

extension RequestParameters {
    private static func badEscape(_ name: String) -> Problem {
        Problem.bad(
            name, came: "%",
            expected: Phrase(el: "κείμενο UTF-8 με έγκυρη κωδικοποίηση %", en: "UTF-8 text with valid percent-encoding")
        )
    }

    private static func repeated(_ description: ParameterDescription) -> Problem {
        Problem(
            .repeatedParameter,
            detail: Phrase(
                el: "\(description.name): δόθηκε πάνω από \(description.maximumCount) φορές.",
                en: "\(description.name): given more than \(description.maximumCount) times."),
            parameter: description.name)
    }
}
