internal import Hummingbird
internal import MapSupport
internal import TileServer
internal import WebSupport

extension PublicRoutes {
    /// Adds tiles, pictures, styles, fonts and sprites.
    func addTiles(to routes: inout Routes) {
        let live = live
        let (names, archive) = (names, archive)
        routes.expensiveUnlessKnown("/tiles/{layer}.json", .quick) { request, context, works in
            let address = names.address(of: request, context)
            return try await TileRoutes.tileJSON(request, context, live.current, address: address, works: works)
        }
        routes.expensiveUnlessKnown("/tiles/{layer}/{z}/{x}/{y}.mvt", .quick) { request, context, works in
            try await TileRoutes.tile(request, context, live.current, archive, works: works)
        }
        routes.expensiveUnlessKnown("/tiles/{layer}/{z}/{x}/{y}.png", .quick) { request, context, works in
            try await PictureRoutes.tile(request, context, live.current, works: works)
        }
        routes.expensive("/maps/static.png", .quick) { request, _ in
            try await PictureRoutes.map(request, live.current)
        }
        routes.expensive("/maps/coverage.pdf") { request, _ in try await SheetRoute.sheet(request, live.current) }
        routes.get("/sprites/{name}") { request, context in
            try MapRoutes.sprite(request, context, live.current)
        }
        routes.get("/ogc/tileMatrixSets") { request, context in
            try OGCTileRoutes.matrixSets(request, live.current, address: names.address(of: request, context))
        }
        routes.get("/ogc/tileMatrixSets/{matrix}") { request, context in
            try OGCTileRoutes.matrixSet(request, context, live.current)
        }
        for type in TileDataType.allCases {
            let sets = "/ogc/collections/{collection}/\(type.path)"
            routes.get(RouterPath(sets)) { request, context in
                let address = names.address(of: request, context)
                return try OGCTileRoutes.sets(type, request, context, live.current, address: address)
            }
            routes.get(RouterPath("\(sets)/{matrix}")) { request, context in
                let address = names.address(of: request, context)
                return try OGCTileRoutes.set(type, request, context, live.current, address: address)
            }
        }
        let ogcTile: RouterPath = "/ogc/collections/{collection}/tiles/{matrix}/{z}/{y}/{x}"
        routes.expensiveUnlessKnown(ogcTile, .quick) { request, context, works in
            _ = try OGCTileRoutes.matrix(context, among: TileDataType.vector.matrixSets)
            return try await TileRoutes.tile(request, context, live.current, archive, layer: "collection", works: works)
        }
        let ogcPicture: RouterPath = "/ogc/collections/{collection}/map/tiles/{matrix}/{z}/{y}/{x}"
        routes.expensiveUnlessKnown(ogcPicture, .quick) { request, context, works in
            try await OGCTileRoutes.picture(request, context, live.current, works: works)
        }
        let glyphs = GlyphServer()
        routes.expensiveUnlessKnown("/fonts/{stack}/{range}.pbf", .quick) { request, context, works in
            try await FontRoute.glyphs(request, context, glyphs, works: works)
        }
        routes.expensiveUnlessKnown("/styles/{name}.json", .quick) { request, context, works in
            let address = names.address(of: request, context)
            return try await TileRoutes.style(request, context, live.current, address: address, works: works)
        }
    }
}
