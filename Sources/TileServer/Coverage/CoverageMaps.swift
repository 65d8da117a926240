public import Locator
internal import Synchronization

/// Makes coverage surfaces of one dataset: a grid once per mode, a surface once per coverage, however many ask at a time.
public final class CoverageMaps: Sendable {
    private let renderer: TileRenderer
    private let lattices = Mutex<[Int: CoverageLattice]>([:])
    private let surfaces = RecentSlots<String, CoverageSurface>(limit: 12)

    /// Surfaces for the region that `renderer` draws.
    public init(_ renderer: TileRenderer) {
        self.renderer = renderer
    }

    /// The surface of a coverage; nothing for a dataset with nothing to draw. The first of a mode takes seconds for a
    /// large region, later ones tens of milliseconds, known ones nothing. Throws when the task is cancelled.
    public func surface(_ coverage: Coverage) throws(CancellationError) -> CoverageSurface? {
        guard let bounds = renderer.bounds else { return nil }
        let land = renderer.land(bounds)
        return try surfaces.value(coverage.fingerprint) { () throws(CancellationError) in
            let lattice = try lattices.withLock { lattices throws(CancellationError) in
                if let known = lattices[coverage.profile] { return known }
                let made = try CoverageLattice(bounds, renderer.dataset, profile: coverage.profile)
                lattices[coverage.profile] = made
                return made
            }
            return CoverageSurface(coverage, lattice, land)
        }
    }
}
