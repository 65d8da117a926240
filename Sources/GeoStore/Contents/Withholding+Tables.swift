internal import Foundation
internal import Geocoding
internal import Records

/// The tables beside the structures: services, organisations, kinds and places.
extension Withholding {
    /// Removes revealing texts from a service of the structure `id`, in all languages.
    mutating func clean(_ service: inout StructureService, of id: String, source: String, position: String) {
        guard !guards.isEmpty else { return }
        let withholding = self
        let isWithheld = guards[id] != nil
        let fields = service.removeTexts { field, text in
            isWithheld ? withholding.isRevealed(id, field, text) : withholding.isPlaceRevealed(by: text, of: id)
        }
        for field in fields {
            let words =
                isWithheld
                ? "structure \(identifiers[id] ?? id) must not be located, but its \(field) may tell where it is"
                : "structure \(id): its \(field) may tell where a structure is that must not be located"
            findings.append(
                Finding(
                    .withheldText, .error, source: source, position: position, "\(words): the \(field) is withheld"))
        }
    }

    /// Removes from organisations what reveals withheld structures: any hint when they run one, otherwise the address.
    mutating func clean(_ organisations: inout [Organisation]) {
        guard !guards.isEmpty else { return }
        for index in organisations.indices {
            let body = organisations[index]
            let structures = (run[body.id] ?? []).sorted()
            func reveals(_ text: String) -> Bool {
                isPlaceRevealed(by: text, of: nil)
                    || structures.contains { isRevealed($0, "", text, besides: body.phone) }
            }
            let id = bodies[body.id] ?? body.id
            var fields = id == body.id ? [] : ["id"]
            organisations[index].id = id
            organisations[index].parent = body.parent.map { bodies[$0] ?? $0 }
            for entry in body.names.entries where reveals(entry.text) {
                organisations[index].names[entry.tag] = nil
                fields.append("names")
            }
            let links: [(String, WritableKeyPath<Organisation, String?>)] = [
                ("legalForm", \.legalForm), ("email", \.email), ("website", \.website),
            ]
            for (name, field) in links where body[keyPath: field].map(reveals) == true {
                organisations[index][keyPath: field] = nil
                fields.append(name)
            }
            // An organisation's own number is published unless it is that of the place.
            if let phone = body.phone,
                structures.compactMap({ guards[$0] }).contains(where: { structure in
                    structure.secrets.isRevealed(byIdentifier: ExaminedText(phone))
                        && PlaceSecrets.isOtherPhone(ExaminedText(phone), than: structure.phone)
                })
            {
                organisations[index].phone = nil
                fields.append("phone")
            }
            if organisations[index].names.isEmpty { organisations[index].names = LocalizedText(["und": "–"]) }
            for field in fields {
                findings.append(
                    Finding(
                        .withheldText, .error, source: "", position: "",
                        "organisation \(id): its \(field) may tell where a structure is that must not be located:"
                            + " the \(field) is withheld"))
            }
        }
    }

    /// Removes from kinds the names and synonyms that reveal a place.
    ///
    /// - Parameter positions: By code, the source and the position of each row of a kind.
    mutating func clean(_ kinds: inout [StructureKind], positions: [String: [(source: String, position: String)]]) {
        guard !guards.isEmpty else { return }
        for index in kinds.indices {
            let kind = kinds[index]
            var fields: [String] = []
            for entry in kind.names.entries where isTold(by: entry.text) {
                kinds[index].names[entry.tag] = nil
                fields.appendNew("names")
            }
            if kinds[index].names.isEmpty { kinds[index].names = LocalizedText(["und": "–"]) }
            kinds[index].synonyms.removeAll(where: isTold)
            if kinds[index].synonyms.count < kind.synonyms.count { fields.append("synonyms") }
            for field in fields {
                for row in positions[kind.code] ?? [("", "")] {
                    report(field, ofShared: "kind \(kind.code)", source: row.source, position: row.position)
                }
            }
        }
    }

