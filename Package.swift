// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

// Tests are compiled plainly and without debug information even where what they test is optimised: that takes half the
// time, and they run but once.
let plain = strict + [.unsafeFlags(["-Onone", "-gnone"])]

let http: [Target.Dependency] = [
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "Logging", package: "swift-log"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "Plision",
    products: [
        .executable(name: "plision", targets: ["plision"]),
        .executable(name: "plision-registry", targets: ["RegistryTool"]),
        .library(name: "GeoIndex", targets: ["GeoIndex"]),
        .library(
            name: "Locator", targets: ["Entitlement", "Exchange", "Geocoding", "Locator", "OpeningHours", "Records"]),
        .library(name: "Routing", targets: ["Routing"]),
        .library(name: "TileServer", targets: ["TileServer"]),
    ],
    // Exact versions: docs/dependencies.md lists these and what they bring along, as tested; scripts/dependencies compares.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CGEOS", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CProj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CSpatiaLite", providers: [.apt(["libspatialite-dev"])]),
        .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "COsmium",
            cxxSettings: [.define("NDEBUG")],
            linkerSettings: ["z", "bz2", "lz4", "expat"].map { .linkedLibrary($0) }),

        .target(name: "Caching", swiftSettings: strict),
        .target(name: "Compression", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "GeoIndex", swiftSettings: strict),
        .target(name: "InputFiles", dependencies: ["CExpat"], swiftSettings: strict),
        .target(
            name: "Records", dependencies: ["GeoIndex"], resources: [.embedInCode("Texts/Catalogues")],
            swiftSettings: strict),
        .target(name: "Alerts", dependencies: ["GeoIndex", "InputFiles", "Records"], swiftSettings: strict),
        .target(name: "Routing", dependencies: ["Caching", "GeoIndex", "Records"], swiftSettings: strict),
        .target(name: "Geocoding", dependencies: ["GeoIndex", "Records"], swiftSettings: strict),
        .target(name: "OpeningHours", dependencies: ["GeoIndex", "Geocoding", "Records"], swiftSettings: strict),
        .target(name: "Entitlement", dependencies: ["Geocoding", "Records"], swiftSettings: strict),
        .target(
            name: "Exchange", dependencies: ["GeoIndex", "OpeningHours", "Records", "Routing"], swiftSettings: strict),
        .target(
            name: "Locator",
            dependencies: [
                "Caching", "Entitlement", "Exchange", "GeoIndex", "Geocoding", "OpeningHours", "Publication", "Records",
                "Routing",
            ], swiftSettings: strict),
        .target(
            name: "GeoStore",
            dependencies: [
                "COsmium", "CGEOS", "CProj", "CSpatiaLite", "Entitlement", "Exchange", "GeoIndex", "Geocoding",
                "InputFiles", "OpeningHours", "Records", "Routing", grdb,
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(
            name: "Publication",
            dependencies: [
                "Alerts", "Entitlement", "GeoIndex", "Records", "Routing",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "Registry",
            dependencies: [
                "Alerts", "CSodium", "CZip", "Entitlement", "Exchange", "GeoIndex", "Geocoding", "InputFiles",
                "OpeningHours", "Publication", "Records", "Routing", grdb,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "TileServer",
            dependencies: [
                "CCairo", "Caching", "Compression", "Exchange", "GeoIndex", "Locator", "Records", "Routing",
            ],
            swiftSettings: strict),
        .target(
            name: "WebSupport",
            dependencies: [
                "Caching", "Compression", "Records", metrics, .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ] + http,
            swiftSettings: strict),
        .target(
            name: "PageKit",
            dependencies: ["Records", .product(name: "Mustache", package: "swift-mustache")],
            resources: [.embedInCode("Assets")],
            swiftSettings: strict),
        .target(
            name: "MapSupport",
            dependencies: ["GeoIndex", "Locator", "Records", "TileServer", "WebSupport", metrics] + http,
            swiftSettings: strict),
        .target(
            name: "PublicServer",
            dependencies: [
                "Alerts", "CQREncode", "Caching", "Compression", "Entitlement", "Exchange", "GeoIndex", "Geocoding",
                "Locator",
                "MapSupport", "OpeningHours", "PageKit", "Publication", "Records", "Routing", "TileServer",
                "WebSupport", metrics,
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ] + http,
            resources: [
                .embedInCode("Pages/Templates"),
                .embedInCode("Pages/Assets"),
            ],
            swiftSettings: strict),
        .target(
            name: "RegistryServer",
            dependencies: [
                "Alerts", "Entitlement", "GeoIndex", "Geocoding", "Locator", "MapSupport", "OpeningHours", "PageKit",
                "Publication", "Records", "Registry", "Routing", "TileServer", "WebSupport", metrics,
                .product(name: "Mustache", package: "swift-mustache"),
            ] + http,
            resources: [.embedInCode("Pages/Templates"), .embedInCode("Pages/Assets")],
            swiftSettings: strict),
        .executableTarget(
            name: "plision",
            dependencies: [
                "Entitlement", "Exchange", "GeoIndex", "GeoStore", "Geocoding", "InputFiles", "Locator", "OpeningHours",
                "Publication", "PublicServer", "Records", "Routing", "TileServer", "WebSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "RegistryTool",
            dependencies: [
                "GeoIndex", "Locator", "OpeningHours", "Publication", "Records", "Registry", "RegistryServer",
                "WebSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: plain),
        .target(
            name: "RuleFixtures", dependencies: ["Entitlement", "OpeningHours", "Records"], path: "Tests/RuleFixtures",
            swiftSettings: plain),
        .target(
            name: "WebTestSupport", dependencies: [.product(name: "NIOEmbedded", package: "swift-nio")] + http,
            path: "Tests/WebTestSupport", swiftSettings: plain),
        // Optimised like what it is compared with, as it searches for long.
        .target(
            name: "RoutingTestSupport", dependencies: ["Routing"], path: "Tests/RoutingTestSupport",
            swiftSettings: strict),
        // A process that tests kill while it writes.
        .executableTarget(
            name: "RegistryWriters", dependencies: ["Registry"], path: "Tests/RegistryWriters", swiftSettings: plain),
        .target(
            name: "RegistryTestSupport", dependencies: ["Registry", "TestSupport"], path: "Tests/RegistryTestSupport",
            swiftSettings: plain),
        .testTarget(
            name: "AlertsTests", dependencies: ["Alerts", "GeoIndex", "Records", "TestSupport"], swiftSettings: plain),
        .testTarget(name: "CachingTests", dependencies: ["Caching"], swiftSettings: plain),
        .testTarget(name: "CompressionTests", dependencies: ["Compression"], swiftSettings: plain),
        .testTarget(name: "InputFilesTests", dependencies: ["InputFiles", "TestSupport"], swiftSettings: plain),
        .testTarget(
            name: "GeoIndexTests", dependencies: ["CGEOS", "CProj", "GeoIndex", "TestSupport"], swiftSettings: plain),
        .testTarget(
            name: "RecordsTests", dependencies: ["GeoIndex", "Records", "TestSupport"], swiftSettings: plain),
        .testTarget(
            name: "RoutingTests",
            dependencies: ["GeoIndex", "Records", "Routing", "RoutingTestSupport", "TestSupport"],
            swiftSettings: plain),
        .testTarget(
            name: "GeocodingTests", dependencies: ["GeoIndex", "Geocoding", "Records", "TestSupport"],
            swiftSettings: plain),
        .testTarget(
            name: "OpeningHoursTests", dependencies: ["OpeningHours", "Records", "RuleFixtures", "TestSupport"],
            swiftSettings: plain),
        .testTarget(
            name: "EntitlementTests", dependencies: ["Entitlement", "Records", "RuleFixtures", "TestSupport"],
            swiftSettings: plain),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "GeoIndex", "Records", "Routing", "TestSupport"],
            swiftSettings: plain),
        .testTarget(
            name: "LocatorTests",
            dependencies: [
                "Entitlement", "Exchange", "GeoIndex", "Geocoding", "Locator", "OpeningHours", "Publication", "Records",
                "Routing", "RoutingTestSupport", "RuleFixtures", "TestSupport",
            ], swiftSettings: plain),
        .testTarget(
            name: "GeoStoreTests",
            dependencies: [
                "CProj", "CSpatiaLite", "Exchange", "GeoIndex", "GeoStore", "Geocoding", "InputFiles", "Locator",
                "Records",
                "Routing", "RoutingTestSupport", "TestSupport", "TileServer", grdb,
            ],
            swiftSettings: plain),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "Alerts", "CZip", "Entitlement", "GeoIndex", "Publication",
                "Records", "Registry", "RegistryTestSupport", "RegistryWriters", "Routing", "RuleFixtures",
                "TestSupport", grdb,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: plain),
        .testTarget(
            name: "RegistryServerTests",
            dependencies: [
                "Alerts", "Entitlement", "GeoIndex", "Locator", "OpeningHours", "PageKit", "Publication", "Records",
                "Registry",
                "RegistryServer", "RegistryTestSupport", "Routing", "RuleFixtures", "TestSupport", "TileServer",
                "WebSupport", "WebTestSupport",
            ] + http,
            swiftSettings: plain),
        .testTarget(
            name: "TileServerTests",
            dependencies: ["GeoIndex", "Locator", "Records", "Routing", "TestSupport", "TileServer"],
            swiftSettings: plain),
        .testTarget(
            name: "WebSupportTests",
            dependencies: [
                "Records", "TestSupport", "WebSupport", "WebTestSupport", metrics,
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + http,
            swiftSettings: plain),
        .testTarget(
            name: "PublicServerTests",
            dependencies: [
                "Alerts", "Entitlement", "Exchange", "GeoIndex", "GeoStore", "Geocoding", "Locator", "OpeningHours",
                "PageKit", "Publication", "PublicServer", "Records", "Routing", "TestSupport", "TileServer",
                "WebSupport",
                "WebTestSupport", metrics, .product(name: "Crypto", package: "swift-crypto"),
            ] + http,
            swiftSettings: plain),
    ],
    cxxLanguageStandard: .cxx17
)
