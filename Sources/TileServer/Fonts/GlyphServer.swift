internal import Caching
internal import CCairo

/// Serves glyphs for maps drawn by the client: ranges of 256 characters as signed distance fields, created from
/// installed fonts and cached.
public final class GlyphServer: Sendable {
    /// The font stacks that styles may use, and their fonts.
    private static let stacks: [String: (family: String, isBold: Bool)] = [
        "Noto Sans Regular": ("Noto Sans", false), "Noto Sans Bold": ("Noto Sans", true),
    ]

    /// The names of the font stacks.
    public static var names: [String] { stacks.keys.sorted() }

    /// The first known font in a comma-separated list of a path; nil when none is known.
    public static func name(listedIn stack: String) -> String? {
        stack.split(separator: ",").lazy.map { String($0.drop { $0 == " " }) }.first { stacks[$0] != nil }
    }

    /// The first character of a range such as `256-511`; nil when the text is not a valid range.
    public static func first(ofRange text: String) -> Int? {
        guard let first = text.split(separator: "-").first.flatMap({ Int($0) }), (0..<65536).contains(first),
            first % 256 == 0, text == "\(first)-\(first + 255)"
        else { return nil }
        return first
    }

    private struct Range: Hashable {
        var stack: String
        var first: Int
    }

    /// No font is installed for a stack.
    private struct NoFont: Error {}

    /// Ranges by their bytes; all ranges of both stacks take less.
    private let ranges = Memo<Range, [UInt8]>(costLimit: 8 << 20) { $0.count + 64 }
    /// The font size in pixels that MapLibre's shader expects.
    private static let size = 24

    /// Creates a server; fonts are read when first used.
    public init() {}

    /// The cached result of ``glyphs(stack:first:)``; nil when there is none.
    public func known(stack: String, first: Int) -> [UInt8]? { ranges.known(Range(stack: stack, first: first)) }

    /// The glyphs `first` … `first + 255` of a stack as a protocol buffer. Takes about 50 ms the first time.
    ///
    /// - Returns: Nil for an unknown stack, a range that does not begin at a multiple of 256 below 65536, or a machine
    ///   without fonts.
    /// - Throws: `CancellationError` when the task is cancelled while it waits for an equal question.
    public func glyphs(stack: String, first: Int) async throws -> [UInt8]? {
        guard let source = Self.stacks[stack], (0..<65536).contains(first), first % 256 == 0 else { return nil }
        do {
            return try await ranges.value(Range(stack: stack, first: first)) {
                // Opened for each range, because a face may be used by only one thread at a time.
                guard let file = FontFile.find(family: source.family, isBold: source.isBold),
                    let face = Face(path: file.path, index: file.face, size: Self.size)
                else { throw NoFont() }
                return Self.encoded(face, stack, first)
            }
        } catch is NoFont {
            return nil
        }
    }

    private static func encoded(_ face: Face, _ stack: String, _ first: Int) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.field(1, bytes: stack.utf8)
        writer.field(2, bytes: "\(first)-\(first + 255)".utf8)
        for code in first..<(first + 256) {
            guard let glyph = face.glyph(code) else { continue }
            var own = ProtobufWriter()
            own.field(1, varint: UInt64(code))
            if !glyph.field.isEmpty { own.field(2, bytes: glyph.field) }
            own.field(3, varint: UInt64(glyph.width))
            own.field(4, varint: UInt64(glyph.height))
            own.field(5, varint: zigzag(glyph.left))
            own.field(6, varint: zigzag(glyph.top))
            own.field(7, varint: UInt64(glyph.advance))
            writer.field(3, bytes: own.bytes)
        }
        var whole = ProtobufWriter()
        whole.field(1, bytes: writer.bytes)
        return whole.bytes
    }

    private static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }
}

/// A glyph as a distance field with its metrics in pixels.
struct DistanceGlyph {
    var field: [UInt8]
    var width, height, left, top, advance: Int
}

/// A font opened at one size. Not thread-safe.
private final class Face {
    private let library: FT_Library
    private let face: FT_Face
    private let ascender: Int

