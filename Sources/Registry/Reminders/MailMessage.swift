internal import Foundation
internal import Records

/// A message of electronic mail in plain text, after RFC 5322 and RFC 2047.
package struct MailMessage: Sendable {
    /// The address that it comes from.
    package var from: String
    /// The address that it goes to.
    package var to: String
    /// Its subject.
    package var subject: String
    /// Its text, with line feeds.
    package var text: String
    /// When it was written.
    package var at: Timestamp

    /// Creates a message.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` for an address that is none, so that no address can add a header.
    package init(from: String, to: String, subject: String, text: String, at: Timestamp) throws(RegistryError) {
        for address in [from, to] { try LoginRule.checkEmail(address) }
        (self.from, self.to, self.subject, self.text, self.at) = (from, to, subject, text, at)
    }

    /// The message as it is sent: lines end with CR LF, everything is ASCII.
    package var bytes: [UInt8] {
        let domain = from.split(separator: "@").last ?? "localhost"
        let headers = [
            "Date: \(Self.date(at))", "From: <\(from)>", "To: <\(to)>",
            "Message-ID: <\(RecordID.random())@\(domain)>", "Subject: \(Self.encoded(subject))", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        let body = Data(text.replacing("\n", with: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
    }

    /// A text as encoded words, each on a line of its own, which has at most 76 characters with the name of the field. None
    /// splits a character.
    private static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if (words.last?.count ?? 0) + bytes.count > 39 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func date(_ moment: Timestamp) -> String {
        let wall = ZoneRule.utc.wallTime(at: moment.instant)
        let (year, month, day) = wall.date.parts
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][wall.date.dayNumber % 7]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
        return "\(weekday), \(day) \(name) \(year) \(TimeText.clock(minute: wall.minute)):00 +0000"
    }
}
