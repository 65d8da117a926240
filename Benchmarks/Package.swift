// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]
let index = Target.Dependency.product(name: "GeoIndex", package: "Plision")
let locator = Target.Dependency.product(name: "Locator", package: "Plision")
let tiles = Target.Dependency.product(name: "TileServer", package: "Plision")
let routing = Target.Dependency.product(name: "Routing", package: "Plision")

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "Plision", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    ],
    targets: [
        .executableTarget(name: "GeocoderBenchmark", dependencies: [index, locator], swiftSettings: strict),
        .executableTarget(name: "IndexBenchmark", dependencies: [index], swiftSettings: strict),
        .executableTarget(
            name: "PlaintextPeer",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")], swiftSettings: strict),
        .executableTarget(name: "ServiceBenchmark", dependencies: [index, locator], swiftSettings: strict),
        .executableTarget(name: "RoutingBenchmark", dependencies: [index, routing], swiftSettings: strict),
        .executableTarget(
            name: "TileBenchmark", dependencies: [index, locator, routing, tiles], swiftSettings: strict),
    ]
)
