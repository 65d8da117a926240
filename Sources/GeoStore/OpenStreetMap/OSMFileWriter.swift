internal import GeoIndex

/// Writes an OpenStreetMap XML file with nodes and ways, numbered from 1 in the order they are added.
struct OSMFileWriter {
    private var nodes: [UInt8] = []
    private var ways: [UInt8] = []
    private var nodeCount = 0
    private var wayCount = 0

    /// Adds a node and returns its number. Positions are rounded to 7 decimals.
    mutating func node(_ coordinate: Coordinate) -> Int {
        nodeCount += 1
        let position = " lat=\"\(Self.degrees(coordinate.latitude))\" lon=\"\(Self.degrees(coordinate.longitude))\"/>\n"
        nodes += Array("  <node id=\"\(nodeCount)\" version=\"1\"\(position)".utf8)
        return nodeCount
    }

    /// Adds a way; one with fewer than two nodes is ignored.
    mutating func way(_ refs: [Int], _ tags: [(key: String, value: String)]) {
        guard refs.count > 1 else { return }
        wayCount += 1
        var text = "  <way id=\"\(wayCount)\" version=\"1\">"
        for ref in refs { text += "<nd ref=\"\(ref)\"/>" }
        for tag in tags { text += "<tag k=\"\(Self.escaped(tag.key))\" v=\"\(Self.escaped(tag.value))\"/>" }
        ways += Array((text + "</way>\n").utf8)
    }

    /// The complete file.
    func bytes(bounds: BoundingBox?) -> [UInt8] {
        var head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        head += "<osm version=\"0.6\" generator=\"\(OSMHeader.sampleGenerator)\">\n"
        if let bounds, bounds.west <= bounds.east {
            head += "  <bounds minlat=\"\(Self.degrees(bounds.south))\" minlon=\"\(Self.degrees(bounds.west))\""
            head += " maxlat=\"\(Self.degrees(bounds.north))\" maxlon=\"\(Self.degrees(bounds.east))\"/>\n"
        }
        return Array(head.utf8) + nodes + ways + Array("</osm>\n".utf8)
    }

    private static func degrees(_ value: Double) -> String {
        let units = Int((value * 1e7).rounded())
        let digits = String(units.magnitude % 10_000_000)
        let sign = units < 0 ? "-" : ""
        return "\(sign)\(units.magnitude / 10_000_000).\(String(repeating: "0", count: 7 - digits.count))\(digits)"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // XML 1.0 allows no other control characters, not even escaped.
            case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
