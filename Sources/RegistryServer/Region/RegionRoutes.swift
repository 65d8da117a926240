internal import HTTPTypes
internal import Hummingbird
internal import MapSupport
internal import Records
internal import Registry
internal import TileServer
internal import WebSupport

/// The map of the region for people who keep structures: `/tiles/…`, `/styles/…`, `/sprites/…` and `/fonts/…`.
///
/// The map is public, but which part of it somebody looks at may tell where a secret place is: nothing of it is kept by
/// browsers, and only people with a role can have it drawn.
struct RegionRoutes: Sendable {
    let home: RegistryHome
    let threads: WorkThreads
    let region: LiveValue<RegionDataset>?
    let configuration: RegistryConfiguration
    /// The names of the server for the links of styles.
    let names: OutsideNames

    private static let paths = [
        "/tiles/{layer}.json", "/tiles/{layer}/{z}/{x}/{y}.mvt", "/styles/{name}.json", "/sprites/{name}",
        "/fonts/{stack}/{range}.pbf",
    ]

    /// The routes, for the table of all. Whoever proposes closures has a form with a map, and so has whoever drafts structures,
    /// who proposes closures too.
    static let rights = paths.map { RouteRight(method: "GET", path: $0, access: .row(.proposeClosures)) }

    private typealias Answer =
        @Sendable (Request, WebContext, RegionDataset, _ works: Bool) async throws -> Response?

    /// Adds the routes. Without a dataset they answer that there is nothing.
    func add(to routes: inout Routes) {
        let (names, glyphs) = (names, GlyphServer())
        let answers: [Answer] = [
            { request, context, data, _ in
                _ = try request.parameters(.none)
                let set = try Self.set(context)
                let address = names.address(of: request, context)
                return MapRoutes.document(data.tiles.renderer.tileJSON(set, base: address.full), request, address)
            },
            { request, context, data, works in
                _ = try request.parameters(.none)
                let set = try Self.set(context)
                let (z, x, y) = try MapRoutes.coordinate(
                    context, row: context.component("y"), deepest: TileCoordinate.deepestZoom)
                return try await TileAnswer(.set(set), z: z, x: x, y: y).response(to: request, data, works: works)
            },
            { request, context, data, _ in
                _ = try request.parameters(Self.language)
                let name = try context.component("name")
                guard let style = MapStyle(rawValue: name) else {
                    throw Problem.bad(
                        "name", came: name, among: MapStyle.allCases.map(\.rawValue),
                        what: Phrase(el: "ύφος χάρτη", en: "map style"))
                }
                let address = names.address(of: request, context)
                return MapRoutes.document(
                    style.document(MapRoutes.style(data, address, request.registryLanguage)), request, address)
            },
            { request, context, data, _ in try MapRoutes.sprite(request, context, data) },
            { request, context, _, works in
                try await FontRoute.glyphs(request, context, glyphs, works: works)
            },
        ]
        for (path, answer) in zip(Self.paths, answers) {
            routes.expensiveUnlessKnown(RouterPath(path), .quick) { request, context, works in
                // What is shared with equal requests has no cookie; each was admitted before.
                if !works { try await admit(request) }
                guard let data = region?.current else { throw Problem.notFound }
                guard var response = try await answer(request, context, data, works) else { return nil }
                response.headers[.cacheControl] = "no-store"
                return response
            }
        }
    }

    private static let language = ParameterSet([PageRoute.language])

    private static func set(_ context: WebContext) throws(Problem) -> TileRenderer.TileSet {
        try MapRoutes.set(
            named: context.component("layer"), among: TileRenderer.TileSet.allCases.map(\.rawValue))
    }

    /// Refuses whoever is not signed in with a role that has pages with a map.
    private func admit(_ request: Request) async throws {
        let token = PageCookies(request, isSecure: configuration.isSecure).session
        try await threads.registry { () throws(RegistryError) in
            guard let token else {
                throw RegistryError(.notSignedIn, at: "session", "sign in first", el: "συνδεθείτε πρώτα")
            }
            try home.require(.proposeClosures, by: try home.caller(token))
        }
    }
}
