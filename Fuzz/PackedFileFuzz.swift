import GeoIndex

private let kind = FileKind(literal: "FUZZ")

/// A file with a tree of points, a tree of boxes, an index of areas and texts.
private let sample: [UInt8] = {
    var writer = PackedFileWriter(kind: kind)
    let points = (0..<300).map { Coordinate(longitude: Double($0 % 20), latitude: Double($0 / 20)) }
    let corners = [(0.0, 0.0), (6, 0), (6, 6), (0, 6)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
    let hole = [(2.0, 2.0), (3, 2), (3, 3)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
    PackedRTree.build(points: points, into: &writer, prefix: "points")
    PackedRTree.build(boxes: points.map { BoundingBox($0).padded(metres: 900) }, into: &writer, prefix: "boxes")
    AreaIndex.build(
        areas: [[Polygon(rings: [corners, hole])], [Polygon(rings: [hole])]], into: &writer, prefix: "areas")
    writer.add("texts", texts: ["", "Βόλος", "a"])
    return writer.bytes(buildID: BuildID(high: 1, low: 2))
}()

/// Fuzz target: any bytes as a packed file, or as changes to a valid one with corrected checksums, are refused, or
/// answer queries without a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPackedFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    if choice & 3 == 0 {
        ask(Array(input.dropFirst()))
        return 0
    }
    var bytes = sample
    for change in stride(from: 1, to: input.count - 3, by: 4) {
        let place = Int(input[change]) | Int(input[change + 1]) << 8 | Int(input[change + 2]) << 16
        bytes[place % bytes.count] = input[change + 3]
    }
    seal(&bytes)
    ask(bytes)
    return 0
}

/// Corrects the checksums, as far as the section table is usable.
private func seal(_ bytes: inout [UInt8]) {
    func number(_ place: Int, _ size: Int) -> Int {
        (0..<min(size, 7)).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    func write(_ hash: UInt64, at place: Int) {
        for byte in 0..<8 { bytes[place + byte] = UInt8(truncatingIfNeeded: hash >> UInt64(8 * byte)) }
    }
    func hash(_ range: Range<Int>) -> UInt64 { bytes[range].withUnsafeBytes { XXH64.hash($0) } }
    let widths = [0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8]
    let sections = number(40, 4)
    let tableEnd = 64 + (sections * 96 + 63) / 64 * 64
    guard tableEnd <= bytes.count else { return }
    for entry in stride(from: 64, to: 64 + sections * 96, by: 96) {
        let (type, offset, count) = (number(entry + 64, 1), number(entry + 72, 8), number(entry + 80, 8))
        guard type < widths.count, count < bytes.count else { continue }
        let end = offset + (count * widths[type] + 63) / 64 * 64
        if end <= bytes.count { write(hash(offset..<end), at: entry + 88) }
    }
    write(hash(64..<tableEnd), at: 48)
    write(hash(0..<56), at: 56)
}

private func ask(_ bytes: [UInt8]) {
    let file: PackedFile
    do {
        file = try PackedFile.open(bytes: bytes, kind: kind, name: "fuzz")
    } catch {
        precondition(error.description.hasPrefix("fuzz: "), "a refusal that does not say of what")
        return
    }
    let here = Coordinate(longitude: 2.5, latitude: 2.25)
    for prefix in ["points", "boxes"] {
        guard let tree = try? PackedRTree(file: file, prefix: prefix) else { continue }
        for neighbour in tree.nearest(to: here, count: 20) { precondition(neighbour.index < tree.count) }
        for index in tree.search(BoundingBox(west: 1, south: 1, east: 4, north: 3)) { precondition(index < tree.count) }
        _ = tree.nearest(to: here, count: 3, maximumMetres: 1_000) { $0 % 2 == 0 }
        _ = tree.search(BoundingBox(west: 170, south: -90, east: -170, north: 90))
        _ = try? tree.checkInvariants()
    }
    if let areas = try? AreaIndex(file: file, prefix: "areas") {
        for step in 0..<60 {
            let position = Coordinate(longitude: Double(step % 8) - 0.5, latitude: Double(step / 8) - 0.25)
            if let match = areas.locate(position) { precondition(match.index < areas.count) }
        }
        for index in 0..<areas.count {
            _ = areas.rings(of: index)
            _ = areas.bounds(of: index)
        }
    }
    if let texts = try? file.texts("texts") { _ = texts.reduce(0) { $0 + $1.utf8.count } }
}
