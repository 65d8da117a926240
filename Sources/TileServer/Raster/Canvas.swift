internal import CCairo

/// A Cairo surface: a picture in memory or a page of a PDF. Not thread-safe.
final class Canvas {
    let context: OpaquePointer
    private let surface: OpaquePointer
    /// The size in the units of the canvas: unscaled pixels, or points.
    let width: Double
    let height: Double
    private let pixels: (width: Int, height: Int)

    /// Creates an opaque picture of `width` × `height` units of `scale` pixels each; fails when memory is short.
    init?(width: Int, height: Int, scale: Double = 1) {
        pixels = (Int(Double(width) * scale), Int(Double(height) * scale))
        surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, CInt(pixels.width), CInt(pixels.height))
        context = cairo_create(surface)
        (self.width, self.height) = (Double(width), Double(height))
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { return nil }
        cairo_scale(context, scale, scale)
        // Curves occur only as ends and corners of lines, where a quarter of a pixel is accurate enough.
        cairo_set_tolerance(context, 0.25)
    }

    /// Creates a transparent picture; see ``init(width:height:scale:)``.
    init?(transparentWidth width: Int, height: Int, scale: Double) {
        pixels = (Int(Double(width) * scale), Int(Double(height) * scale))
        surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, CInt(pixels.width), CInt(pixels.height))
        context = cairo_create(surface)
        (self.width, self.height) = (Double(width), Double(height))
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { return nil }
        cairo_scale(context, scale, scale)
    }

    /// The picture as PNG with transparency; nil when memory is short.
    func transparentPNG() -> [UInt8]? {
        let sink = ByteSink()
        let status = cairo_surface_write_to_png_stream(
            surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
        return status == CAIRO_STATUS_SUCCESS ? sink.bytes : nil
    }

    /// Creates a PDF page of `width` × `height` points, written to `sink`.
    init?(pdf sink: ByteSink, width: Double, height: Double) {
        pixels = (0, 0)
        surface = cairo_pdf_surface_create_for_stream(
            ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), width, height)
        context = cairo_create(surface)
        (self.width, self.height) = (width, height)
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { return nil }
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Ends a PDF; all its bytes are then in the sink.
    func finish() {
        cairo_show_page(context)
        cairo_surface_finish(surface)
    }

    func colour(_ colour: Colour, opacity: Double = 1) {
        cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, opacity)
    }

    /// Calls `body` with the pixels of a picture, row by row, each 0x00RRGGBB; nil for a PDF.
    func withPixels<Result>(
        _ body: (_ row: (Int) -> UnsafeBufferPointer<UInt32>, _ width: Int, _ height: Int) -> Result
    )
        -> Result?
    {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        // Cairo aligns rows to 32 bit pixels and keeps them as long as the surface lives.
        return body(
            { row in
                UnsafeBufferPointer(
                    start: UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self),
                    count: self.pixels.width)
            }, pixels.width, pixels.height)
    }
}

/// Collects bytes written by C code.
final class ByteSink {
    var bytes: [UInt8] = []

    /// Appends bytes to the sink that the first argument points to.
    static let write: cairo_write_func_t = { sink, bytes, count in
        guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes
            .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
    }
}
