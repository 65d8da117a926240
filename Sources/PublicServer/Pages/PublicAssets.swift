internal import Hummingbird
internal import MapSupport
internal import PageKit
internal import Records
internal import TileServer
internal import WebSupport

/// The files under `/assets`: our own from the resources of the program, and the map library from a folder.
///
/// Each file has two names. One holds a hash of its bytes, is named by pages and other files, and may be kept for ever;
/// the plain one may be kept for minutes.
package struct PublicAssets: Sendable {
    private var assets: [String: Asset] = [:]
    /// The names with a hash by plain names.
    private var hashedNames: [String: String] = [:]
    /// The service worker; its bytes change with those of every file it names.
    private(set) var worker: Asset
    private var manifests: [Language: Asset] = [:]
    /// Whether the map library exists.
    let hasMap: Bool

    /// Reads the map library from `folder` when both of its files exist.
    package init(folder: String?) {
        let library = MapLibrary(folder: folder)
        hasMap = library != nil
        worker = Asset([], mediaType: "")
        for file in library?.files ?? [] { add(file.name, file.bytes, file.mediaType) }
        add("icon.svg", KitAsset.icon, "image/svg+xml")
        add("pictograms.svg", Array(Pictogram.symbols.utf8), "image/svg+xml")
        // These name the files above.
        addLinked("plision.css", KitAsset.stylesheet, "text/css; charset=utf-8")
        // Each names only files before it.
        let scripts = [
            ("tabs.js", PackageResources.tabs_js), ("suggest.js", PackageResources.suggest_js),
            ("keep.js", PackageResources.keep_js), ("map-kit.js", KitAsset.mapKit), ("map.js", PackageResources.map_js),
            ("plision.js", PackageResources.plision_js), ("planner.js", PackageResources.planner_js),
        ]
        for (name, bytes) in scripts { addLinked(name, bytes, Self.script) }
        let tags = Language.allCases.map { "'\($0.tag)'" }.joined(separator: ", ")
        let source = String(decoding: PackageResources.service_worker_js, as: UTF8.self)
            .replacing("const LANGUAGES = ['el'];", with: "const LANGUAGES = [\(tags)];")
        worker = Asset(Array(linked(source).utf8), mediaType: Self.script, cacheControl: "no-cache")
        manifests = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, manifest(in: $0)) })
    }

    private static let script = "text/javascript; charset=utf-8"

    /// The description of the pages as an app, for the home screen of a device.
    func manifest(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        guard let manifest = manifests[request.pageLanguage] else { throw Problem.notFound }
        return manifest.response(to: request)
    }

    private func manifest(in language: Language) -> Asset {
        var json = JSONWriter()
        json.object { json in
            json.member("name", Layout.words.brand[language])
            json.member("lang", language.tag)
            json.member("start_url", "/?lang=\(language.tag)")
            json.member("scope", "/")
            json.member("display", "standalone")
            json.member("background_color", "#ffffff")
            json.member("theme_color", "#ffffff")
            json.key("icons")
            json.array { json in
                json.object { json in
                    json.member("src", linked("/assets/icon.svg"))
                    json.member("sizes", "any")
                    json.member("type", "image/svg+xml")
                }
            }
        }
        return Asset(json.bytes, mediaType: "application/manifest+json")
    }

    private mutating func add(_ name: String, _ bytes: [UInt8], _ mediaType: String) {
        let end = name.lastIndex(of: ".") ?? name.endIndex
        let hashed = "\(name[..<end])-\(EntityTag.of(bytes))\(name[end...])"
        hashedNames[name] = hashed
        assets[name] = Asset(bytes, mediaType: mediaType)
        assets[hashed] = Asset(bytes, mediaType: mediaType, cacheControl: "public, max-age=31536000, immutable")
    }

    private mutating func addLinked(_ name: String, _ bytes: [UInt8], _ mediaType: String) {
        add(name, Array(linked(String(decoding: bytes, as: UTF8.self)).utf8), mediaType)
    }

    /// A text with the addresses of all files added so far replaced by those with a hash.
    func linked(_ text: String) -> String {
        var text = text
        for (name, hashed) in hashedNames { text = text.replacing("/assets/\(name)", with: "/assets/\(hashed)") }
        return text
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
}
