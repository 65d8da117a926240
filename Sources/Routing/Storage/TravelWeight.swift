/// A travel time in milliseconds, as the hierarchy adds and compares it.
///
/// Signed, so that two of them add without overflow and compare four at a time on any machine.
public typealias TravelWeight = Int32

extension TravelWeight {
    /// No way: larger than every real time (12 days), and twice it still fits.
    public static let unreachable: TravelWeight = 0x3fff_ffff

    /// The sum of two weights, never above `unreachable`.
    public func adding(_ other: TravelWeight) -> TravelWeight { Swift.min(self + other, .unreachable) }

    /// Milliseconds from a number of seconds, rounded, between 0 and `unreachable`.
    public static func milliseconds(seconds: Double) -> TravelWeight {
        guard seconds.isFinite, seconds < Double(unreachable) / 1000 else { return .unreachable }
        return TravelWeight((Swift.max(0, seconds) * 1000).rounded())
    }
}
