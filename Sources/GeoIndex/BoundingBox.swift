import Glibc

/// A rectangle of longitudes and latitudes in degrees, borders included; with `west > east` it crosses the
/// antimeridian.
public struct BoundingBox: Hashable, Sendable {
    /// The western border in degrees.
    public var west: Double
    /// The southern border in degrees.
    public var south: Double
    /// The eastern border in degrees.
    public var east: Double
    /// The northern border in degrees.
    public var north: Double

    /// Creates a box from its four borders in degrees, without checking them; see `isValid`.
    @inlinable
    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The box of one position.
    @inlinable
    public init(_ coordinate: Coordinate) {
        self.init(
            west: coordinate.longitude, south: coordinate.latitude,
            east: coordinate.longitude, north: coordinate.latitude)
    }

    /// The box that contains no position; `expand(toInclude:)` grows it from the first position on.
    public static let empty = BoundingBox(west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)

    /// The box of all longitudes and latitudes.
    public static let world = BoundingBox(west: -180, south: -90, east: 180, north: 90)

    /// Whether the box contains no position.
    @inlinable
    public var isEmpty: Bool { !(south <= north) }

    /// Whether the box crosses the antimeridian, that is, runs east from `west` over ±180° to `east`.
    @inlinable
    public var crossesAntimeridian: Bool { west > east && !isEmpty }

    /// Whether all borders are in range and `south` is not north of `north`.
    @inlinable
    public var isValid: Bool {
        west.magnitude <= 180 && east.magnitude <= 180 && south >= -90 && north <= 90 && south <= north
    }
}

extension BoundingBox {
    /// Whether the position lies inside or on the border; −180° and 180° are one meridian.
    @inlinable
    public func contains(_ coordinate: Coordinate) -> Bool {
        south <= coordinate.latitude && coordinate.latitude <= north && containsLongitude(coordinate.longitude)
    }

    /// Whether the two boxes share at least one position, borders included; −180° and 180° are one meridian.
    @inlinable
    public func intersects(_ other: BoundingBox) -> Bool {
        guard south <= other.north && other.south <= north else { return false }
        // Two arcs of a circle meet exactly when one contains the other's start.
        return containsLongitude(other.west) || other.containsLongitude(west)
    }

    @inlinable
    func containsLongitude(_ longitude: Double) -> Bool {
        if west <= east {
            if west <= longitude && longitude <= east { return true }
            return longitude.magnitude == 180 && (west == -180 || east == 180)
        }
        return longitude >= west || longitude <= east
    }

    /// Grows the box just enough to contain a position; a box that crosses the antimeridian grows on the nearer side.
    public mutating func expand(toInclude coordinate: Coordinate) {
        south = min(south, coordinate.latitude)
        north = max(north, coordinate.latitude)
        if west == .infinity || !(west > east) {
            west = min(west, coordinate.longitude)
            east = max(east, coordinate.longitude)
        } else if !containsLongitude(coordinate.longitude) {
            if west - coordinate.longitude < coordinate.longitude - east {
                west = coordinate.longitude
            } else {
                east = coordinate.longitude
            }
        }
    }

    /// Grows the box to contain another one. When either crosses the antimeridian, the result may span all longitudes.
    public mutating func expand(toInclude other: BoundingBox) {
        if other.isEmpty { return }
        if isEmpty {
            self = other
            return
        }
        let (lowest, highest) = (min(south, other.south), max(north, other.north))
        if crossesAntimeridian || other.crossesAntimeridian {
            let crossing = crossesAntimeridian ? self : other
            let plain = crossesAntimeridian ? other : self
            if plain.crossesAntimeridian {
                west = min(west, other.west)
                east = max(east, other.east)
                if west <= east { (west, east) = (-180, 180) }
            } else if plain.west >= crossing.west || plain.east <= crossing.east {
                (west, east) = (crossing.west, crossing.east)
            } else if plain.west <= crossing.east && plain.east >= crossing.west {
                (west, east) = (-180, 180)
            } else if plain.west <= crossing.east || plain.west - crossing.east <= crossing.west - plain.east {
                (west, east) = (crossing.west, plain.east)
            } else {
                (west, east) = (plain.west, crossing.east)
            }
        } else {
            west = min(west, other.west)
            east = max(east, other.east)
        }
        (south, north) = (lowest, highest)
    }

    /// The box that contains every position within `metres` metres of this one, over the antimeridian and the poles.
    ///
    /// On WGS 84 no geodesic is shorter than `Ellipsoid.leastRadius` times the great circle between the same geodetic
    /// latitudes and longitudes, so the spherical cap of that radius holds everything within reach.
    public func padded(metres: Double) -> BoundingBox {
        guard !isEmpty, metres > 0 else { return self }
        let reach = metres / Ellipsoid.leastRadius * (1 + 1e-12)
        let degrees = reach * 180 / .pi
        let (lowest, highest) = (south - degrees, north + degrees)
        if lowest <= -90 || highest >= 90 {
            return BoundingBox(west: -180, south: max(lowest, -90), east: 180, north: min(highest, 90))
        }
        let steepest = max(south.magnitude, north.magnitude) * .pi / 180
        let sine = sin(reach) / cos(steepest)
        guard reach < .pi / 2, sine < 1 else {
            return BoundingBox(west: -180, south: lowest, east: 180, north: highest)
        }
        let side = asin(sine) * (180 / .pi) * (1 + 1e-12) + 1e-13
        let width = (west <= east ? east - west : east - west + 360) + 2 * side
        guard width < 360 else { return BoundingBox(west: -180, south: lowest, east: 180, north: highest) }
        return BoundingBox(
            west: west - side < -180 ? west - side + 360 : west - side, south: lowest,
            east: east + side > 180 ? east + side - 360 : east + side, north: highest)
    }
}
