internal import Geocoding
package import Records

/// How people enter the values of fields, in forms and in tables.
extension DirectoryField {
    /// The names of the inputs in which it is entered: its own name, or one for each part, such as `name.el`.
    package var inputs: [String] {
        switch form {
        case .texts: ["el", "en"].map { "\(rawValue).\($0)" }
        case .position: ["lon", "lat", "accuracyMetres"].map { "\(rawValue).\($0)" }
        default: [rawValue]
        }
    }

    /// Returns the value that somebody has entered; nil when every input is empty. It is not checked yet.
    ///
    /// - Parameter text: Returns the text of an input.
    /// - Throws: ``RegistryError`` with the code `invalid` for a text that is no number where one is expected.
    package func value(entered text: (_ input: String) -> String) throws(RegistryError) -> StrictJSON? {
        let entered = text(rawValue).trimmed
        switch form {
        case .texts:
            let members = inputs.compactMap { input -> StrictJSON.Member? in
                let text = text(input).trimmed
                return text.isEmpty ? nil : StrictJSON.Member(key: part(of: input), value: .string(text))
            }
            return members.isEmpty ? nil : .object(members)
        case .position:
            var members: [StrictJSON.Member] = []
            for input in inputs {
                let text = text(input).trimmed
                guard !text.isEmpty else { continue }
                members.append(StrictJSON.Member(key: part(of: input), value: .number(try number(text, input))))
            }
            return members.isEmpty ? nil : .object(members)
        case .flag:
            return entered.isEmpty ? nil : Self.flags[TextFolding.fold(entered)].map { .bool($0) } ?? .string(entered)
        case .number: return entered.isEmpty ? nil : .number(try number(entered, rawValue))
        case .list:
            let items = entered.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
            return items.isEmpty ? nil : .array(items.map { .string($0) })
        case .textList:
            let lines = entered.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
            return lines.isEmpty ? nil : .array(lines.map(Self.textItem))
        case .choice(let codes): return entered.isEmpty ? nil : .string(code(named: entered, among: codes))
        case .date, .phone, .email, .website, .hours, .code: return entered.isEmpty ? nil : .string(entered)
        }
    }

    /// Returns a value as it stands in one of the ``inputs``.
    package func entered(_ value: StrictJSON?, in input: String) -> String {
        Self.written(value, input == rawValue ? nil : part(of: input))
    }

    private static let flags = ["yes": true, "ναι": true, "true": true, "no": false, "οχι": false, "false": false]

    /// The part of the field that an input is for, such as `el`.
    private func part(of input: String) -> String { String(input.dropFirst(rawValue.count + 1)) }

    private func number(_ text: String, _ input: String) throws(RegistryError) -> Double {
        guard let number = DecimalText.number(text.replacing(",", with: ".")) else {
            throw RegistryError(.invalid, at: input, "expected a number", el: "αναμενόταν αριθμός")
        }
        return number
    }

    /// The code that a text is, or names in Greek or English; else the text.
    private func code(named text: String, among codes: [String]) -> String {
        guard !codes.contains(text) else { return text }
        let folded = TextFolding.fold(text)
        return codes.first { code in
            let name = FieldNames.name(ofCode: code, in: self)
            return [name.greek, name.english].contains { TextFolding.fold($0) == folded }
        } ?? text
    }

    /// A document: its name in Greek, and after a bar in English.
    private static func textItem(_ line: String) -> StrictJSON {
        let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0).trimmed
        }
        let members = zip(["el", "en"], parts).map { StrictJSON.Member(key: $0, value: .string($1)) }
        return .object(members.filter { $0.value != .string("") })
    }

    private static func written(_ value: StrictJSON?, _ part: String?) -> String {
        switch value {
        case nil, .null?: return ""
        case .bool(let flag)?: return flag ? "yes" : "no"
        case .string(let text)?: return text
        case .number(let number)?: return Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .array(let values)?:
            let isList = values.allSatisfy { if case .string = $0 { true } else { false } }
            return isList
                ? values.map { written($0, nil) }.joined(separator: ", ")
                : values.map { "\(written($0, "el"))|\(written($0, "en"))" }.joined(separator: "\n")
        case .object(let members)?: return written(members.first { $0.key == part }?.value, nil)
        }
    }
}

extension String {
    /// The text without blanks at its ends.
    package var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
