/// Formats degrees for people.
public enum PlainDegrees {
    /// Returns `degrees` with at most six decimals, about a decimetre, without trailing zeros.
    public static func text(_ degrees: Double) -> String {
        guard degrees.isFinite, abs(degrees) < 1e6 else { return "\(degrees)" }
        let scaled = Int((degrees * 1e6).rounded())
        var decimals = String(scaled.magnitude % 1_000_000)
        decimals = String(repeating: "0", count: 6 - decimals.count) + decimals
        while decimals.hasSuffix("0") { decimals.removeLast() }
        let whole = (scaled < 0 ? "-" : "") + String(scaled.magnitude / 1_000_000)
        return decimals.isEmpty ? whole : whole + "." + decimals
    }
}
