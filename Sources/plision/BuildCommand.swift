internal import ArgumentParser
internal import GeoStore
internal import Locator
internal import Records
internal import Routing

/// `plision build`: builds a dataset from the store.
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds the dataset from the feature store, all at once or not at all.",
        discussion: """
            Example: plision build --store build/features.sqlite --dataset build/dataset
            With --published the structures that a registry has published take the place of those in the store.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var datasetOptions: DatasetOptions
    @OptionGroup var publishedOptions: PublishedOptions

    func run() throws {
        do {
            let snapshot = try publishedOptions.snapshot()
            let store = try FeatureStore.open(path: storeOptions.store)
            var contents = try store.contents()
            guard !contents.dataset.region.credits.isEmpty else {
                throw Failure.malformed(
                    "\(storeOptions.store): nothing was imported into it; run `plision import` first")
            }
            for finding in snapshot.map({ contents.dataset.take($0) }) ?? [] {
                note("published: \(finding.id): \(finding.text)")
            }
            // The base map is read from the store concurrently with the roads; it does not depend on them.
            let map = MapFeed(store: storeOptions.store, contents)
            var roads = RoadGraphBuilder(
                limits: contents.speedLimits ?? RegionLimits(), isSample: try store.hasSampleRoads())
            try store.feed(&roads)
            var writer = try DatasetWriter(
                contents.dataset, roads: roads, postcodes: contents.postcodes, bounds: contents.clip
            ) { try store.feed(&$0) }
            writer.add(try map.file())
            let sizes = try writer.write(to: datasetOptions.dataset)
            for size in sizes { Output.line("\(size.name)  \(size.bytes) bytes") }
            Output.line("build \(writer.buildID)")
        } catch let error as StoreError {
            throw Failure(error)
        } catch let error as DatasetError {
            throw Failure(error)
        }
    }
}
