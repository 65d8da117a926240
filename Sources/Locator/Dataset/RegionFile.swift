internal import GeoIndex
internal import Records

/// `region.plz`: the description of the region, kinds, municipalities and outlines, organisations and rule files.
struct RegionFile: Sendable {
    static let kind = FileKind(literal: "REGN")
    static let name = "region.plz"
    static let areasPrefix = "areas"
    static let programmesName = "programmes"

    let description: RegionDescription
    let kinds: [StructureKind]
    let municipalities: [Municipality]
    let areas: AreaIndex
    let organisations: [Organisation]
    let expected: [ExpectedKind]
    let calendar: [UInt8]?
    let programmes: [UInt8]?
    let help: [UInt8]?
    let needs: [UInt8]?

    static func writer(_ contents: DatasetContents) -> PackedFileWriter {
        var writer = PackedFileWriter(kind: kind)
        let region = contents.region
        writer.add("region", texts: [region.code, region.names.packed, region.language, region.dataDate])
        writer.add("notes", texts: region.notes.map(\.packed))
        writer.add(
            "credits",
            texts: region.credits.flatMap {
                [$0.id, $0.title.packed, $0.attribution, $0.licence, $0.url, $0.dataDate ?? ""]
            })
        writer.add(
            "kinds",
            texts: contents.kinds.flatMap {
                [$0.code, $0.names.packed, $0.synonyms.joined(separator: "\u{1E}"), $0.pictogram]
            })
        writer.add("kinds.flags", contents.kinds.map { UInt8(($0.isMunicipal ? 1 : 0) | ($0.isRedacted ? 2 : 0)) })

        let municipalities = contents.municipalities.map(\.municipality)
        writer.add(
            "municipalities",
            texts: municipalities.flatMap {
                [
                    $0.code, $0.alternativeCode ?? "", $0.names.packed, $0.formerNames.joined(separator: "\u{1E}"),
                    $0.regionalUnit.packed, $0.seatNames.packed, $0.outline.rawValue,
                    $0.otherNames.joined(separator: "\u{1E}"),
                ]
            })
        writer.add("municipalities.seat.lon", municipalities.map { $0.seat?.longitude ?? .nan })
        writer.add("municipalities.seat.lat", municipalities.map { $0.seat?.latitude ?? .nan })
        writer.add("municipalities.population", municipalities.map { Int64($0.population ?? -1) })
        writer.add("municipalities.year", municipalities.map { Int32($0.populationYear ?? -1) })
        writer.add("municipalities.km2", municipalities.map { $0.squareKilometres ?? .nan })
        writer.add(
            "organisations",
            texts: contents.organisations.sorted { $0.id < $1.id }.flatMap {
                [
                    $0.id, $0.names.packed, $0.legalForm ?? "", $0.parent ?? "", $0.phone ?? "", $0.email ?? "",
                    $0.website ?? "",
                ]
            })
        writer.add("expected", texts: contents.expected.flatMap { [$0.kind, $0.municipality ?? ""] })
        writer.add("calendar", contents.calendar ?? [])
        writer.add(programmesName, contents.programmes ?? [])
        writer.add("help", contents.help ?? [])
        writer.add("needs", contents.needs ?? [])
        AreaIndex.build(areas: contents.municipalities.map(\.outline), into: &writer, prefix: areasPrefix)
        return writer
    }

    init(_ file: PackedFile) throws(PackedFileError) {
        let region = try file.records("region", of: 4)
        guard let head = region.first, region.count == 1 else {
            throw .malformed(
                path: file.path, part: "section \"region\"", found: "\(region.count) records", expected: "one")
        }
        description = RegionDescription(
            code: head[0], names: LocalizedText(packed: head[1]), language: head[2], dataDate: head[3],
            credits: try file.records("credits", of: 6).map {
                RegionDescription.Credit(
                    id: $0[0], title: LocalizedText(packed: $0[1]), attribution: $0[2], licence: $0[3], url: $0[4],
                    dataDate: $0[5].orNil)
            },
            notes: try file.texts("notes").map(LocalizedText.init(packed:)))

        let kindRows = try file.records("kinds", of: 4)
        let flags = try file.column("kinds.flags", as: UInt8.self)
        try file.require(flags.count == kindRows.count, "kinds", "as many flags as kinds")
        kinds = kindRows.indices.map { row in
            StructureKind(
                code: kindRows[row][0], names: LocalizedText(packed: kindRows[row][1]),
                synonyms: kindRows[row][2].split(separator: "\u{1E}").map(String.init), pictogram: kindRows[row][3],
                isMunicipal: flags[row] & 1 != 0, isRedacted: flags[row] & 2 != 0)
        }

        let rows = try file.records("municipalities", of: 8)
        let longitude = try file.column("municipalities.seat.lon", as: Double.self)
        let latitude = try file.column("municipalities.seat.lat", as: Double.self)
        let population = try file.column("municipalities.population", as: Int64.self)
        let year = try file.column("municipalities.year", as: Int32.self)
        let area = try file.column("municipalities.km2", as: Double.self)
        try file.require(
            [longitude.count, latitude.count, population.count, year.count, area.count].allSatisfy { $0 == rows.count },
            "municipalities", "sections of one length")
        municipalities = rows.indices.map { row in
            Municipality(
                code: rows[row][0], alternativeCode: rows[row][1].orNil, names: LocalizedText(packed: rows[row][2]),
                formerNames: rows[row][3].split(separator: "\u{1E}").map(String.init),
                otherNames: rows[row][7].split(separator: "\u{1E}").map(String.init),
                regionalUnit: LocalizedText(packed: rows[row][4]), seatNames: LocalizedText(packed: rows[row][5]),
                seat: longitude[row].isNaN
                    ? nil : Coordinate(longitude: longitude[row], latitude: latitude[row]),
                population: population[row] < 0 ? nil : Int(population[row]),
                populationYear: year[row] < 0 ? nil : Int(year[row]),
                squareKilometres: area[row].isNaN ? nil : area[row],
                outline: Municipality.Outline(rawValue: rows[row][6]) ?? .none)
        }
        organisations = try file.records("organisations", of: 7).map {
            Organisation(
                id: $0[0], names: LocalizedText(packed: $0[1]), legalForm: $0[2].orNil, parent: $0[3].orNil,
                phone: $0[4].orNil, email: $0[5].orNil, website: $0[6].orNil)
        }
        expected = try file.records("expected", of: 2).map { ExpectedKind(kind: $0[0], municipality: $0[1].orNil) }
        let calendar = Array(try file.column("calendar", as: UInt8.self))
        self.calendar = calendar.isEmpty ? nil : calendar
        let programmes = Array(try file.column(Self.programmesName, as: UInt8.self))
        self.programmes = programmes.isEmpty ? nil : programmes
        let help = Array(try file.column("help", as: UInt8.self))
        self.help = help.isEmpty ? nil : help
        let needs = Array(try file.column("needs", as: UInt8.self))
        self.needs = needs.isEmpty ? nil : needs
        areas = try AreaIndex(file: file, prefix: Self.areasPrefix)
    }
}
