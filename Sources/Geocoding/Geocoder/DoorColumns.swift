internal import GeoIndex

/// Doors, lines and crossings of the streets; a street's row is its entry less the first street's.
///
/// The doors of a street are in order of their first digits, then of the rest in comparison form, see ``DoorNumber``.
final class DoorColumns: Sendable {
    let firstDoor: Column<UInt32>
    let streetPostcode: Column<UInt16>
    /// First digits, times four, with the bits ``reckoned`` and ``member``.
    private let values: Column<UInt32>
    /// Row of the rest in ``tails``.
    private let tail: Column<UInt32>
    let longitude: Column<Int32>
    let latitude: Column<Int32>
    let postcode: Column<UInt16>
    /// What follows the first digits, or after ``wholeMark`` the number as it stands; the empty one first.
    private let tails: TextColumn
    /// The comparison form of each tail; rising.
    private let tailKeys: TextColumn
    /// Bytes of the longest of ``tailKeys``, the mark for the digits included.
    let longestKey: Int
    let firstPath: Column<UInt32>
    let firstVertex: Column<UInt32>
    let vertexLongitude: Column<Int32>
    let vertexLatitude: Column<Int32>
    let firstCrossing: Column<UInt32>
    let crossingOther: Column<UInt32>
    let crossingLongitude: Column<Int32>
    let crossingLatitude: Column<Int32>

    /// The door stands where it should between known ones.
    static let reckoned: UInt32 = 1
    /// The door is one of a list of numbers; the list is a door of its own.
    static let member: UInt32 = 2
    /// Begins the tail of a number that does not begin with its digits.
    static let wholeMark = "\u{1F}"

    init(_ file: PackedFile) throws(PackedFileError) {
        firstDoor = try file.column("street.firstDoor")
        streetPostcode = try file.column("street.postcode")
        values = try file.column("door.value")
        tail = try file.column("door.tail")
        longitude = try file.column("door.lon")
        latitude = try file.column("door.lat")
        postcode = try file.column("door.postcode")
        tails = try file.texts("tail")
        let keys = try file.texts("tail.key")
        tailKeys = keys
        longestKey = keys.indices.reduce(1) { max($0, keys.withUTF8(at: $1, \.count)) }
        firstPath = try file.column("street.firstPath")
        firstVertex = try file.column("path.firstVertex")
        vertexLongitude = try file.column("path.lon")
        vertexLatitude = try file.column("path.lat")
        firstCrossing = try file.column("street.firstCrossing")
        crossingOther = try file.column("crossing.other")
        crossingLongitude = try file.column("crossing.lon")
        crossingLatitude = try file.column("crossing.lat")
    }

    func doors(_ street: Int) -> Range<Int> { Int(firstDoor[street])..<Int(firstDoor[street + 1]) }

    func crossings(_ street: Int) -> Range<Int> { Int(firstCrossing[street])..<Int(firstCrossing[street + 1]) }

    func coordinate(door: Int) -> Coordinate {
        Coordinate(
            longitude: FixedCoordinate.decode(longitude[door]), latitude: FixedCoordinate.decode(latitude[door]))
    }

    func coordinate(crossing: Int) -> Coordinate {
        Coordinate(
            longitude: FixedCoordinate.decode(crossingLongitude[crossing]),
            latitude: FixedCoordinate.decode(crossingLatitude[crossing]))
    }

    /// First digits of a door's number.
    func value(_ door: Int) -> Int { Int(values[door] >> 2) }

    func isReckoned(_ door: Int) -> Bool { values[door] & Self.reckoned != 0 }

    func isMember(_ door: Int) -> Bool { values[door] & Self.member != 0 }

    /// Whether a door's number is its first digits and nothing else.
    func isPlain(_ door: Int) -> Bool { tailKeys.withUTF8(at: Int(tail[door]), \.isEmpty) }

    /// The number of a door as its source writes it.
    func text(_ door: Int) -> String {
        let rest = tails[Int(tail[door])]
        return rest.hasPrefix(Self.wholeMark) ? String(rest.dropFirst()) : String(value(door)) + rest
    }

    /// The end of the range that a door's number is.
    func last(_ door: Int) -> Int? {
        tail[door] == 0 ? nil : tailKeys.withUTF8(at: Int(tail[door])) { DoorNumber.last(ofRange: $0) }
    }

    /// The first door of `range` whose digits are not below `value`, or are these with a tail not before row `tail`.
    /// O(log doors).
    func lowerBound(_ range: Range<Int>, value: Int, tail row: Int = 0) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if (self.value(middle), Int(tail[middle])) < (value, row) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Rows of the tails with this comparison form; empty when no door has it. O(log tails).
    func tails(of key: [UInt8]) -> Range<Int> {
        func first(_ isBefore: (UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
            var low = 0
            var high = tailKeys.count
            while low < high {
                let middle = (low + high) / 2
                if tailKeys.withUTF8(at: middle, isBefore) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let low = first { $0.lexicographicallyPrecedes(key) }
        guard low < tailKeys.count, tailKeys.withUTF8(at: low, { $0.elementsEqual(key) }) else { return low..<low }
        return low..<first { !key.lexicographicallyPrecedes($0) }
    }

    /// Vertices of the lines of a street.
    func paths(_ street: Int) -> [[Coordinate]] {
        (Int(firstPath[street])..<Int(firstPath[street + 1])).map { path in
            (Int(firstVertex[path])..<Int(firstVertex[path + 1])).map { vertex in
                Coordinate(
                    longitude: FixedCoordinate.decode(vertexLongitude[vertex]),
                    latitude: FixedCoordinate.decode(vertexLatitude[vertex]))
            }
        }
    }

    /// Whether a street is known by its doors alone.
    func hasNoLine(_ street: Int) -> Bool { firstPath[street] == firstPath[street + 1] }
}
