internal import CoreMetrics
internal import Locator
internal import Logging
internal import Routing
internal import Synchronization
internal import TileServer
internal import WebSupport

/// The road closures of a file, applied to the roads of the current dataset.
///
/// An invalid file is refused with the reason, and the previous closures stay in force.
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
    /// Held while a set is put in force, which may take long; requests do not wait for it.
    private let working = Mutex(())
    /// The sets applied to the last two datasets, because the previous dataset stays in use while a new one is
    /// prepared; and the set refused last.
    private let state = Mutex<(applied: [Applied], refused: Refused?)>(([], nil))
    private let version: Gauge
    private let refused: Gauge
    private let logger: Logger
    private let now: @Sendable () -> Int64

    /// Reads the file; `mostSteps` limits the work of a set (``Router``).
    ///
    /// - Throws: ``ClosureFile/Fault`` when the file is invalid.
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
            // Sets without a version in their file are numbered, so that responses can distinguish them.
            try ClosureFile.read(path, unnumbered: loads.next())
        }
    }

    /// The set in force, including closures that begin later; nil before the first one.
    var inForce: ClosureSet? { state.withLock { $0.applied.last?.set } }

    /// Why the file on disk is not in use; nil when it is.
    var refusal: (any Error)? {
        if let refusal = file.refusal { return refusal }
        let refused = state.withLock { $0.refused }
        return refused?.set == file.current ? refused?.fault : nil
    }

    /// Puts the closures in force in a dataset, unless they are already. Takes milliseconds for most sets, seconds for
    /// the largest.
    ///
    /// A set that exceeds the limit of steps is refused once, and the previous one stays in force.
    ///
    /// - Throws: ``ClosureFile/Fault`` when there is no previous set.
    func apply(to data: PublicDataset) throws {
        try working.withLock { _ in
            defer { report() }
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
                    // More of the set in force holds now, which takes too many steps: keep its state until its next change.
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

    private func report() {
        if let set = inForce { version.record(set.version) }
        refused.record(refusal == nil ? 0 : 1)
    }

    /// Reads the file if it changed and applies it to the current dataset.
    ///
    /// - Returns: Whether the file was new.
    @discardableResult
    func refresh(_ data: PublicDataset) -> Bool {
        let isNew = file.refresh()
        // When the file is refused, the previous set stays in force.
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
