/// Distributes a limited total among clients. One client may take at most half of it.
///
/// A client that holds nothing may take one amount larger than its half if the rest of the total allows it, and any
/// amount fits while nothing is taken. A nil client stands for many people and has no share. All operations are O(1).
package struct Shares: Sendable {
    /// The limit that an amount exceeds.
    package enum Shortage: Hashable, Sendable {
        /// The client would exceed its half.
        case share
        /// The total would be exceeded.
        case whole
    }

    private let limit: Int
    /// The amount taken by all clients.
    package private(set) var taken = 0
    private var clients: [ClientKey: Int] = [:]

    /// Creates a total of `limit`, of which nothing is taken.
    package init(of limit: Int) {
        self.limit = limit
    }

    /// The limit that `client` would exceed by taking `amount` more; nil when there is room.
    package func shortage(of amount: Int = 1, for client: ClientKey?) -> Shortage? {
        if let client, let mine = clients[client], mine + amount > limit / 2 { return .share }
        return taken == 0 || taken + amount <= limit ? nil : .whole
    }

    /// Takes `amount` for `client`; returns whether there was room.
    package mutating func take(_ amount: Int = 1, for client: ClientKey?) -> Bool {
        guard shortage(of: amount, for: client) == nil else { return false }
        taken += amount
        if let client { clients[client, default: 0] += amount }
        return true
    }

    /// Reverts ``take(_:for:)``.
    package mutating func giveBack(_ amount: Int = 1, for client: ClientKey?) {
        taken -= amount
        guard let client, let mine = clients[client] else { return }
        clients[client] = mine > amount ? mine - amount : nil
    }
}
