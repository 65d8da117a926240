internal import NIOCore

/// The progress of a connection with its current request, shared by the handlers of the connection on its event loop.
final class ConnectionState {
    enum Phase {
        /// No byte of the next request has arrived.
        case waiting
        /// The head of a request is arriving.
        case head
        /// The head has arrived, the body is arriving.
        case body
        /// The request has arrived, its response is not yet complete.
        case answer
        /// The last response is sent; further input is discarded.
        case farewell
    }

    /// The current phase. Setting it restarts ``since``.
    var phase = Phase.waiting {
        didSet { since = .now() }
    }
    /// When the phase began.
    private(set) var since = NIODeadline.now()
    /// When the request being answered began.
    var began = NIODeadline.now()
    /// Whether no further input can arrive because one side closed the connection.
    var isInputClosed = false
    /// Whether a complete request waits for the response to the one before it.
    var isHolding = false
}

/// Why a connection was closed without a response.
package enum ConnectionDrop: String {
    /// It was idle and made room for another one.
    case madeRoom = "made-room"
    /// The table of connections was full.
    case refused
    /// No request arrived in time.
    case idle
    /// The client read its response too slowly.
    case slowReader = "slow-reader"
    /// Request and response took too long.
    case tooLong = "too-long"
    /// No file descriptor was free.
    case noFile = "no-file"
}
