package import Entitlement
package import Records

/// A change of the values of a figure, as its author means it: it can be applied to values that have changed meanwhile.
package enum FigureChange: Hashable, Sendable {
    /// A new value. One before it that has no last day, or a later one, ends the day before.
    case add(FigureValues.Entry)
    /// Another value in the place of the one with this first day (nil for the one without a first day): a correction, or
    /// its end.
    case correct(from: CivilDate?, FigureValues.Entry)
    /// The values of a former version.
    case restore(FigureValues)

    /// The new value; nil when former values return.
    package var entry: FigureValues.Entry? {
        switch self {
        case .add(let entry), .correct(_, let entry): entry
        case .restore: nil
        }
    }

    /// Returns the values after the change. What makes them values of a figure is decided by the code that reads
    /// `programmes.json`.
    ///
    /// - Throws: ``RegistryError``: `invalid` when the result is not in order, `conflict` when the value that is corrected
    ///   is no longer there.
    package func applied(to values: FigureValues) throws(RegistryError) -> FigureValues {
        var entries = values.entries
        switch self {
        case .restore(let former): return former
        case .add(let entry):
            var index = entries.count
            if let from = entry.from {
                index = entries.firstIndex { $0.from.map { $0 >= from } ?? false } ?? entries.count
                if index > 0, entries[index - 1].to.map({ $0 >= from }) ?? true {
                    entries[index - 1].to = from.adding(days: -1)
                }
            }
            entries.insert(entry, at: index)
        case .correct(let from, let entry):
            guard let index = entries.firstIndex(where: { $0.from == from }) else {
                throw RegistryError(
                    .conflict, at: "replaces", "the value that is corrected is no longer there",
                    el: "η τιμή που διορθώνεται δεν υπάρχει πια")
            }
            entries[index] = entry
        }
        return try FigureValues(checking: .array(entries.map(\.json)), as: "values")
    }

    /// The change as JSON; equal changes give equal bytes.
    var json: String {
        let members: [StrictJSON.Member] =
            switch self {
            case .add(let entry): [StrictJSON.Member(key: "add", value: entry.json)]
            case .correct(let from, let entry):
                [
                    StrictJSON.Member(key: "correct", value: from.map { .string(TimeText.text($0)) } ?? .null),
                    StrictJSON.Member(key: "by", value: entry.json),
                ]
            case .restore(let values): [StrictJSON.Member(key: "restore", value: values.json)]
            }
        return StrictJSON.object(members).text
    }

    /// Reads a change that ``json`` has written.
    init(stored text: String) throws(RegistryError) {
        do throws(DataFileError) {
            let object = try DataNode(reading: Array(text.utf8), file: "change")
                .object([], optional: ["add", "correct", "by", "restore"])
            if let node = object["add"] {
                self = .add(try FigureValues.Entry(node))
            } else if let node = object["restore"] {
                self = .restore(try FigureValues(node))
            } else {
                self = .correct(
                    from: try object[required: "correct"].present?.date(),
                    try FigureValues.Entry(object[required: "by"]))
            }
        } catch {
            throw RegistryError(.damaged, at: "figure_draft.change", "\(error)")
        }
    }
}

extension FigureValues.Entry {
    /// The most characters of the title of a source.
    private static let titleLimit = 200

    /// Reads a value that somebody has entered.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is the member that does not fit.
    package init(entered value: StrictJSON) throws(RegistryError) {
        do throws(DataFileError) {
            try self.init(DataNode(value: value, file: "value", path: "$"))
        } catch {
            throw RegistryError(figure: error)
        }
        guard source.title.count <= Self.titleLimit, PlainText.isLine(source.title) else {
            throw RegistryError(
                .invalid, at: "title",
                "expected a text of at most \(Self.titleLimit) characters in one line, without blanks at its ends",
                el: "αναμενόταν κείμενο μίας γραμμής, έως \(Self.titleLimit) χαρακτήρες, χωρίς κενά στα άκρα")
        }
        try PlainText.checkIsImpersonal(source.title, at: "title")
    }
}

extension FigureValues {
    /// The values as they are stored and published; equal values give equal texts.
    package var text: String { json.text }

    /// Reads values by the rules of `programmes.json`.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    init(checking value: StrictJSON, as place: String) throws(RegistryError) {
        do throws(DataFileError) {
            try self.init(DataNode(value: value, file: place, path: "$"))
        } catch {
            throw RegistryError(figure: error)
        }
    }

    /// Reads values that were stored.
    init(stored text: String) throws(RegistryError) {
        do throws(DataFileError) {
            try self.init(DataNode(reading: Array(text.utf8), file: "entries"))
        } catch {
            throw RegistryError(.damaged, at: "entries", "\(error)")
        }
    }
}

extension RegistryError {
    /// An error in a value of a figure; its place is the last part of the path, such as `url`.
    fileprivate init(figure error: DataFileError) {
        let place = String(error.place.split(separator: ".").last ?? "value")
        let greek =
            switch place {
            case "from", "to": "αναμενόταν ημέρα όπως 2026-01-31, η τελευταία όχι πριν από την πρώτη"
            case "value": "αναμενόταν αριθμός από 0 έως 1.000.000.000, ή τίποτα"
            case "certainty": "αναμενόταν sourced ή unconfirmed"
            case "title": "γράψτε τον τίτλο της πηγής"
            case "url": "αναμενόταν διεύθυνση που αρχίζει με https:// ή http://"
            case "date": "αναμενόταν έτος, μήνας ή ημέρα όπως 2023, 2023-11 ή 2023-11-13"
            case "source": "η πηγή είναι υποχρεωτική: τίτλος και διεύθυνση"
            default: "οι τιμές δεν είναι σε χρονική σειρά ή επικαλύπτονται"
            }
        self.init(
            .invalid, at: place.hasPrefix("$") ? "values" : place,
            "expected \(error.expected), found \(PlainText.line(error.found))", el: greek)
    }
}
