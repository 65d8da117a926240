import Dispatch
import Synchronization

/// The elimination tree cut into ranges of ranks that several cores can work on, each after the ranges below it.
struct SubtreeTasks {
    private struct Piece {
        var ranks: Range<Int>
        var parent: Int
        var children = 0
    }

    private var pieces: [Piece] = []

    /// Cuts the tree: a subtree with at most a 64th of the nodes is one piece, everything above forms chains.
    init(_ hierarchy: ContractionHierarchy) {
        let n = hierarchy.nodeCount
        let small = max(n / 64, 256)
        var pieceOf: [Int: Int] = [:]
        // From the roots down, so that the piece of a parent is known before those of its children.
        var rank = n - 1
        while rank >= 0 {
            let above = hierarchy.parent[rank]
            let size = rank - Int(hierarchy.subtreeFirst[rank]) + 1
            let parent = above == UInt32.max ? -1 : pieceOf[Int(above)] ?? -1
            let piece = pieces.count
            if size <= small {
                pieces.append(Piece(ranks: rank - size + 1..<rank + 1, parent: parent))
                rank -= size
            } else {
                pieces.append(Piece(ranks: rank..<rank + 1, parent: parent))
                pieceOf[rank] = piece
                rank -= 1
            }
            if parent >= 0 { pieces[parent].children += 1 }
        }
    }

    /// Calls `work` for every piece on as many threads as the machine has cores, for each piece only after all pieces below it.
    func run(_ work: @escaping @Sendable (Range<Int>) -> Void) {
        struct Progress {
            var waiting: [Int]
            var ready: [Int]
            var left: Int
        }
        let pieces = pieces
        let start = Progress(
            waiting: pieces.map(\.children), ready: pieces.indices.filter { pieces[$0].children == 0 },
            left: pieces.count)
        let progress = Mutex(start)
        let signal = DispatchSemaphore(value: 0)
        if pieces.isEmpty { return }
        let threads = min(Cores.count, pieces.count)
        for _ in start.ready { signal.signal() }
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            var own: Int? = nil
            while true {
                let piece: Int
                if let kept = own {
                    piece = kept
                } else {
                    signal.wait()
                    guard let next = progress.withLock({ $0.ready.popLast() }) else { return }
                    piece = next
                }
                work(pieces[piece].ranks)
                let (freed, isLast) = progress.withLock { state -> (Int?, Bool) in
                    state.left -= 1
                    let parent = pieces[piece].parent
                    guard parent >= 0 else { return (nil, state.left == 0) }
                    state.waiting[parent] -= 1
                    return (state.waiting[parent] == 0 ? parent : nil, false)
                }
                own = freed
                // All threads wake with nothing left to take, and end.
                if isLast { for _ in 0..<threads { signal.signal() } }
            }
        }
    }
}
