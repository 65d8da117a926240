/// The join of two labels.
enum LabelSums {
    /// The least sum of two rows at the same place, among the first `count` places and at most `unreachable`. Eight
    /// places at a time.
    ///
    /// Both pointers must address at least `count` initialised weights.
    @inline(__always)
    static func least(
        _ a: UnsafePointer<TravelWeight>, _ b: UnsafePointer<TravelWeight>, count: Int
    ) -> TravelWeight {
        let (rawA, rawB) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
        var best = SIMD8<TravelWeight>(repeating: .unreachable)
        var at = 0
        while at &+ 8 <= count {
            let sum =
                rawA.loadUnaligned(fromByteOffset: at &* 4, as: SIMD8<TravelWeight>.self)
                &+ rawB.loadUnaligned(fromByteOffset: at &* 4, as: SIMD8<TravelWeight>.self)
            best.replace(with: sum, where: sum .< best)
            at &+= 8
        }
        var result = best.min()
        while at < count {
            result = min(result, a[at] &+ b[at])
            at &+= 1
        }
        return result
    }

    /// The first place with that sum, or nil.
    static func place(
        of sum: TravelWeight, _ a: UnsafePointer<TravelWeight>, _ b: UnsafePointer<TravelWeight>, count: Int
    ) -> Int? {
        (0..<count).first { a[$0] &+ b[$0] == sum }
    }
}
