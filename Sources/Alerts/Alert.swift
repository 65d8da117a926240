package import Records

/// A message of the Common Alerting Protocol (OASIS CAP 1.2).
package struct Alert: Hashable, Sendable {
    /// What identifies a message, as other messages refer to it.
    package struct Key: Hashable, Sendable {
        /// The sender's name, such as `civilprotection.gov.gr`.
        package var sender: String
        /// The number or name that the sender gave the message.
        package var identifier: String
        /// When it was sent.
        package var sent: AlertTime

        /// Creates a key.
        package init(sender: String, identifier: String, sent: AlertTime) {
            (self.sender, self.identifier, self.sent) = (sender, identifier, sent)
        }

        /// The key as one word in the element `references`.
        package var text: String { "\(sender),\(identifier),\(sent.text)" }
    }

    /// How a message is to be handled.
    package enum Status: String, CaseIterable, Sendable {
        /// It is about something that happens.
        case actual = "Actual"
        /// It belongs to an exercise.
        case exercise = "Exercise"
        /// It is for the systems that pass messages on.
        case system = "System"
        /// It tests the systems.
        case test = "Test"
        /// It is not finished.
        case draft = "Draft"
    }

    /// What a message is.
    package enum MessageType: String, CaseIterable, Sendable {
        /// It is the first about its event.
        case alert = "Alert"
        /// It replaces the messages that it names.
        case update = "Update"
        /// It takes back the messages that it names.
        case cancel = "Cancel"
        /// It says that the messages it names were received.
        case acknowledgement = "Ack"
        /// It says that the messages it names were refused.
        case error = "Error"
    }

    /// For whom a message is.
    package enum Scope: String, CaseIterable, Sendable {
        case `public` = "Public"
        case restricted = "Restricted"
        case `private` = "Private"
    }

    /// The identity of the message.
    package var key: Key
    /// How it is to be handled.
    package var status: Status
    /// What it is.
    package var type: MessageType
    /// For whom it is.
    package var scope: Scope
    /// The messages that it names.
    package var references: [Key] = []
    /// Who or what made it, a remark for those who pass it on; nil when it does not say.
    package var source: String?
    package var note: String?
    /// What it says, in one language each, or of different areas or times.
    package var infos: [AlertInfo] = []

    /// Creates a message without references and information.
    package init(key: Key, status: Status, type: MessageType, scope: Scope) {
        (self.key, self.status, self.type, self.scope) = (key, status, type, scope)
    }

    /// How long a message without `expires` counts, in seconds from when it was sent: the standard leaves it to the
    /// recipient.
    package static let usualSeconds = 86_400

    /// The moment from which the message does not count any more: the latest end of its parts.
    package var end: UTCInstant {
        infos.map { $0.end(sent: key.sent) }.max() ?? key.sent.instant.adding(seconds: Self.usualSeconds)
    }
}

/// A moment with the offset from UTC in which it was written.
package struct AlertTime: Hashable, Sendable {
    /// The moment.
    package var instant: UTCInstant
    /// The offset from UTC in minutes, to the east.
    package var offsetMinutes: Int

    /// Creates a moment.
    package init(_ instant: UTCInstant, offsetMinutes: Int = 0) {
        (self.instant, self.offsetMinutes) = (instant, offsetMinutes)
    }

    /// Reads a text such as `2023-09-05T14:30:00+03:00`; nil for any other. UTC is `-00:00`; `Z` is accepted too.
    package init?(_ text: String) {
        var scanner = TimeScanner(text)
        guard let day = scanner.day(), scanner.take(UInt8(ascii: "T")), let time = scanner.time(),
            let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        self.init(UTCInstant(seconds: day * 86_400 + time - offset), offsetMinutes: offset / 60)
    }

    /// The moment as the standard writes it.
    package var text: String {
        let wall = TimeText.text(instant.adding(seconds: offsetMinutes * 60))
        let (sign, minutes) = (offsetMinutes > 0 ? "+" : "-", abs(offsetMinutes))
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(wall.dropLast())\(sign)\(padded(minutes / 60)):\(padded(minutes % 60))"
    }

    package static func == (left: AlertTime, right: AlertTime) -> Bool { left.instant == right.instant }

    package func hash(into hasher: inout Hasher) { hasher.combine(instant) }
}
