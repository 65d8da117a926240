internal import Exchange
internal import GeoIndex
internal import Records
internal import WebSupport

/// A bounding box that features must intersect, in the units of its reference system.
struct BoxQuery {
    private let west, south, east, north: Double
    /// The reference system, longitude or x first.
    private let crs: ExchangeCRS

    static let parameter = ParameterDescription(
        "bbox", .numbers(minimum: -1e8, maximum: 1e8, least: 4, most: 6),
        summary: "Least numbers of a box, then greatest: first axis, second axis, and if need be a third that bounds "
            + "nothing here. A west above the east is a box across the 180th meridian.")
    static let crsParameter = ParameterDescription(
        "bbox-crs", .choice(ExchangeCRS.allCases.map(\.rawValue)), standard: ExchangeCRS.crs84.rawValue,
        summary: "The coordinate reference system of bbox.")

    init?(_ parameters: RequestParameters) throws(Problem) {
        guard let text = parameters.text("bbox"), let numbers = parameters.numbers("bbox") else { return nil }
        guard numbers.count != 5 else {
            throw Problem.bad(
                "bbox", came: text, expected: Phrase(el: "τέσσερις ή έξι αριθμοί", en: "four or six numbers"))
        }
        let crs = try OGCRoutes.crs(parameters, "bbox-crs") ?? .crs84
        let isLatitudeFirst = crs == .wgs84
        self.crs = isLatitudeFirst ? .crs84 : crs
        let half = numbers.count / 2
        (west, south) = isLatitudeFirst ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
        (east, north) =
            isLatitudeFirst ? (numbers[half + 1], numbers[half]) : (numbers[half], numbers[half + 1])
        guard south <= north, west <= east || self.crs == .crs84 else {
            throw Problem.bad(
                "bbox", came: text,
                expected: Phrase(
                    el: "πρώτα οι μικρότεροι αριθμοί και μετά οι μεγαλύτεροι",
                    en: "the least numbers first, then the greatest"))
        }
    }

    func contains(_ coordinate: Coordinate) -> Bool {
        let (x, y) = crs.numbers(coordinate)
        return meets(x...x, y...y)
    }

    /// Whether a box in degrees intersects it, tested with the corners projected to its reference system.
    func meets(_ box: BoundingBox) -> Bool {
        let corners = [
            (box.west, box.south), (box.west, box.north), (box.east, box.south), (box.east, box.north),
        ].map { crs.numbers(Coordinate(longitude: $0.0, latitude: $0.1)) }
        let (xs, ys) = (corners.map(\.0).sorted(), corners.map(\.1).sorted())
        return meets(xs[0]...xs[3], ys[0]...ys[3])
    }

    private func meets(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Bool {
        let isBetween =
            west > east ? x.upperBound >= west || x.lowerBound <= east : x.upperBound >= west && x.lowerBound <= east
        return isBetween && y.upperBound >= south && y.lowerBound <= north
    }
}

/// The `datetime` parameter. Our features have no time and therefore match any (/req/core/fc-time-response, C), so it
/// is only validated.
enum TimeQuery {
    static let parameter = ParameterDescription(
        "datetime", .text(maximum: 90), form: .interval,
        summary: "A moment or an interval (RFC 3339), `..` for an open end; matches all, as no feature has a time.")

    static func check(_ parameters: RequestParameters) throws(Problem) {
        guard let text = parameters.text("datetime") else { return }
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        let isInterval = ends.count == 2
        let moments = ends.filter { !isInterval || ($0 != ".." && !$0.isEmpty) }.map(instant)
        let known = moments.compactMap(\.self)
        guard ends.count <= 2, let first = known.first, known.count == moments.count, first <= known[known.count - 1]
        else {
            throw Problem.bad(
                "datetime", came: text,
                expected: TextForm.interval.expectation)
        }
    }

    /// The instant of a full date-time of RFC 3339, or the start of a date.
    private static func instant(_ text: Substring) -> UTCInstant? {
        guard text.utf8.count == 10 || text.utf8.count >= 20 else { return nil }
        return TimeText.instant(text, in: .utc)
    }
}
