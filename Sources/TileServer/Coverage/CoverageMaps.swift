public import Locator
internal import Synchronization

/// Makes coverage surfaces of one dataset: a grid once per mode, a surface once per coverage, however many ask at a time.
public final class CoverageMaps: Sendable {
    private final class Slot: Sendable {
        let made = Mutex<CoverageSurface?>(nil)
    }

    private let renderer: TileRenderer
    private let lattices = Mutex<[Int: CoverageLattice]>([:])
    private let slots = Mutex<[(fingerprint: String, slot: Slot)]>([])
    private static let keepCount = 12

    /// Surfaces for the region that `renderer` draws.
    public init(_ renderer: TileRenderer) {
        self.renderer = renderer
    }

    /// The surface of a coverage; nothing for a dataset with nothing to draw. The first of a mode takes seconds for a
    /// large region, later ones tens of milliseconds, known ones nothing.
    public func surface(_ coverage: Coverage) -> CoverageSurface? {
        guard let bounds = renderer.bounds else { return nil }
        let land = renderer.land(bounds)
        return slot(coverage.fingerprint).made.withLock { made in
            if let made { return made }
            let lattice = lattices.withLock { lattices in
                if let known = lattices[coverage.profile] { return known }
                let made = CoverageLattice(bounds, renderer.dataset, profile: coverage.profile)
                lattices[coverage.profile] = made
                return made
            }
            let surface = CoverageSurface(coverage, lattice, land)
            made = surface
            return surface
        }
    }

    private func slot(_ fingerprint: String) -> Slot {
        slots.withLock { slots in
            if let place = slots.firstIndex(where: { $0.fingerprint == fingerprint }) {
                let found = slots.remove(at: place)
                slots.insert(found, at: 0)
                return found.slot
            }
            let made = Slot()
            slots.insert((fingerprint, made), at: 0)
            if slots.count > Self.keepCount { slots.removeLast() }
            return made
        }
    }
}
