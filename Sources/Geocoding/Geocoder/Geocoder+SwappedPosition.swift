public import GeoIndex

extension Geocoder {
    /// The same two numbers the other way round, when `position` lies outside the region and only so inside it: a
    /// latitude that was typed first. O(1).
    public func swapped(_ position: Coordinate) -> Coordinate? {
        let other = Coordinate(longitude: position.latitude, latitude: position.longitude)
        return !file.bounds.contains(position) && file.bounds.contains(other) ? other : nil
    }
}
