public import GeoIndex

extension Geocoder {
    /// Returns the position with longitude and latitude exchanged, when only that lies in the region; nil otherwise.
    /// Use it to recognise a latitude that was typed first. O(1).
    public func swapped(_ position: Coordinate) -> Coordinate? {
        let other = Coordinate(longitude: position.latitude, latitude: position.longitude)
        return !file.bounds.contains(position) && file.bounds.contains(other) ? other : nil
    }
}
