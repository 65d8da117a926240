public import GeoIndex
internal import Records

extension GazetteerBuilder {
    /// Identifies gazetteer files.
    public static let fileKind = FileKind(literal: "GAZT")
    /// Name of the gazetteer file in a dataset's directory.
    public static let fileName = "gazetteer.plz"

    /// Groups streets, finds crossings, builds every index and returns the writer of the file. O(n log n).
    ///
    /// Call it once; it leaves the builder empty.
    public mutating func finish() -> PackedFileWriter {
        var writer = PackedFileWriter(kind: Self.fileKind)
        dropOutranked()
        nameUnits()
        var streets = groupStreets()
        var table = EntityTable(self)
        table.sort(&streets)
        table.addStreets(streets, language: settings.language)
        collectPostcodes(streets)
        table.addPostcodes(postcodes)
        table.addStructureKinds(structureKinds)
        for index in streets.indices { streets[index].doors.sort(by: Self.isOrdered) }
        writeEntries(&table, NameIndex(), into: &writer)
        writeStreets(streets, table, into: &writer)
        writeTrees(streets, table, into: &writer)
        writer.add(
            "settings.texts",
            texts: [settings.language]
                + settings.postcodes.flatMap { [$0.shape] + [$0.prefixes.joined(separator: " ")] })
        // Structures are not part of them, because they can be replaced.
        let bounds = settings.bounds ?? table.bounds
        writer.add("settings.bounds", [bounds.west, bounds.south, bounds.east, bounds.north])
        return writer
    }

    /// Returns the writer of the file of `geocoder` with the structures that were added in the place of its own.
    ///
    /// The file has the same bytes as one built from the places and streets of `geocoder` and these structures. Whatever
    /// else was added is ignored. O(n log n) in the names of the file; nothing of its streets and doors is read.
    public func finish(replacingStructuresOf geocoder: Geocoder) -> PackedFileWriter {
        var changed = PackedFileWriter(kind: Self.fileKind)
        var table = EntityTable(geocoder.file)
        writeEntries(&table, NameIndex(geocoder.file), into: &changed)
        return PackedFileWriter(geocoder.packed, replacing: changed)
    }

    /// Adds the structures to the entries of everything else, and writes the entries and their names.
    ///
    /// - Parameter names: The names that entries of `table` have which it does not know: those read from a file.
    private func writeEntries(_ table: inout EntityTable, _ names: NameIndex, into writer: inout PackedFileWriter) {
        var names = names
        table.addStructures(structures)
        table.addNames(to: &names)
        writeNames(names, table, into: &writer)
        table.write(into: &writer)
    }

    /// Removes places with an approximate position that have an exact one in another source.
    private mutating func dropOutranked() {
        struct Named: Hashable {
            var name: String
            var municipality: Int?
        }
        func named(_ place: Entity) -> [Named] {
            place.names.entries.map { Named(name: TextFolding.fold($0.text), municipality: place.municipality) }
        }
        let exact = Set(places.lazy.filter { $0.accuracyMetres == nil }.flatMap(named))
        places.removeAll { $0.accuracyMetres != nil && named($0).contains(where: exact.contains) }
    }

    /// Converts names of units from capitals to normal case.
    private mutating func nameUnits() {
        guard !units.isEmpty else { return }
        var known = Array(communities)
        for entity in municipalities + places { known += entity.names.entries.map(\.text) }
        let capitals = CapitalNames(knowing: known)
        for index in units.indices {
            let name = units[index].names[settings.language] ?? ""
            units[index].names = LocalizedText([settings.language: capitals.written(NameForms.split(name).name)])
        }
    }

    private static func isOrdered(_ a: Door, _ b: Door) -> Bool {
        if a.number.value != b.number.value { return a.number.value < b.number.value }
        let (mine, theirs) = (DoorTails.Order(a.number), DoorTails.Order(b.number))
        if mine != theirs { return mine < theirs }
        if a.isInterpolated != b.isInterpolated { return b.isInterpolated }
        return (a.coordinate.longitude, a.coordinate.latitude) < (b.coordinate.longitude, b.coordinate.latitude)
    }

    /// Adds the postal codes of doors, at the mean position of their doors.
    private mutating func collectPostcodes(_ streets: [Street]) {
        var sums: [String: (x: Double, y: Double, count: Int)] = [:]
        for street in streets {
            for door in street.doors {
                guard let code = door.postcode, !code.isEmpty else { continue }
                let sum = sums[code] ?? (0, 0, 0)
                sums[code] = (sum.x + door.coordinate.longitude, sum.y + door.coordinate.latitude, sum.count + 1)
            }
        }
        for (code, sum) in sums where postcodes[code] == nil {
            postcodes[code] = (
                Coordinate(longitude: sum.x / Double(sum.count), latitude: sum.y / Double(sum.count)), sum.count
            )
        }
    }

    /// Writes the names, the entries that have them, and the key tables.
    private func writeNames(_ index: NameIndex, _ table: EntityTable, into writer: inout PackedFileWriter) {
        let names = index.names
        let weights = names.map { name in name.holders.map { table.entities[Int($0.entity)].weight }.max() ?? 0 }
        let rows = KeyTable.build(
            zip(names, weights).map { KeyTable.Entry(words: $0.keys, weight: $1) }, into: &writer, prefix: "sound")
        KeyTable.build(
            zip(names, weights).map { KeyTable.Entry(words: $0.keys.map(WordStem.stem), weight: $1) }, into: &writer,
            prefix: "stem")
        KeyTable.build(
            zip(names, weights).map { KeyTable.Entry(words: $0.spelling, weight: $1) }, into: &writer,
            prefix: "spelling")
        var firstRow: [UInt32] = [0]
        var firstHolder: [UInt32] = [0]
        var holders: [UInt32] = []
        var roles: [UInt8] = []
        var namesOf = [[UInt32]](repeating: [], count: table.entities.count)
        for (row, name) in names.enumerated() {
            firstRow.append(firstRow[row] + UInt32(rows[row].count))
            // Areas first, then by weight, descending.
            let sorted = name.holders.sorted { a, b in
                let (left, right) = (table.entities[Int(a.entity)], table.entities[Int(b.entity)])
                if left.kind.isArea != right.kind.isArea { return left.kind.isArea }
                return left.weight != right.weight ? left.weight > right.weight : a.entity < b.entity
            }
            for holder in sorted {
                holders.append(holder.entity)
                roles.append(holder.role.rawValue)
                namesOf[Int(holder.entity)].append(UInt32(row))
            }
            firstHolder.append(UInt32(holders.count))
        }
        writer.add("name.folded", texts: names.map(\.folded))
        writer.add("name.words", names.map { UInt8($0.keys.count) })
        writer.add("name.optional", names.map(\.optional))
        writer.add("name.firstRow", firstRow)
        writer.add("name.row", rows.flatMap { $0 })
        writer.add("name.firstBearer", firstHolder)
        writer.add("name.bearer", holders)
        writer.add("name.role", roles)
        writer.add("entity.firstName", namesOf.reduce(into: [UInt32(0)]) { $0.append($0.last! + UInt32($1.count)) })
        writer.add("entity.name", namesOf.flatMap { $0 })
    }
}
