internal import GeoStore
internal import Locator
internal import TileServer

/// Hands what the store knows of the land to the builder of the base map.
extension FeatureStore {
    func map(_ contents: StoreContents) throws -> DatasetWriter.File {
        var map = MapBuilder(bounds: contents.clip)
        try forEachRoad { map.addRoad(id: $0.id, line: $0.line, tags: $0.tags) }
        try forEachLandCover {
            map.addLandCover(id: $0.id, landClass: $0.landClass, names: $0.names, area: $0.area)
        }
        try forEachWaterway {
            map.addWaterway(id: $0.id, waterClass: $0.waterClass, names: $0.names, line: $0.line)
        }
        try forEachCoastline { map.addCoastline($0.line) }
        try forEachAddress { row in
            if let number = row.houseNumber { map.addAddress(id: row.id, number: number, coordinate: row.coordinate) }
        }
        for place in contents.dataset.places { map.addPlace(place) }
        return map.finish()
    }
}
