internal import Alerts
internal import CoreMetrics
internal import Locator
internal import MapSupport
internal import Logging
internal import Publication
internal import Records
internal import Routing
internal import Synchronization
internal import TileServer
internal import WebSupport

/// The snapshot that a registry publishes in a folder.
///
/// A file that is not signed with the key, is damaged, or is not newer than the one in use is refused with the reason, and
/// the one in use stays. Without a file at the start the dataset is shown as it was built.
final class PublishedStructures: Sendable {
    private let file: LiveValue<PublishedSnapshot?>
    private let revision: Gauge
    private let leftOut: Gauge
    private let logger: Logger

    /// Reads the snapshot.
    ///
    /// - Throws: ``SnapshotError`` when a snapshot is there and refused: without it, a structure whose place it withholds
    ///   would be shown as it was built.
    init(_ source: PublishedSource, logger: Logger, registry: MetricsRegistry) throws {
        self.logger = logger
        revision = Gauge(label: "plision_published_revision", factory: registry)
        leftOut = Gauge(label: "plision_published_left_out", factory: registry)
        let latest = Mutex<Int?>(nil)
        file = try LiveValue(
            name: "published", logger: logger, refused: Gauge(label: "plision_published_refused", factory: registry)
        ) {
            FileIdentity.of(source.path).map { "\($0)" }
        } load: {
            // Only at the start: later the file is not looked at while it is missing.
            guard FileIdentity.of(source.path) != nil else { return nil }
            let snapshot = try source.snapshot(inUse: latest.withLock { $0 })
            latest.withLock { $0 = snapshot.revision }
            return snapshot
        }
        revision.record(revisionInUse)
    }

    /// The snapshot in use; nil before the first one.
    private var snapshot: PublishedSnapshot? { file.current }

    /// The number of the snapshot in use; 0 before the first one.
    var revisionInUse: Int { snapshot?.revision ?? 0 }

    /// The road closures of the snapshot in use; nil before the first one, and while the registry never had one.
    var closures: ClosureSet? { snapshot?.closures }

    /// Why the file in the folder is not in use; nil when it is.
    var refusal: (any Error)? { file.refusal }

    /// Reads the file if it has changed.
    func refresh() {
        if file.refresh() { revision.record(revisionInUse) }
    }

    /// Returns a dataset with the structures and figures of the snapshot in use, and what they are; nil when there is none.
    /// What is not shown as published is logged.
    ///
    /// - Throws: `DatasetError`.
    func applied(to base: BaseDataset) throws -> (dataset: Dataset, published: PublicDataset.Published)? {
        guard let snapshot else { return nil }
        var contents = base.dataset.structureContents
        let findings = contents.take(snapshot)
        for finding in findings {
            logger.warning("published: \(finding.id): \(finding.text)")
        }
        leftOut.record(findings.count)
        let others = base.map.file.map { [$0] } ?? []
        return (
            try Dataset(base.dataset, structuresOf: contents, others: others),
            PublicDataset.Published(
                revision: snapshot.revision, at: snapshot.at, structures: snapshot.structures.count,
                figures: snapshot.figures.count, alerts: AlertBook(snapshot.alerts), leftOut: findings.count)
        )
    }
}
