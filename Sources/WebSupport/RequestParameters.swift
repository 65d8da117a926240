internal import Records

/// The validated parameters of one request.
///
/// The source is `application/x-www-form-urlencoded` text from a query string or a form body.
public struct RequestParameters: Sendable {
    private var entries: [(name: String, value: String)] = []

    /// Parses `text` with the `known` parameters. O(n).
    ///
    /// - Throws: A 400 ``Problem`` at the first parameter that is unknown, repeated too often, wrongly escaped or
    ///   invalid.
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

    /// The value of a parameter that is a number.
    public func number(_ name: String) -> Double? {
        text(name).flatMap(DecimalText.number)
    }

    /// The values of a parameter that is a list of numbers.
    public func numbers(_ name: String) -> [Double]? {
        text(name).flatMap(DecimalText.numbers)
    }

    /// The value of a parameter that is an integer.
    public func integer(_ name: String) -> Int? {
        text(name).flatMap(DecimalText.integer)
    }

    /// The parameters as a query string, with those of `changes` replaced or added and without the one named `removed`,
    /// for links to other pages.
    public func query(changing changes: [(name: String, value: String)], removing removed: String? = nil) -> String {
        let kept = entries.filter { entry in entry.name != removed && !changes.contains { $0.name == entry.name } }
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
                el: "δόθηκε πάνω από \(description.maximumCount) φορές.",
                en: "given more than \(description.maximumCount) times."),
            parameter: description.name)
    }
}
