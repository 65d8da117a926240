internal import Dispatch
internal import GeoStore
internal import Locator
internal import Records
internal import Synchronization
internal import TileServer

/// Passes the store's map data to the builder of the base map, on a thread of its own.
final class MapFeed: Sendable {
    private let made = Mutex<Result<DatasetWriter.File, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts to read the store at a path.
    init(store path: String, _ contents: StoreContents) {
        DispatchQueue.global().async {
            let result = Result { try Self.map(FeatureStore.open(path: path), contents) }
            self.made.withLock { $0 = result }
            self.isDone.signal()
        }
    }

    /// Waits for the finished file. May be called only once.
    func file() throws -> DatasetWriter.File {
        isDone.wait()
        guard let result = made.withLock({ $0 }) else { throw Failure.failed("map.plz: was not made") }
        return try result.get()
    }

    private static func map(_ store: FeatureStore, _ contents: StoreContents) throws -> DatasetWriter.File {
        var map = MapBuilder(bounds: contents.clip)
        try store.forEachRoad { map.addRoad(id: $0.id, line: $0.line, tags: $0.tags) }
        try store.forEachLandCover {
            map.addLandCover(id: $0.id, landClass: $0.landClass, names: $0.names, area: $0.area)
        }
        try store.forEachWaterway {
            map.addWaterway(id: $0.id, waterClass: $0.waterClass, names: $0.names, line: $0.line)
        }
        try store.forEachCoastline { map.addCoastline($0.line) }
        try store.forEachAddress { row in
            if let number = row.houseNumber { map.addAddress(id: row.id, number: number, coordinate: row.coordinate) }
        }
        for place in contents.dataset.places { map.addPlace(place) }
        return map.finish()
    }
}
