package import Hummingbird
package import NIOCore
internal import Synchronization

/// Limits the memory of large responses that clients are still reading.
///
/// A document that several clients read at once is counted once, for the first of them, because cached bytes are
/// shared. One client may hold at most half of the limit.
package final class AnswersInFlight: Sendable {
    private struct State {
        /// The bytes taken.
        var shares: Shares
        /// The number of readers of each document, and the client it is counted for.
        var documents: [Document: (readers: Int, client: ClientKey)] = [:]
    }

    /// The address and size of a document, which identify it as long as a reader holds it.
    private struct Document: Hashable {
        var start: Int
        var count: Int

        init(_ bytes: ByteBuffer) {
            start = bytes.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) }
            count = bytes.readableBytes
        }
    }

    /// Responses up to this size, in bytes, are not counted and are sent in one piece.
    package static let smallBytes = 1 << 18
    /// The size of one piece of a large response, in bytes.
    private static let pieceBytes = 1 << 16

    private let state: Mutex<State>

    /// Allows `limit` bytes in total; a single document may exceed it when no other is held.
    package init(limit: Int) {
        state = Mutex(State(shares: Shares(of: limit)))
    }

    /// Returns a body that sends `bytes` in pieces and holds their memory until then; nil when the limit is reached.
    ///
    /// - Parameters:
    ///   - bytes: The whole response body.
    ///   - client: The client it is counted for.
    ///   - taken: Waits until the connection has processed the last piece. Without it all pieces would be queued before
    ///     the connection can report that it is full.
    package func body(
        _ bytes: ByteBuffer, for client: ClientKey, taken: @escaping @Sendable () async -> Void = {}
    ) -> ResponseBody? {
        guard bytes.readableBytes > Self.smallBytes else { return ResponseBody(byteBuffer: bytes) }
        guard let hold = Hold(bytes, client, self) else { return nil }
        return ResponseBody(contentLength: bytes.readableBytes) { writer in
            var place = hold.bytes.readerIndex
            let end = hold.bytes.writerIndex
            while place < end {
                let count = min(Self.pieceBytes, end - place)
                // Copy the piece: a slice would keep the whole document in memory as long as the connection keeps the
                // slice.
                guard let piece = hold.bytes.viewBytes(at: place, length: count) else { break }
                try await writer.write(ByteBuffer(bytes: piece))
                await taken()
                place += count
            }
            try await writer.finish(nil)
        }
    }

    /// The bytes held now.
    package var bytes: Int { state.withLock { $0.shares.taken } }

    private func enter(_ document: Document, _ client: ClientKey) -> Bool {
        state.withLock { state in
            if state.documents[document] == nil {
                guard state.shares.take(document.count, for: client.unlessShared) else { return false }
                state.documents[document] = (0, client)
            }
            state.documents[document]?.readers += 1
            return true
        }
    }

    private func leave(_ document: Document) {
        state.withLock { state in
            guard let (readers, client) = state.documents[document] else { return }
            guard readers == 1 else {
                state.documents[document] = (readers - 1, client)
                return
            }
            state.documents[document] = nil
            state.shares.giveBack(document.count, for: client.unlessShared)
        }
    }

    /// One reader's hold on a document, released with the last reference.
    private final class Hold: Sendable {
        let bytes: ByteBuffer
        private let document: Document
        private let answers: AnswersInFlight

        init?(_ bytes: ByteBuffer, _ client: ClientKey, _ answers: AnswersInFlight) {
            let document = Document(bytes)
            guard answers.enter(document, client) else { return nil }
            (self.bytes, self.document, self.answers) = (bytes, document, answers)
        }

        deinit { answers.leave(document) }
    }
}
