internal import GeoIndex
internal import Records

/// Formats the labels of results in the gazetteer's language and in English.
struct LabelText {
    let file: GazetteerFile

    /// The words before the name of a municipal unit, by language.
    private static let unitWords: [String: String] = ["el": "Δημοτική Ενότητα", "en": "Municipal Unit of"]
    /// The word between crossing streets, by language.
    private static let andWords: [String: String] = ["el": "και", "en": "and"]

    /// The word before a street near by, by language.
    private static let nearWords: [String: String] = ["el": "κοντά:", "en": "near"]

    /// Returns the names of an entry.
    func names(_ entity: Int) -> LocalizedText {
        localized(file.texts[Int(file.locals[entity])], english: file.texts[Int(file.englishes[entity])])
    }

    /// Returns the label of a candidate: its name, its number and where it lies.
    func label(for candidate: Candidate) -> LocalizedText {
        localized(
            text(for: candidate, language: file.language, file.locals),
            english: text(for: candidate, language: "en", file.englishes))
    }

    /// Returns a label for one of several candidates with equal labels. It adds in brackets the municipal unit of a
    /// settlement, or the nearest crossing street of a street.
    func narrowedLabel(for candidate: Candidate) -> LocalizedText {
        var label = label(for: candidate)
        let crossing = nearestCrossing(of: candidate)
        let unit = file.parent(candidate.entity).flatMap { file.kind($0) == .unit ? $0 : nil }
        guard let other = crossing ?? unit else { return label }
        let names = names(other)
        for tag in Set(["el", "en", file.language]) {
            let word = crossing == nil ? "" : (Self.nearWords[tag] ?? "near:") + " "
            label[tag] = label.text(in: tag) + " (\(word)\(names.text(in: tag)))"
        }
        return label
    }

    /// Returns a text in the gazetteer's language, Greek and English. Greek is always there because the interface
    /// requires it.
    func localized(_ local: String, english: String) -> LocalizedText {
        // Inserting in order of tags is much faster than creating the text from a dictionary.
        var texts = LocalizedText()
        texts["el"] = local
        texts["en"] = english
        if file.language != "el" { texts[file.language] = local }
        return texts
    }

    /// Returns the nearest crossing street with another name, or nil.
    private func nearestCrossing(of candidate: Candidate) -> Int? {
        guard file.kind(candidate.entity) == .street, candidate.crossing == nil else { return nil }
        let crossings = file.doors.crossings(candidate.entity - file.streetBase).filter { crossing in
            let other = Int(file.doors.crossingOther[crossing]) + file.streetBase
            return file.locals[other] != file.locals[candidate.entity]
        }
        return crossings.min { first, second in
            Planar.distance(candidate.coordinate, file.doors.coordinate(crossing: first))
                < Planar.distance(candidate.coordinate, file.doors.coordinate(crossing: second))
        }.map { Int(file.doors.crossingOther[$0]) + file.streetBase }
    }

    private func text(for candidate: Candidate, language: String, _ column: Column<UInt32>) -> String {
        func name(_ entity: Int) -> String { file.texts[Int(column[entity])] }
        let entity = candidate.entity
        var text = name(entity)
        switch file.kind(entity) {
        case .region, .postcode, .structureKind:
            return text
        case .municipality:
            return Municipality.title(text, in: language)
        case .unit:
            return (Self.unitWords[language].map { $0 + " " } ?? "") + text + around(entity, language, name)
        case .settlement, .structure:
            return text + around(entity, language, name)
        case .neighbourhood:
            return text + (file.parent(entity).map { ", " + name($0) } ?? around(entity, language, name))
        case .street:
            if let crossing = candidate.crossing {
                text += " \(Self.andWords[language] ?? "–") " + name(crossing)
            } else if candidate.kind == .address || candidate.kind == .interpolated,
                let number = candidate.door.map(file.doors.text) ?? candidate.houseNumber
            {
                text += " " + number
            }
            // Houses in a village without streets: «Άνω Πέτρα 5».
            let parent = file.parent(entity).flatMap { isNamedAlike($0, entity) ? nil : $0 }
            return text + (parent.map { ", " + name($0) } ?? around(entity, language, name))
        }
    }

    private func isNamedAlike(_ first: Int, _ second: Int) -> Bool { file.locals[first] == file.locals[second] }

    private func around(_ entity: Int, _ language: String, _ name: (Int) -> String) -> String {
        guard let row = file.municipality(entity) else { return "" }
        return ", " + Municipality.title(name(file.municipalityBase + row), in: language)
    }
}
