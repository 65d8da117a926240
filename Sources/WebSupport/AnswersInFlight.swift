package import Hummingbird
package import NIOCore
internal import Synchronization

/// Bounds the memory of large answers that are on their way to readers who take their time.
///
/// A document counts once, for the first who reads it, however many do: what is cached is the same bytes for all. One client may
/// hold half of the limit.
package final class AnswersInFlight: Sendable {
    private struct State {
        /// In bytes.
        var shares: Shares
        /// How many read a document, and who was the first.
        var documents: [Document: (readers: Int, client: ClientKey)] = [:]
    }

    /// Where a document lies in memory. The place is not used again as long as somebody reads it.
    private struct Document: Hashable {
        var start: Int
        var count: Int

        init(_ bytes: ByteBuffer) {
            start = bytes.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) }
            count = bytes.readableBytes
        }
    }

    /// Answers up to this size are not counted, and are written at once, bytes.
    package static let smallBytes = 1 << 18
    /// What is given to the connection at a time, bytes.
    private static let pieceBytes = 1 << 16

    private let state: Mutex<State>

    /// Holds `limit` bytes; a larger document than that is taken while there is no other.
    package init(limit: Int) {
        state = Mutex(State(shares: Shares(of: limit)))
    }

    /// A body that gives `bytes` to its reader piece by piece and holds its memory until then; nothing when there is no room.
    ///
    /// `taken` waits until the connection has seen what it was given. Only then does it know whether it wants more: a loaded
    /// connection would be given all at once.
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
                // A copy: a slice would keep the whole document as long as the connection keeps the slice.
                guard let piece = hold.bytes.viewBytes(at: place, length: count) else { break }
                try await writer.write(ByteBuffer(bytes: piece))
                await taken()
                place += count
            }
            try await writer.finish(nil)
        }
    }

    /// Bytes held now.
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

    /// One reading of a document, which ends with the last reference to it.
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
