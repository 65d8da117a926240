internal import GeoIndex

extension GazetteerBuilder {
    /// Writes doors, lines and crossings of all streets, in street order.
    func writeStreets(_ streets: [Street], _ table: EntityTable, into writer: inout PackedFileWriter) {
        writeDoors(streets, table, into: &writer)
        writePaths(streets, into: &writer)
        writeCrossings(streets, into: &writer)
    }

    private func writeDoors(_ streets: [Street], _ table: EntityTable, into writer: inout PackedFileWriter) {
        let codes = table.postcodeRows()
        let tails = DoorTails(streets.lazy.flatMap(\.doors).map(\.number))
        var first: [UInt32] = [0]
        var values: [UInt32] = []
        var tailRows: [UInt32] = []
        var longitudes: [Int32] = []
        var latitudes: [Int32] = []
        var postcodes: [UInt16] = []
        var streetCodes: [UInt16] = []
        for street in streets {
            var count: [UInt16: Int] = [:]
            for door in street.doors {
                var value = UInt32(door.number.value) << 2
                if door.isInterpolated { value |= DoorColumns.interpolated }
                if door.isMember { value |= DoorColumns.member }
                values.append(value)
                tailRows.append(tails.row(of: door.number))
                longitudes.append(FixedCoordinate.encode(door.coordinate.longitude))
                latitudes.append(FixedCoordinate.encode(door.coordinate.latitude))
                let code = door.postcode.flatMap { codes[$0] } ?? 0xFFFF
                postcodes.append(code)
                if code != 0xFFFF { count[code, default: 0] += 1 }
            }
            first.append(UInt32(values.count))
            streetCodes.append(count.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0xFFFF)
        }
        writer.add("street.firstDoor", first)
        writer.add("street.postcode", streetCodes)
        writer.add("door.value", values)
        writer.add("door.tail", tailRows)
        writer.add("door.lon", longitudes)
        writer.add("door.lat", latitudes)
        writer.add("door.postcode", postcodes)
        writer.add("tail", texts: tails.texts)
        writer.add("tail.key", texts: tails.keys)
    }

    private func writePaths(_ streets: [Street], into writer: inout PackedFileWriter) {
        var firstPath: [UInt32] = [0]
        var firstVertex: [UInt32] = [0]
        var longitudes: [Int32] = []
        var latitudes: [Int32] = []
        for street in streets {
            for path in street.paths {
                for vertex in path {
                    longitudes.append(FixedCoordinate.encode(vertex.longitude))
                    latitudes.append(FixedCoordinate.encode(vertex.latitude))
                }
                firstVertex.append(UInt32(longitudes.count))
            }
            firstPath.append(UInt32(firstVertex.count - 1))
        }
        writer.add("street.firstPath", firstPath)
        writer.add("path.firstVertex", firstVertex)
        writer.add("path.lon", longitudes)
        writer.add("path.lat", latitudes)
    }

    /// Writes the crossings: nodes that ways of two to eight streets share.
    private func writeCrossings(_ streets: [Street], into writer: inout PackedFileWriter) {
        struct Use {
            var node: Int64
            var street: UInt32
            var coordinate: Coordinate
        }
        var uses: [Use] = []
        for (index, street) in streets.enumerated() {
            for (nodes, path) in zip(street.nodes, street.paths) {
                for (node, vertex) in zip(nodes, path) {
                    uses.append(Use(node: node, street: UInt32(index), coordinate: vertex))
                }
            }
        }
        uses.sort { ($0.node, $0.street) < ($1.node, $1.street) }
        var crossings: [(street: UInt32, other: UInt32, coordinate: Coordinate)] = []
        var start = 0
        while start < uses.count {
            var end = start + 1
            while end < uses.count, uses[end].node == uses[start].node { end += 1 }
            var met: [UInt32] = []
            for use in uses[start..<end] where met.last != use.street { met.append(use.street) }
            if met.count > 1, met.count <= 8 {
                for street in met {
                    for other in met where other != street {
                        crossings.append((street, other, uses[start].coordinate))
                    }
                }
            }
            start = end
        }
        crossings.sort {
            ($0.street, $0.other, $0.coordinate.longitude, $0.coordinate.latitude)
                < ($1.street, $1.other, $1.coordinate.longitude, $1.coordinate.latitude)
        }
        var first = [UInt32](repeating: 0, count: streets.count + 1)
        for crossing in crossings { first[Int(crossing.street) + 1] += 1 }
        for index in streets.indices { first[index + 1] += first[index] }
        writer.add("street.firstCrossing", first)
        writer.add("crossing.other", crossings.map(\.other))
        writer.add("crossing.lon", crossings.map { FixedCoordinate.encode($0.coordinate.longitude) })
        writer.add("crossing.lat", crossings.map { FixedCoordinate.encode($0.coordinate.latitude) })
    }
}
