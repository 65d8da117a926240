/// A stable sort of 64-bit keys, digit by digit.
enum RadixSort {
    /// The positions of the keys in ascending order, equal ones by position. O(n).
    static func order(of keys: [UInt64]) -> [UInt32] {
        let (bits, digits) = (11, 1 << 11)
        var order = (0..<keys.count).map { UInt32(truncatingIfNeeded: $0) }
        var next = order
        let differing = keys.reduce(0) { $0 | ($1 ^ (keys.first ?? 0)) }
        for shift in stride(from: 0, to: 64, by: bits) where (differing >> UInt64(shift)) & UInt64(digits - 1) != 0 {
            func digit(_ item: UInt32) -> Int {
                Int(truncatingIfNeeded: (keys[Int(item)] >> UInt64(shift)) & UInt64(digits - 1))
            }
            var places = [Int](repeating: 0, count: digits)
            for item in order { places[digit(item)] += 1 }
            var sum = 0
            for value in places.indices { (places[value], sum) = (sum, sum + places[value]) }
            for item in order {
                next[places[digit(item)]] = item
                places[digit(item)] += 1
            }
            swap(&order, &next)
        }
        return order
    }
}
