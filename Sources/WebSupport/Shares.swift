/// How much of a limited whole is taken, in all and by each client. One client has half of the whole at most.
///
/// Who has nothing may always take one thing that fits beside the others', and where nothing is taken any one thing fits,
/// however large. No client stands for many people, who have no share. Every operation takes constant time.
package struct Shares: Sendable {
    /// What an amount does not fit into.
    package enum Shortage: Hashable, Sendable {
        /// The client has its half.
        case share
        /// All of the whole is taken.
        case whole
    }

    private let limit: Int
    /// How much is taken in all.
    package private(set) var taken = 0
    private var clients: [ClientKey: Int] = [:]

    /// A whole of `limit`, of which nothing is taken.
    package init(of limit: Int) {
        self.limit = limit
    }

    /// What keeps `client` from taking `amount` more; nil when there is room.
    package func shortage(of amount: Int = 1, for client: ClientKey?) -> Shortage? {
        if let client, let mine = clients[client], mine + amount > limit / 2 { return .share }
        return taken == 0 || taken + amount <= limit ? nil : .whole
    }

    /// Counts `amount` as taken by `client` where there is room; returns whether there was.
    package mutating func take(_ amount: Int = 1, for client: ClientKey?) -> Bool {
        guard shortage(of: amount, for: client) == nil else { return false }
        taken += amount
        if let client { clients[client, default: 0] += amount }
        return true
    }

    /// Takes back what ``take(_:for:)`` counted.
    package mutating func giveBack(_ amount: Int = 1, for client: ClientKey?) {
        taken -= amount
        guard let client, let mine = clients[client] else { return }
        clients[client] = mine > amount ? mine - amount : nil
    }
}
