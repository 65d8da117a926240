/// A travel time in milliseconds, as the hierarchy adds and compares it.
///
/// Signed, so that the sum of two never overflows and vector instructions compare them on any machine.
public typealias TravelWeight = Int32

extension TravelWeight {
    /// The weight of no way: larger than any real time (12 days); twice its value still fits.
    public static let unreachable: TravelWeight = 0x3fff_ffff

    /// The sum of two weights, at most `unreachable`.
    public func adding(_ other: TravelWeight) -> TravelWeight { Swift.min(self + other, .unreachable) }

    /// Milliseconds from seconds, rounded, between 0 and `unreachable`.
    public static func milliseconds(seconds: Double) -> TravelWeight {
        guard seconds.isFinite, seconds < Double(unreachable) / 1000 else { return .unreachable }
        return TravelWeight((Swift.max(0, seconds) * 1000).rounded())
    }
}
