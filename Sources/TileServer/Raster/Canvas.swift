internal import CCairo

/// A surface to draw on: a picture in memory or a page of a PDF. One thread at a time.
final class Canvas {
    let context: OpaquePointer
    private let surface: OpaquePointer
    /// Size in the canvas's own units: pixels before scaling, or points.
    let width: Double
    let height: Double
    private let pixels: (width: Int, height: Int)

    /// A picture of `width` × `height` units, each `scale` pixels wide; nothing when memory is short.
    init?(width: Int, height: Int, scale: Double = 1) {
        pixels = (Int(Double(width) * scale), Int(Double(height) * scale))
        surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, CInt(pixels.width), CInt(pixels.height))
        context = cairo_create(surface)
        (self.width, self.height) = (Double(width), Double(height))
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { return nil }
        cairo_scale(context, scale, scale)
        // Curves, which here are ends and corners of lines, may be a quarter of a pixel off.
        cairo_set_tolerance(context, 0.25)
    }

    /// A picture that is transparent where nothing is drawn.
    init?(transparentWidth width: Int, height: Int, scale: Double) {
        pixels = (Int(Double(width) * scale), Int(Double(height) * scale))
        surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, CInt(pixels.width), CInt(pixels.height))
        context = cairo_create(surface)
        (self.width, self.height) = (Double(width), Double(height))
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { return nil }
        cairo_scale(context, scale, scale)
    }

    /// The picture as PNG with transparency; nothing when memory is short.
    func transparentPNG() -> [UInt8]? {
        let sink = ByteSink()
        let status = cairo_surface_write_to_png_stream(
            surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
        return status == CAIRO_STATUS_SUCCESS ? sink.bytes : nil
    }

    /// A page of a PDF of `width` × `height` points whose bytes `write` takes as they come.
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

    /// Ends a document: all its bytes have been written after this.
    func finish() {
        cairo_show_page(context)
        cairo_surface_finish(surface)
    }

    func colour(_ colour: Colour, opacity: Double = 1) {
        cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, opacity)
    }

    /// Calls `body` with the pixels of a picture, row by row, each 0x00RRGGBB.
    func withPixels<Result>(
        _ body: (_ row: (Int) -> UnsafeBufferPointer<UInt32>, _ width: Int, _ height: Int) -> Result
    )
        -> Result?
    {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        // Cairo aligns rows for 32 bit pixels and keeps them as long as the surface lives.
        return body(
            { row in
                UnsafeBufferPointer(
                    start: UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self),
                    count: self.pixels.width)
            }, pixels.width, pixels.height)
    }
}

/// Bytes that C code hands over piece by piece.
final class ByteSink {
    var bytes: [UInt8] = []

    /// Takes bytes for the sink that the first argument points at.
    static let write: cairo_write_func_t = { sink, bytes, count in
        guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes
            .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
    }
}
