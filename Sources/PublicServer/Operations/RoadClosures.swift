internal import CoreMetrics
internal import Locator
internal import Logging
internal import Routing
internal import Synchronization
internal import TileServer
internal import WebSupport

/// The road closures of a file and those that a registry has published, applied together to the roads of the current
/// dataset.
///
/// An invalid file, and a snapshot that is refused, leave the previous closures in force. So does the silence of a registry.
final class RoadClosures: Sendable {
    /// What the closures come from.
    private struct Sources: Equatable {
        /// Those of the file; nil without one.
        var file: ClosureSet?
        /// Those of the registry; nil without one, and while it never had a closure.
        var registry: ClosureSet?

        /// All of them, with the sum of the versions.
        var union: ClosureSet {
            ClosureSet(
                version: (file?.version ?? 0) + (registry?.version ?? 0),
                closures: (file?.closures ?? []) + (registry?.closures ?? []))
        }
    }

    private struct Applied {
        weak var data: PublicDataset?
        var sources: Sources
        var set: ClosureSet
        var nextChange: Int64?
    }

    /// Sources whose roads take too long to find.
    private struct Refused {
        var sources: Sources
        var fault: ClosureFile.Fault
    }

    private let mostSteps: Int
    private let file: LiveValue<ClosureSet>?
    private let published: PublishedStructures?
    private let path: String
    /// Held while a set is put in force, which may take long; requests do not wait for it.
    private let working = Mutex(())
    /// The sets applied to the last two datasets, because the previous dataset stays in use while a new one is
    /// prepared; and what was refused last.
    private let state = Mutex<(applied: [Applied], refused: Refused?)>(([], nil))
    private let version: Gauge
    private let counts: [Gauge]
    private let refused: Gauge
    private let logger: Logger
    private let now: @Sendable () -> Int64

    /// The closures in force, by where they come from; those that begin later are counted too.
    struct Counts: Hashable, Sendable {
        /// The version that answers carry.
        var version: Int
        /// The number of closures of the file.
        var file: Int
        /// The number of closures of the registry.
        var registry: Int
    }

    /// Reads the file; `mostSteps` limits the work of a set (``Router``).
    ///
    /// - Parameters:
    ///   - path: The file; nil for none.
    ///   - published: What a registry has published; nil for none.
    /// - Throws: ``ClosureFile/Fault`` when the file is invalid.
    init(
        path: String?, published: PublishedStructures?, mostSteps: Int, logger: Logger, registry: MetricsRegistry,
        now: @escaping @Sendable () -> Int64
    ) throws {
        version = Gauge(label: "plision_closures_version", factory: registry)
        counts = ["file", "registry"].map {
            Gauge(label: "plision_closures", dimensions: [("source", $0)], factory: registry)
        }
        refused = Gauge(label: "plision_closures_refused", factory: registry)
        self.path = path ?? "published closures"
        self.published = published
        self.mostSteps = mostSteps
        self.logger = logger
        self.now = now
        let loads = Count()
        file = try path.map { path in
            try LiveValue(name: "closures", logger: logger) {
                FileIdentity.of(path).map { "\($0)" }
            } load: {
                // Sets without a version in their file are numbered, so that responses can distinguish them.
                try ClosureFile.read(path, unnumbered: loads.next())
            }
        }
    }

    /// What the closures are to come from now.
    private var wanted: Sources { Sources(file: file?.current, registry: published?.closures) }

    /// Those of the registry that are in force, including closures that begin later; nil when there are none.
    ///
    /// The notes of these closures are meant for the public. Notes of the file are not: they may name a secret place.
    var ofRegistry: ClosureSet? { state.withLock { $0.applied.last?.sources.registry } }

    /// The closures in force, counted; nil before the first ones.
    var countsInForce: Counts? {
        state.withLock { $0.applied.last }.map { applied in
            Counts(
                version: applied.set.version, file: applied.sources.file?.closures.count ?? 0,
                registry: applied.sources.registry?.closures.count ?? 0)
        }
    }

