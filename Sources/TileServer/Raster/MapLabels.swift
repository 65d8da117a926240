internal import GeoIndex
internal import Records

/// Places the labels of a picture.
///
/// A label is omitted when it would overlap a more important one, whether that one is drawn or not. The result
/// therefore depends only on nearby labels and is the same in adjacent tiles: no label is cut at an edge, none overlap.
struct MapLabels {
    struct Label {
        var text: String
        var font: TextShaper.Font
        /// The centre on the canvas.
        var x: Double
        var y: Double
        var width: Double
        var height: Double
        /// The rank; smaller is more important.
        var rank: Int
        var isMuted: Bool
        var maximumWidth: Double

        func overlaps(_ other: Label, gap: Double) -> Bool {
            abs(x - other.x) * 2 < width + other.width + 2 * gap
                && abs(y - other.y) * 2 < height + other.height + 2 * gap
        }
    }

    let renderer: TileRenderer
    let view: MapView
    let shaper: TextShaper
    let measures: TextMeasures
    /// The centres of discs that labels avoid, on the canvas.
    let discs: [(x: Double, y: Double)]
    let discRadius: Double
    let language: Language
    /// The distance around the picture, in units, within which a label may reach into it or displace one that does.
    static let reach = 320.0
    private static let gap = 3.0

    /// The labels drawn in the picture, at least in part.
    func placed() -> [Label] {
        let all = candidates().sorted { ($0.rank, $0.text) < ($1.rank, $1.text) }
        var written: [Label] = []
        for (index, label) in all.enumerated() {
            let touches =
                label.x + label.width / 2 > 0 && label.x - label.width / 2 < view.width
                && label.y + label.height / 2 > 0 && label.y - label.height / 2 < view.height
            guard touches, !all[..<index].contains(where: { $0.overlaps(label, gap: Self.gap) }) else { continue }
            written.append(label)
        }
        return written
    }

    private func candidates() -> [Label] {
        var labels: [Label] = []
        let detail = view.detail
        let window = view.window(margin: Self.reach)
        if let columns = renderer.map.columns(.places, zoom: detail) {
            let names = (language == .english ? renderer.map.english : renderer.map.greek)
            for row in columns.features(in: window) {
                let vertex = MapVertex(word: columns.vertices[Int(columns.firstVertices[Int(columns.firstParts[row])])])
                let (x, y) = view.place(x: Double(vertex.x), y: Double(vertex.y))
                let population = Int(columns.populations[row])
                guard let text = names?[Int(columns.names[row])], !text.isEmpty else { continue }
                var own = label(text, font(population: population), x, y, rank: Int(columns.ranks[row]), isMuted: false)
                // Above or below the place where there is no disc; farther away when a disc is on the place itself.
                let steps = [4, discRadius + 2].flatMap { gap in [-1, 1].map { $0 * (own.height / 2 + gap) } }
                own.y += steps.first { !meetsDisc(own, movedBy: $0) } ?? steps[0]
                labels.append(own)
            }
        }
        guard (7..<11).contains(view.zoom) else { return labels }
        for (index, mark) in renderer.municipalityLabels.enumerated() {
            let side = Double(1 << MapPoint.bits)
            let (x, y) = view.place(x: mark.point.x * side, y: mark.point.y * side)
            guard abs(x - view.width / 2) < view.width / 2 + Self.reach,
                abs(y - view.height / 2) < view.height / 2 + Self.reach
            else { continue }
            labels.append(
                label(
                    mark.names.text(in: language), TextShaper.Font(size: 10.5), x, y, rank: 1_000_000 + index,
                    isMuted: true))
        }
        return labels
    }

    private func meetsDisc(_ label: Label, movedBy step: Double) -> Bool {
        discs.contains { disc in
            abs(disc.x - label.x) < label.width / 2 + discRadius
                && abs(disc.y - label.y - step) < label.height / 2 + discRadius
        }
    }

    private func label(
        _ text: String, _ font: TextShaper.Font, _ x: Double, _ y: Double, rank: Int, isMuted: Bool
    ) -> Label {
        let maximum = font.size * 9
        let size = measures.size(text, font, maximumWidth: maximum, shaper)
        return Label(
            text: text, font: font, x: x, y: y, width: size.width, height: size.height, rank: rank, isMuted: isMuted,
            maximumWidth: maximum)
    }

    private func font(population: Int) -> TextShaper.Font {
        let growth = min(max((view.zoom - 6) / 5, 0), 2)
        let size: Double =
            switch population {
            case 50_000...: 12 + 5 * growth
            case 10_000...: 11 + 3.5 * growth
            case 2000...: 10.5 + 2 * growth
            default: 10 + 1.2 * growth
            }
        return TextShaper.Font(size: size, isBold: population >= 5000)
    }
}
