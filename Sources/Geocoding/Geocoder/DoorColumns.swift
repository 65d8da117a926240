internal import GeoIndex

/// Doors, lines and crossings of the streets. A street's row is its entry minus the entry of the first street.
///
/// The doors of a street are sorted by their first digits, then by the rest in comparison form, see ``DoorNumber``.
final class DoorColumns: Sendable {
    let firstDoor: Column<UInt32>
    let streetPostcode: Column<UInt16>
    /// For each door: the digits with which its number begins, times four, plus the flags ``interpolated`` and ``member``.
    private let values: Column<UInt32>
    /// Row of the rest of the number in ``tails``.
    private let tail: Column<UInt32>
    let longitude: Column<Int32>
    let latitude: Column<Int32>
    let postcode: Column<UInt16>
    /// The text after the first digits, or after ``wholeMark`` the whole number. The empty text comes first.
    private let tails: TextColumn
    /// The comparison form of each tail, ascending.
    private let tailKeys: TextColumn
    /// Length in bytes of the longest of ``tailKeys``, including the mark for the digits.
    let longestKey: Int
    let firstPath: Column<UInt32>
    let firstVertex: Column<UInt32>
    let vertexLongitude: Column<Int32>
    let vertexLatitude: Column<Int32>
    let firstCrossing: Column<UInt32>
    let crossingOther: Column<UInt32>
    let crossingLongitude: Column<Int32>
    let crossingLatitude: Column<Int32>

    /// The position is interpolated between known doors.
    static let interpolated: UInt32 = 1
    /// The door is one number of a list; the list is a door too.
    static let member: UInt32 = 2
    /// Prefix of the tail of a number that does not begin with its digits.
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

    /// Returns the doors of a street, as rows.
    func doors(_ street: Int) -> Range<Int> { Int(firstDoor[street])..<Int(firstDoor[street + 1]) }

    /// Returns the crossings of a street, as rows.
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

    /// Returns the first digits of a door's number.
    func value(_ door: Int) -> Int { Int(values[door] >> 2) }

    /// Returns whether a door's position is interpolated.
    func isInterpolated(_ door: Int) -> Bool { values[door] & Self.interpolated != 0 }

    /// Returns whether a door is one number of a list that is a door too.
    func isMember(_ door: Int) -> Bool { values[door] & Self.member != 0 }

    /// Returns whether a door's number is only its first digits.
    func isPlain(_ door: Int) -> Bool { tailKeys.withUTF8(at: Int(tail[door]), \.isEmpty) }

    /// Returns the number of a door as its source writes it.
    func text(_ door: Int) -> String {
        let rest = tails[Int(tail[door])]
        return rest.hasPrefix(Self.wholeMark) ? String(rest.dropFirst()) : String(value(door)) + rest
    }

    /// Returns the last number of a door whose number is a range; nil for other doors.
    func last(_ door: Int) -> Int? {
        tail[door] == 0 ? nil : tailKeys.withUTF8(at: Int(tail[door])) { DoorNumber.last(ofRange: $0) }
    }

    /// Returns the first door of `range` whose (digits, tail row) are not below (`value`, `row`). O(log doors).
    func lowerBound(_ range: Range<Int>, value: Int, tail row: Int = 0) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if (self.value(middle), Int(tail[middle])) < (value, row) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Returns the rows of the tails with this comparison form; empty when there is none. O(log tails).
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

    /// Returns the lines of a street.
    func paths(_ street: Int) -> [[Coordinate]] {
        (Int(firstPath[street])..<Int(firstPath[street + 1])).map { path in
            (Int(firstVertex[path])..<Int(firstVertex[path + 1])).map { vertex in
                Coordinate(
                    longitude: FixedCoordinate.decode(vertexLongitude[vertex]),
                    latitude: FixedCoordinate.decode(vertexLatitude[vertex]))
            }
        }
    }

    /// Returns whether a street is known only from its doors.
    func hasNoLine(_ street: Int) -> Bool { firstPath[street] == firstPath[street + 1] }
}
