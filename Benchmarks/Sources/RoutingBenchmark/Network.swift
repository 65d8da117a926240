import Glibc

/// A network of nodes and weighted arcs, as written by `peers/network-to-bytes.py`: counts, coordinates, arcs, places.
struct Network {
    let nodeCount: Int
    let longitudes: [Double]
    let latitudes: [Double]
    let tails: [Int32]
    let heads: [Int32]
    let milliseconds: [Int32]
    let places: [Int32]

    init?(path: String) {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        func read<T: BitwiseCopyable>(_ count: Int, _ zero: T) -> [T]? {
            var values = [T](repeating: zero, count: count)
            return fread(&values, MemoryLayout<T>.size, count, file) == count ? values : nil
        }
        guard let counts = read(3, Int32(0)), counts.allSatisfy({ $0 >= 0 }) else { return nil }
        nodeCount = Int(counts[0])
        let arcCount = Int(counts[1])
        guard let longitudes = read(nodeCount, 0.0), let latitudes = read(nodeCount, 0.0),
            let tails = read(arcCount, Int32(0)), let heads = read(arcCount, Int32(0)),
            let milliseconds = read(arcCount, Int32(0)), let places = read(Int(counts[2]), Int32(0))
        else { return nil }
        self.longitudes = longitudes
        self.latitudes = latitudes
        self.tails = tails
        self.heads = heads
        self.milliseconds = milliseconds
        self.places = places
    }
}

/// Seeded random numbers, the same as those of the peers' script.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}

/// Seconds of a monotonic clock.
func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Resident memory in megabytes.
func residentMegabytes() -> Double {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let fields = line.split(separator: 32)
    guard fields.count > 1, let pages = Double(String(decoding: fields[1].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    else { return 0 }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
}
