internal import CoreMetrics
internal import Locator
internal import Logging
internal import Routing
internal import Synchronization
internal import TileServer
internal import WebSupport

/// The road closures of a file, made to hold in the roads of whichever dataset is current.
///
/// A file that cannot be used is refused with its reason, and the former closures stay.
final class RoadClosures: Sendable {
    private struct Applied {
        weak var data: PublicDataset?
        var set: ClosureSet
        var nextChange: Int64?
    }

    /// A set whose roads take too long to find.
    private struct Refused {
        var set: ClosureSet
        var fault: ClosureFile.Fault
    }

    private let path: String
    private let mostSteps: Int
    private let file: LiveValue<ClosureSet>
    /// Held while a set is put in force, which may take a while; no request waits for it.
    private let working = Mutex(())
    /// What holds in the last two datasets, in the order in which it was looked at: while a new one is prepared, the former is
    /// still in use. And what is refused.
    private let state = Mutex<(applied: [Applied], refused: Refused?)>(([], nil))
    private let version: Gauge
    private let refused: Gauge
    private let logger: Logger
    private let now: @Sendable () -> Int64

    /// Reads the file; throws ``ClosureFile/Fault`` when it cannot be used. A set may take so many steps (``Router``).
    init(
        path: String, mostSteps: Int, logger: Logger, registry: MetricsRegistry,
        now: @escaping @Sendable () -> Int64
    ) throws {
        version = Gauge(label: "plision_closures_version", factory: registry)
        refused = Gauge(label: "plision_closures_refused", factory: registry)
        self.path = path
        self.mostSteps = mostSteps
        self.logger = logger
        self.now = now
        let loads = Count()
        file = try LiveValue(name: "closures", logger: logger) {
            FileIdentity.of(path).map { "\($0)" }
        } load: {
            // Sets whose file gives no version are counted, so that answers tell one from the next.
            try ClosureFile.read(path, unnumbered: loads.next())
        }
    }

    /// The set in force: its closures hold, or will at their time. Nil before the first is.
    var inForce: ClosureSet? { state.withLock { $0.applied.last?.set } }

    /// Why the file as it is now is not in use.
    var refusal: (any Error)? {
        if let refusal = file.refusal { return refusal }
        let refused = state.withLock { $0.refused }
        return refused?.set == file.current ? refused?.fault : nil
    }

    /// Makes the closures hold in a dataset, unless they do already. Milliseconds for most sets, seconds for the largest.
    ///
    /// A set whose roads take too long to find is refused, once, and the former one stays; throws ``ClosureFile/Fault`` where
    /// there is none.
    func apply(to data: PublicDataset) throws {
        try working.withLock { _ in
            defer { tell() }
            let (applied, refused) = state.withLock { $0 }
            let known = applied.last { $0.data === data }
            let read = file.current
            var set = read
            if let refused, let former = applied.last, refused.set == read { set = former.set }
            let time = now()
            if let known, known.set == set, time < known.nextChange ?? .max { return keep(known) }
            do throws(ClosureFile.Fault) {
                try put(set, in: data, at: time)
                if set == read { state.withLock { $0.refused = nil } }
            } catch {
                logger.error("closures: new set refused, old one kept", metadata: ["error": "\(error)"])
                state.withLock { $0.refused = Refused(set: read, fault: error) }
                guard let former = applied.last else { throw error }
                if known?.set != former.set {
                    try put(former.set, in: data, at: time)
                } else if former.set == set {
                    // More of it holds now than did: it is tried again when that changes.
                    keep(Applied(data: data, set: set, nextChange: set.nextChange(after: time)))
                }
            }
        }
    }

    private func put(_ set: ClosureSet, in data: PublicDataset, at time: Int64) throws(ClosureFile.Fault) {
        do {
            try data.dataset.travel.router.setClosures(set, at: time, steps: mostSteps)
        } catch {
            throw .malformed(path: path, error)
        }
        keep(Applied(data: data, set: set, nextChange: set.nextChange(after: time)))
        data.tiles.renderer.prepareClosures()
    }

    private func keep(_ latest: Applied) {
        state.withLock { state in
            state.applied = state.applied.filter { $0.data !== latest.data }.suffix(1) + [latest]
        }
    }

    private func tell() {
        if let set = inForce { version.record(set.version) }
        refused.record(refusal == nil ? 0 : 1)
    }

    /// Looks at the file once and makes what it says hold in the current dataset; returns whether there was something new.
    @discardableResult
    func refresh(_ data: PublicDataset) -> Bool {
        let isNew = file.refresh()
        // Where it is refused, the former set is in force.
        try? apply(to: data)
        return isNew
    }
}

/// Counts from 1.
private final class Count: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
