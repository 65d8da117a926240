import GeoIndex
import Records

/// Structures in an invented region of 25 municipalities, with varied hours and details; the same for the same seed.
struct GeneratedServices {
    /// SplitMix64 as numbers from 0 to 1.
    struct Numbers {
        var state: UInt64

        mutating func next() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((value ^ (value >> 31)) >> 11) / Double(1 << 53)
        }

        mutating func below(_ count: Int) -> Int { min(Int(next() * Double(count)), count - 1) }
    }

    let contents: DatasetContents

    init(count: Int, seed: UInt64) {
        var random = Numbers(state: seed)
        let municipalities = (0..<25).map { index -> DatasetContents.MunicipalArea in
            let (west, south) = (20 + Double(index % 5), 38 + 0.4 * Double(index / 5))
            let corners = [(0.0, 0.0), (1, 0), (1, 0.4), (0, 0.4), (0, 0)].map {
                Coordinate(longitude: west + $0.0, latitude: south + $0.1)
            }
            return .init(
                municipality: Municipality(
                    code: "\(index)", names: LocalizedText(["en": "Town \(index)"]), outline: .surveyed),
                outline: [Polygon(rings: [corners])])
        }
        let kinds = (0..<20).map {
            StructureKind(code: "k\($0)", names: LocalizedText(["en": "Kind \($0)"]), isMunicipal: $0 < 10)
        }
        let structures = (0..<count).map { Self.structure($0, &random) }
        contents = DatasetContents(
            region: RegionDescription(
                code: "made-up", names: LocalizedText(["en": "Made up"]), language: "en", dataDate: "2026-01-01"),
            kinds: kinds, municipalities: municipalities, structures: structures)
    }

    private static func structure(_ index: Int, _ random: inout Numbers) -> Structure {
        let longitude = 20 + 5 * random.next()
        let latitude = 38 + 2 * random.next()
        var details = StructureDetails()
        details.accessibility[.stepFree] = [nil, true, false][random.below(3)]
        details.languages = [[], ["el"], ["el", "en"], ["sq"], ["ar", "el"]][random.below(5)]
        details.audiences = [[], ["homeless"], ["children"], ["elderly", "homeless"]][random.below(4)]
        details.cost = [nil, .free, .paid][random.below(3)]
        let hour = 7 + random.below(4)
        let texts: [String?] = [
            nil, "Mo-Fr 0\(min(hour, 9)):\(10 + random.below(50))-15:\(10 + random.below(50)); PH off", "24/7",
            "Mo,We,Fr 10:00-14:00; PH,SH off", "Mo-Sa 08:00-14:00,17:00-20:30",
        ]
        return Structure(
            id: "s\(index)", kind: "k\(random.below(20))", names: LocalizedText(["en": "Structure \(index)"]),
            municipality: "\(min(Int(longitude - 20), 4) + 5 * min(Int((latitude - 38) / 0.4), 4))",
            openingHours: texts[random.below(5)], status: .active,
            coordinate: Coordinate(longitude: longitude, latitude: latitude), details: details)
    }
}
