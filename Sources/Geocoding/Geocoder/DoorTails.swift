/// The distinct texts after the first digits of house numbers, in the order in which doors are stored.
struct DoorTails {
    /// Sorts by comparison form, then by text.
    struct Order: Comparable, Hashable {
        var key: [UInt8]
        var text: String

        init(_ number: DoorNumber) {
            key = number.key
            let digits = String(number.value)
            text =
                number.text.utf8.starts(with: digits.utf8)
                ? String(decoding: number.text.utf8.dropFirst(digits.utf8.count), as: UTF8.self)
                : DoorColumns.wholeMark + number.text
        }

        static func < (left: Order, right: Order) -> Bool {
            left.key == right.key ? left.text < right.text : left.key.lexicographicallyPrecedes(right.key)
        }
    }

    private let rows: [Order: UInt32]
    /// The tails as ``DoorColumns`` stores them, the empty one first.
    let texts: [String]
    /// The comparison form of each tail.
    let keys: [String]

    /// Collects the tails of all numbers. O(n log n).
    init(_ numbers: some Sequence<DoorNumber>) {
        var distinct: Set<Order> = [Order(DoorNumber(value: 0))]
        for number in numbers where !number.isPlain { distinct.insert(Order(number)) }
        let sorted = distinct.sorted()
        texts = sorted.map(\.text)
        keys = sorted.map { String(decoding: $0.key, as: UTF8.self) }
        rows = Dictionary(uniqueKeysWithValues: zip(sorted, 0..<UInt32(sorted.count)))
    }

    /// Returns the row of a number's tail; 0 for a number without one.
    func row(of number: DoorNumber) -> UInt32 { number.isPlain ? 0 : rows[Order(number)] ?? 0 }
}
