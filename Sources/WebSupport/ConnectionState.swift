internal import NIOCore

/// How far a connection is with its request; shared by the handlers of one connection, on its event loop.
final class ConnectionState {
    enum Phase {
        /// Nothing of the next request has come.
        case waiting
        /// A request's head is coming.
        case head
        /// The head is there, the body is coming.
        case body
        /// The request is there, its answer is not out yet.
        case answer
        /// The last answer is out, and what still comes is thrown away.
        case farewell
    }

    /// Setting it starts the time of the phase anew.
    var phase = Phase.waiting {
        didSet { since = .now() }
    }
    /// When the phase began.
    private(set) var since = NIODeadline.now()
    /// When the request began whose answer is awaited.
    var began = NIODeadline.now()
    /// Whether nothing more can come: the client has closed its side, or we have.
    var isInputClosed = false
    /// Whether a whole request waits for the answer of the one before it.
    var isHolding = false
}

/// Why a connection was ended without a word.
package enum ConnectionDrop: String {
    /// It made room for another one.
    case madeRoom = "made-room"
    /// There was no place for it.
    case refused
    /// It waited too long for a request.
    case idle
    /// It did not take its answer.
    case slowReader = "slow-reader"
    /// Request and answer took too long.
    case tooLong = "too-long"
    /// There was no file for it.
    case noFile = "no-file"
}