    init?(path: String, index: Int, size: Int) {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0, let library else { return nil }
        var face: FT_Face?
        guard FT_New_Face(library, path, FT_Long(index), &face) == 0, let face,
            FT_Set_Char_Size(face, 0, FT_F26Dot6(size * 64), 72, 72) == 0
        else {
            FT_Done_FreeType(library)
            return nil
        }
        self.library = library
        self.face = face
        ascender = Int(face.pointee.size.pointee.metrics.ascender) / 64
    }

    deinit {
        FT_Done_Face(face)
        FT_Done_FreeType(library)
    }

    /// The glyph of a character; nil when the font has none.
    func glyph(_ code: Int) -> DistanceGlyph? {
        let index = FT_Get_Char_Index(face, FT_ULong(code))
        guard index != 0, FT_Load_Glyph(face, index, FT_Int32(FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)) == 0,
            let slot = face.pointee.glyph
        else { return nil }
        let advance = Int((Double(slot.pointee.metrics.horiAdvance) / 64).rounded())
        var field = DistanceField()
        withUnsafeMutablePointer(to: &slot.pointee.outline) { Self.decompose($0, into: &field) }
        var box = FT_BBox()
        FT_Outline_Get_CBox(&slot.pointee.outline, &box)
        let (left, right) = (Int((Double(box.xMin) / 64).rounded(.down)), Int((Double(box.xMax) / 64).rounded(.up)))
        let (bottom, top) = (Int((Double(box.yMin) / 64).rounded(.down)), Int((Double(box.yMax) / 64).rounded(.up)))
        guard slot.pointee.outline.n_points > 0, right > left, top > bottom else {
            return DistanceGlyph(field: [], width: 0, height: 0, left: 0, top: 0, advance: advance)
        }
        return DistanceGlyph(
            field: field.bytes(left: left, top: top, width: right - left, height: top - bottom),
            width: right - left, height: top - bottom, left: left, top: top - ascender, advance: advance)
    }

    private static func decompose(_ outline: UnsafeMutablePointer<FT_Outline>, into field: inout DistanceField) {
        struct Pen {
            var field: DistanceField
            var x = 0.0
            var y = 0.0
        }
        var pen = Pen(field: field)
        var callbacks = FT_Outline_Funcs(
            move_to: { to, pen in
                guard let to, let pen = pen?.assumingMemoryBound(to: Pen.self) else { return 1 }
                (pen.pointee.x, pen.pointee.y) = (Double(to.pointee.x) / 64, Double(to.pointee.y) / 64)
                pen.pointee.field.move(pen.pointee.x, pen.pointee.y)
                return 0
            },
            line_to: { to, pen in
                guard let to, let pen = pen?.assumingMemoryBound(to: Pen.self) else { return 1 }
                (pen.pointee.x, pen.pointee.y) = (Double(to.pointee.x) / 64, Double(to.pointee.y) / 64)
                pen.pointee.field.line(pen.pointee.x, pen.pointee.y)
                return 0
            },
            conic_to: { control, to, pen in
                guard let control, let to, let pen = pen?.assumingMemoryBound(to: Pen.self) else { return 1 }
                let (cx, cy) = (Double(control.pointee.x) / 64, Double(control.pointee.y) / 64)
                let (ex, ey) = (Double(to.pointee.x) / 64, Double(to.pointee.y) / 64)
                let (x, y) = (pen.pointee.x, pen.pointee.y)
                pen.pointee.field.curve(
                    (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3), (ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3),
                    (ex, ey))
                (pen.pointee.x, pen.pointee.y) = (ex, ey)
                return 0
            },
            cubic_to: { first, second, to, pen in
                guard let first, let second, let to, let pen = pen?.assumingMemoryBound(to: Pen.self) else { return 1 }
                let end = (Double(to.pointee.x) / 64, Double(to.pointee.y) / 64)
                pen.pointee.field.curve(
                    (Double(first.pointee.x) / 64, Double(first.pointee.y) / 64),
                    (Double(second.pointee.x) / 64, Double(second.pointee.y) / 64), end)
                (pen.pointee.x, pen.pointee.y) = end
                return 0
            }, shift: 0, delta: 0)
        withUnsafeMutablePointer(to: &pen) {
            _ = FT_Outline_Decompose(outline, &callbacks, UnsafeMutableRawPointer($0))
        }
        pen.field.close()
        field = pen.field
    }
}