    /// Why the file on disk, or what is published, is not in use; nil when it is.
    var refusal: (any Error)? {
        if let refusal = file?.refusal { return refusal }
        let refused = state.withLock { $0.refused }
        return refused?.sources == wanted ? refused?.fault : nil
    }

    /// Puts the closures in force in a dataset, unless they are already. Takes milliseconds for most sets, seconds for
    /// the largest.
    ///
    /// A set that exceeds the limit of steps is refused once. What has changed of it is then tried alone, with the rest as it
    /// was; otherwise the previous set stays in force.
    ///
    /// - Throws: ``ClosureFile/Fault`` when there is no previous set.
    func apply(to data: PublicDataset) throws {
        try working.withLock { _ in
            defer { report() }
            let (applied, refused) = state.withLock { $0 }
            let known = applied.last { $0.data === data }
            let wanted = wanted
            var sources = wanted
            if let refused, let former = applied.last, refused.sources == wanted { sources = former.sources }
            let time = now()
            if let known, known.sources == sources, time < known.nextChange ?? .max { return keep(known) }
            do throws(ClosureFile.Fault) {
                try put(sources, in: data, at: time)
                if sources == wanted { state.withLock { $0.refused = nil } }
            } catch {
                logger.error("closures: new set refused, old one kept", metadata: ["error": "\(error)"])
                state.withLock { $0.refused = Refused(sources: wanted, fault: error) }
                guard let former = applied.last else { throw error }
                for part in Self.parts(of: sources, after: former.sources) {
                    if (try? put(part, in: data, at: time)) != nil { return }
                }
                if known?.sources != former.sources {
                    try put(former.sources, in: data, at: time)
                } else if former.sources == sources {
                    // More of the set in force holds now, which takes too many steps: keep its state until its next change.
                    keep(
                        Applied(
                            data: data, sources: sources, set: former.set,
                            nextChange: former.set.nextChange(after: time)))
                }
            }
        }
    }

    /// What is new of refused sources, each alone: one that is too large must not keep the other one out.
    private static func parts(of refused: Sources, after former: Sources) -> [Sources] {
        guard refused.file != former.file, refused.registry != former.registry else { return [] }
        return [
            Sources(file: former.file, registry: refused.registry),
            Sources(file: refused.file, registry: former.registry),
        ]
    }

    private func put(_ sources: Sources, in data: PublicDataset, at time: Int64) throws(ClosureFile.Fault) {
        var set = sources.union
        if let former = state.withLock({ $0.applied.last }) {
            if former.sources == sources {
                set.version = former.set.version
            } else if published != nil {
                // Versions of a file may fall; those that answers carry rise with each change.
                set.version = max(set.version, former.set.version + 1)
            }
        }
        do {
            try data.dataset.travel.router.setClosures(set, at: time, steps: mostSteps)
        } catch {
            throw .malformed(path: path, error)
        }
        keep(Applied(data: data, sources: sources, set: set, nextChange: set.nextChange(after: time)))
        data.tiles.renderer.prepareClosures()
    }

    private func keep(_ latest: Applied) {
        state.withLock { state in
            state.applied = state.applied.filter { $0.data !== latest.data }.suffix(1) + [latest]
        }
    }

    private func report() {
        if let counts = countsInForce {
            version.record(counts.version)
            for (gauge, count) in zip(self.counts, [counts.file, counts.registry]) { gauge.record(count) }
        }
        refused.record(refusal == nil ? 0 : 1)
    }

    /// Reads the file if it changed and applies the closures to the current dataset.
    ///
    /// - Returns: Whether the file was new.
    @discardableResult
    func refresh(_ data: PublicDataset) -> Bool {
        let isNew = file?.refresh() ?? false
        // When the set is refused, the previous one stays in force.
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
