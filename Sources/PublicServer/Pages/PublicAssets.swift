internal import Hummingbird
internal import WebSupport

#if canImport(Glibc)
    internal import Glibc
#endif

/// The files under `/assets`: our own from the resources of the program, and the map library from a folder.
struct PublicAssets: Sendable {
    private let assets: [String: Asset]
    /// Whether the map library exists.
    let hasMap: Bool

    /// Reads the map library from `folder` when both of its files exist.
    init(folder: String?) {
        var assets = [
            "plision.css": Asset(PackageResources.plision_css, mediaType: "text/css; charset=utf-8"),
            "plision.js": Asset(PackageResources.plision_js, mediaType: "text/javascript; charset=utf-8"),
            "icon.svg": Asset(PackageResources.icon_svg, mediaType: "image/svg+xml"),
        ]
        let library = [
            ("maplibre-gl.js", "text/javascript; charset=utf-8"), ("maplibre-gl.css", "text/css; charset=utf-8"),
        ]
        let files = library.compactMap { name, type in
            folder.flatMap { Self.read("\($0)/\(name)") }.map { (name: name, bytes: $0, type: type) }
        }
        hasMap = files.count == library.count
        if hasMap {
            for file in files { assets[file.name] = Asset(file.bytes, mediaType: file.type) }
        }
        self.assets = assets
    }

    /// Compresses the files before the first request.
    func prepare() {
        for asset in assets.values { asset.prepare() }
    }

    func answer(_ request: Request, _ context: WebContext) throws -> Response {
        let name = try context.component("name")
        guard let asset = assets[name] else { throw Problem.notFound }
        return asset.response(to: request)
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size < 64 << 20 else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            // `read` returns the number of bytes written to the buffer, which is the initialised part.
            while count < size {
                let part = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                guard part > 0 else { return }
                count += part
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
