internal import Glibc
internal import HTTPTypes
internal import Synchronization

/// Formats times for header fields (RFC 9110, section 5.6.7).
enum HTTPDate {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let latest = Mutex((seconds: time_t(0), field: HTTPField(name: .date, value: "")))

    /// The field `Date` of the current second, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func now() -> HTTPField {
        let seconds = time(nil)
        return latest.withLock { latest in
            if latest.seconds != seconds { latest = (seconds, HTTPField(name: .date, value: text(seconds))) }
            return latest.field
        }
    }

    private static func text(_ seconds: time_t) -> String {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
        return
            "\(days[Int(parts.tm_wday)]), \(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
