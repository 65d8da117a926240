public import Locator
internal import Routing

/// Makes coverage surfaces of one dataset: a grid once per mode, a surface once per coverage, however many ask at a time.
public final class CoverageMaps: Sendable {
    private let renderer: TileRenderer
    private let lattices: RecentSlots<Int, CoverageLattice>
    private let surfaces = RecentSlots<String, CoverageSurface>(limit: 12)

    /// Surfaces for the region that `renderer` draws.
    public init(_ renderer: TileRenderer) {
        self.renderer = renderer
        // One for each mode.
        lattices = RecentSlots(limit: renderer.dataset.travel.graph.profileNames.count)
    }

    /// The surface of a coverage; nothing for a dataset with nothing to draw. The first of a mode takes seconds for a
    /// large region, later ones tens of milliseconds, known ones nothing. Throws when the task is cancelled.
    public func surface(_ coverage: Coverage) throws(CancellationError) -> CoverageSurface? {
        guard let bounds = renderer.bounds else { return nil }
        let land = renderer.land(bounds)
        return try surfaces.value(coverage.fingerprint) { () throws(CancellationError) in
            let lattice = try lattices.value(coverage.profile) { () throws(CancellationError) in
                try CoverageLattice(bounds, renderer.dataset, profile: coverage.profile)
            }
            return CoverageSurface(coverage, lattice, land)
        }
    }
}
