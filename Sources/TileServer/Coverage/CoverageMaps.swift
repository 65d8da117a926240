internal import Caching
public import Locator
internal import Routing

/// Creates the coverage surfaces of a dataset: one grid per mode, one surface per coverage, shared by concurrent
/// requests.
public final class CoverageMaps: Sendable {
    private let renderer: TileRenderer
    private let lattices: Memo<Int, CoverageLattice>
    private let surfaces = Memo<String, CoverageSurface>(limit: 12)

    /// Creates surfaces for the region of `renderer`.
    public init(_ renderer: TileRenderer) {
        self.renderer = renderer
        // One for each mode.
        lattices = Memo(limit: renderer.dataset.travel.graph.profileNames.count)
    }

    /// The surface of a coverage; nil for an empty dataset.
    ///
    /// The first surface of a mode takes seconds for a large region, later ones tens of milliseconds, cached ones
    /// nothing.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func surface(_ coverage: Coverage) async throws -> CoverageSurface? {
        guard let bounds = renderer.bounds else { return nil }
        let lattice = try await lattices.value(coverage.profile) {
            try CoverageLattice(bounds, renderer.dataset, profile: coverage.profile)
        }
        return try await surfaces.value(coverage.fingerprint) {
            CoverageSurface(coverage, lattice, renderer.land(bounds))
        }
    }
}
