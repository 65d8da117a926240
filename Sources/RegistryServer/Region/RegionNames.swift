internal import Locator
internal import Records
internal import Registry
internal import TileServer

extension Visit {
    /// The name of a code of a field; the code itself when the dataset does not know it.
    func name(ofCode code: String, in field: DirectoryField) -> String {
        let names: LocalizedText? =
            switch field {
            case .kind: region?.dataset.kind(code: code)?.names
            case .municipality: region?.dataset.municipality(code: code)?.names
            case .organisation: region?.dataset.organisation(id: code)?.names
            default: nil
            }
        return names?.text(in: language) ?? FieldNames.name(ofCode: code, in: field)[language]
    }

    /// Where a role is granted.
    func name(of place: Grant.Place) -> String {
        switch place {
        case .municipality(let code): name(ofCode: code, in: .municipality)
        case .region: words("όλη η Περιφέρεια", "the whole region")
        }
    }

    /// A role with the place in which it is granted.
    func name(of grant: Grant) -> String {
        "\(FieldNames.name(of: grant.role)[language]) (\(name(of: grant.place)))"
    }

    /// A value as people read it; a dash for none.
    func shown(_ value: StrictJSON?, of field: DirectoryField) -> String {
        switch value {
        case nil, .null?: return "–"
        case .bool(let flag)?: return flag ? words("ναι", "yes") : words("όχι", "no")
        case .string(let text)?: return name(ofCode: text, in: field)
        case .number(let number)?: return Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .array(let values)?: return values.map { shown($0, of: field) }.joined(separator: "\n")
        case .object(let members)?:
            if field == .position, let point = PlacedPoint(value) { return point.words(self) }
            return members.map { member in
                let name = member.key == "el" || member.key == "en" ? FieldNames.part(member.key)[language] : member.key
                return "\(name): \(shown(member.value, of: field))"
            }.joined(separator: "\n")
        }
    }

    /// The choices of a field of codes, by name; `chosen` is among them even if it is unknown. Nil without a dataset, and
    /// for a field that is not chosen.
    ///
    /// - Parameter organisations: Those that may be chosen.
    func choices(
        of field: DirectoryField, organisations: [String], chosen: String
    ) -> [PageField.Option]? {
        guard let dataset = region?.dataset else { return nil }
        let codes: [String]
        switch field {
        case .kind: codes = dataset.kinds.map(\.code)
        case .municipality: codes = municipalities(dataset)
        case .organisation: codes = organisations
        default: return nil
        }
        return options(codes, of: field, chosen: chosen)
    }

    /// All municipalities of the region as choices; nil without a dataset.
    func allMunicipalities(chosen: String) -> [PageField.Option]? {
        region.map { options($0.dataset.municipalities.map(\.code), of: .municipality, chosen: chosen) }
    }

    private func options(_ codes: [String], of field: DirectoryField, chosen: String) -> [PageField.Option] {
        let unknown = chosen.isEmpty || codes.contains(chosen) ? [] : [chosen]
        return (codes + unknown).map { (code: $0, name: name(ofCode: $0, in: field)) }
            .sorted { ($0.name, $0.code) < ($1.name, $1.code) }
            .map { PageField.Option(code: $0.code, name: $0.name, isChosen: $0.code == chosen) }
    }

    /// The municipalities whose structures the person may draft.
    private func municipalities(_ dataset: Dataset) -> [String] {
        guard let scope = try? session?.scope(for: .draft, now: home.now()) else { return [] }
        return scope.isEverything ? dataset.municipalities.map(\.code) : scope.municipalities.sorted()
    }
}
