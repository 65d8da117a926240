internal import CoreMetrics
internal import Locator
internal import Logging
internal import Routing
internal import ServiceLifecycle
internal import Synchronization
internal import WebSupport

/// The road closures of a file, made to hold in the roads of whichever dataset is current.
///
/// Once a second it looks at the file, at the dataset, and at the clock for closures that begin or end. A file that cannot be
/// used is refused with its reason, and the former closures stay.
final class RoadClosures: Service {
    private struct Applied {
        /// Held, so that no later one can be taken for it.
        var data: PublicDataset
        var set: ClosureSet
        var nextChange: Int64?
    }

    private let file: LiveValue<ClosureSet>
    private let applied = Mutex<Applied?>(nil)
    private let version: Gauge
    private let refused: Gauge
    private let now: @Sendable () -> Int64

    /// Reads the file; throws ``ClosureFile/Fault`` when it cannot be used.
    init(
        path: String, logger: Logger, registry: MetricsRegistry, now: @escaping @Sendable () -> Int64 = ClosureFile.now
    ) throws {
        version = Gauge(label: "plision_closures_version", factory: registry)
        refused = Gauge(label: "plision_closures_refused", factory: registry)
        self.now = now
        let loads = Count()
        file = try LiveValue(name: "closures", logger: logger) {
            FileIdentity.of(path).map { "\($0)" }
        } load: {
            // Sets whose file gives no version are counted, so that answers tell one from the next.
            try ClosureFile.read(path, unnumbered: loads.next())
        }
    }

    /// The closures that hold, or will at their time.
    var current: ClosureSet { file.current }

    /// Why the file as it is now is not in use.
    var refusal: (any Error)? { file.refusal }

    /// Makes the closures hold in a dataset, unless they do already; milliseconds.
    func apply(to data: PublicDataset) {
        let set = file.current
        let time = now()
        applied.withLock { applied in
            if let known = applied, known.data === data, known.set == set, time < known.nextChange ?? .max { return }
            data.dataset.travel.router.setClosures(set, at: time)
            applied = Applied(data: data, set: set, nextChange: set.nextChange(after: time))
        }
        version.record(set.version)
        refused.record(file.refusal == nil ? 0 : 1)
    }

    /// Looks at the file once and makes what it says hold in the current dataset; returns whether there was something new.
    @discardableResult
    func refresh(_ data: PublicDataset) -> Bool {
        let isNew = file.refresh()
        apply(to: data)
        return isNew
    }

    private let dataset = Mutex<(@Sendable () -> PublicDataset)?>(nil)

    /// Says where the current dataset is found; before ``run()``.
    func follow(_ dataset: @escaping @Sendable () -> PublicDataset) {
        self.dataset.withLock { $0 = dataset }
    }

    /// Looks at file, dataset and clock every second until the server stops.
    func run() async {
        guard let dataset = dataset.withLock({ $0 }) else { return }
        await run(every: .seconds(1)) { self.refresh(dataset()) }
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