    /// Removes from places the names that reveal the place of a structure, and places that then have no name.
    mutating func clean(_ places: inout [StoredPlace]) {
        guard !guards.isEmpty else { return }
        for index in places.indices {
            let given = places[index].place
            for entry in given.names.entries where isTold(by: entry.text) { places[index].place.names[entry.tag] = nil }
            places[index].place.formerNames.removeAll(where: isTold)
            let removed = [
                ("names", places[index].place.names.entries.count < given.names.entries.count),
                ("formerNames", places[index].place.formerNames.count < given.formerNames.count),
            ]
            for (field, isRemoved) in removed where isRemoved {
                report(
                    field, ofShared: "a place", source: places[index].source,
                    position: places[index].position)
            }
        }
        places.removeAll(where: \.place.names.isEmpty)
    }

    /// Removes from titles and attributions of sources what reveals a place.
    mutating func clean(_ sources: inout [StoredSource]) {
        guard !guards.isEmpty else { return }
        for index in sources.indices {
            var fields: [String] = []
            for (tag, title) in sources[index].title where isTold(by: title) {
                sources[index].title[tag] = nil
                fields.appendNew("title")
            }
            let texts: [(String, WritableKeyPath<StoredSource, String>)] = [
                ("attribution", \.attribution), ("licence", \.licence), ("url", \.url),
            ]
            for (field, path) in texts where isTold(by: sources[index][keyPath: path]) {
                sources[index][keyPath: path] = "–"
                fields.append(field)
            }
            for field in fields {
                report(field, ofShared: "a source", source: sources[index].id, position: "sources.json")
            }
        }
    }

    /// Removes the texts in the region's files that reveal a place: those in lists, and others for a dash in their place.
    /// A file that cannot be used after that is left out.
    mutating func clean(_ files: inout [SourceCatalog.RegionFile: [UInt8]]) {
        guard !guards.isEmpty else { return }
        for file in SourceCatalog.RegionFile.allCases {
            guard let bytes = files[file], let json = try? StrictJSON(bytes) else { continue }
            let name = "\(file.rawValue).json"
            var paths: [String] = []
            let cleaned = withoutPlaces(json, at: "$", &paths)
            guard !paths.isEmpty else { continue }
            var writer = JSONWriter()
            writer.value(cleaned)
            let isUsable = (try? StoredRegionFile.check(writer.bytes, file, name: name)) != nil
            files[file] = isUsable ? writer.bytes : nil
            for path in paths {
                report(path, ofShared: name, source: "", position: "\(name): \(path)")
            }
            if !isUsable {
                findings.append(
                    Finding(
                        .withheldText, .error, source: "", position: name,
                        "\(name) cannot be used without these texts: the whole file is left out"))
            }
        }
    }

    private func withoutPlaces(_ json: StrictJSON, at path: String, _ paths: inout [String]) -> StrictJSON {
        switch json {
        case .string(let text) where isTold(by: text):
            paths.append(path)
            return .string("–")
        case .array(let values):
            return .array(
                values.enumerated().compactMap { index, value in
                    let count = paths.count
                    let cleaned = withoutPlaces(value, at: "\(path)[\(index)]", &paths)
                    if case .string = value, paths.count > count { return nil }
                    return cleaned
                })
        case .object(let members):
            return .object(
                members.enumerated().map { index, member in
                    // A name can hold a place as well as a value; the error then must not repeat it.
                    let isTelling = isTold(by: member.key)
                    let key = isTelling ? "–\(index)" : member.key
                    if isTelling { paths.append("\(path).\(key)") }
                    return StrictJSON.Member(key: key, value: withoutPlaces(member.value, at: "\(path).\(key)", &paths))
                })
        default: return json
        }
    }

    private mutating func report(_ field: String, ofShared what: String, source: String, position: String) {
        findings.append(
            Finding(
                .withheldText, .error, source: source, position: position,
                "\(what): its \(field) may tell where a structure is that must not be located: the \(field) is withheld"
            ))
    }
}

extension [String] {
    fileprivate mutating func appendNew(_ text: String) {
        if !contains(text) { append(text) }
    }
}
