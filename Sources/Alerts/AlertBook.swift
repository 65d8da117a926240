package import Records

/// A set of messages, of which some have replaced or taken back others. The order in which they arrived has no effect.
package struct AlertBook: Sendable {
    /// A message of which a person must decide whether it still counts.
    package struct Doubt: Hashable, Sendable {
        /// The message that may have been replaced.
        package var key: Alert.Key
        /// The newer message of the same sender, which names a message that is not there.
        package var newer: Alert.Key
    }

    /// The messages for everybody about what happens, the newest first.
    package let messages: [AlertDocument]
    /// The messages that others of the same sender have replaced or taken back.
    private let retired: Set<Alert.Key>

    /// Creates a book of messages. Only those with the status `Actual` and the scope `Public` count. O(n log n).
    package init(_ messages: [AlertDocument]) {
        self.messages = messages.filter { $0.alert.status == .actual && $0.alert.scope == .public }
            .sorted { Self.order($0.alert.key) > Self.order($1.alert.key) }
        var retired: Set<Alert.Key> = []
        for message in self.messages.map(\.alert) where message.type == .update || message.type == .cancel {
            retired.formUnion(message.references.filter { $0.sender == message.key.sender })
        }
        self.retired = retired
    }

    private static func order(_ key: Alert.Key) -> (UTCInstant, String, String) {
        (key.sent.instant, key.sender, key.identifier)
    }

    /// Whether a message is shown at a moment: it informs, has not ended, and no other has replaced it or taken it back.
    private func isLive(_ message: Alert, at moment: UTCInstant) -> Bool {
        (message.type == .alert || message.type == .update) && moment < message.end && !retired.contains(message.key)
    }

    /// The messages that are shown at a moment, the newest first. O(n).
    package func live(at moment: UTCInstant) -> [Alert] { messages.map(\.alert).filter { isLive($0, at: moment) } }

    /// The live messages that may have been replaced: a newer one of the same sender about the same event names messages
    /// that are not there, so that one of those may name the older message. O(n²).
    package func doubts(at moment: UTCInstant) -> [Doubt] {
        let known = Set(messages.map(\.alert.key))
        let live = live(at: moment)
        return live.flatMap { newer in
            newer.references.allSatisfy(known.contains)
                ? []
                : live.filter { older in
                    older.key.sender == newer.key.sender && older.key.sent.instant < newer.key.sent.instant
                        && !Set(older.infos.map(\.event)).isDisjoint(with: newer.infos.map(\.event))
                }.map { Doubt(key: $0.key, newer: newer.key) }
        }
    }

    /// The next moment after `moment` at which a message ends; nil when there is none.
    package func nextChange(after moment: UTCInstant) -> UTCInstant? { live(at: moment).map(\.end).min() }
}
