internal import ArgumentParser
internal import GeoStore
internal import Locator
internal import TileServer

/// `plision tiles`: writes tiles into files.
struct TilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tiles", abstract: "Tiles as files, for machines without this server.",
        subcommands: [TilesExportCommand.self])
}

/// `plision tiles export`: writes all tiles of a layer into one file.
struct TilesExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "All tiles of a layer as one PMTiles or MBTiles file.",
        discussion: """
            Example: plision tiles export --layer base --zoom 0-14 --out build/base.pmtiles
            An interrupted export continues when the same command is run again; the bytes are the same.
            """)

    @Option(
        help: ArgumentHelp(
            "The layer: \(TileRenderer.TileSet.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
    var layer: String

    @Option(help: ArgumentHelp("First and last zoom.", valueName: "n-n"))
    var zoom = "0-14"

    @Option(help: ArgumentHelp("The file to write, .pmtiles or .mbtiles.", valueName: "file"))
    var out: String

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        _ = try zooms()
        guard let set = TileRenderer.TileSet(rawValue: layer), !set.isLive else {
            let known = TileRenderer.TileSet.allCases.filter { !$0.isLive }.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--layer \(layer): expected one of \(known)")
        }
        guard out.hasSuffix(".pmtiles") || out.hasSuffix(".mbtiles") else {
            throw ValidationError("--out \(out): expected a name that ends in .pmtiles or .mbtiles")
        }
    }

    func run() throws {
        try Output.checkFolder(of: out)
        let dataset = try datasetOptions.open()
        let map: BaseMap
        do {
            map = try BaseMap(directory: dataset.directory, buildID: dataset.buildID)
        } catch {
            throw Failure(error)
        }
        guard let set = TileRenderer.TileSet(rawValue: layer),
            let export = TileExport(TileRenderer(dataset: dataset, map: map), set, zooms: try zooms())
        else { throw Failure.failed("\(dataset.directory): nothing to draw here") }
        let progress = ProgressLine()
        func show(_ done: Int, _ all: Int) -> Bool {
            progress.show("tiles", fraction: Double(done) / Double(max(all, 1)))
            return true
        }
        do {
            let count: Int
            if out.hasSuffix(".pmtiles") {
                var writer = PMTilesWriter(export, path: out)
                count = try writer.run(show)
            } else {
                count = try writeMBTiles(export, show)
            }
            progress.done("\(export.tiles.count) tiles drawn")
            Output.line("\(out)  \(count) tiles")
        } catch let error as TileFileError {
            throw Failure(error)
        } catch let error as StoreError {
            throw Failure(error)
        }
    }

    private func writeMBTiles(_ export: TileExport, _ progress: TileExport.Progress) throws -> Int {
        let file = try MBTilesFile(path: out, export: export.fingerprint)
        try export.forEachChunk(from: file.done) { tiles, done in
            try file.add(
                tiles.map {
                    MBTilesFile.Tile(z: $0.tile.z, x: $0.tile.x, y: $0.tile.y, bytes: $0.bytes, content: $0.content)
                }, done: done)
            return progress(done, export.tiles.count)
        }
        return try file.finish(export.mbtilesMetadata)
    }

    private func zooms() throws -> ClosedRange<Int> {
        let parts = zoom.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2,
            (0...TileCoordinate.deepestZoom).contains(first), (first...TileCoordinate.deepestZoom).contains(last)
        else {
            throw ValidationError(
                "--zoom \(zoom): expected two zooms from 0 to \(TileCoordinate.deepestZoom), such as 0-14")
        }
        return first...last
    }
}
