import Exchange
import Foundation
import PublicServer
import Testing

@Suite struct OpenAPIDocumentTests {
    /// The paths of pages, which the document does not describe.
    private static let pages: Set = [
        "/", "/answers/{key}", "/benefits/answers/{key}", "/structures/{id}", "/structures/{id}/report", "/about",
        "/benefits", "/coverage", "/quality", "/help", "/alerts",
        "/help/{topic}",
        "/suggestions", "/kept", "/manifest.webmanifest", "/service-worker.js",
        "/assets/{name}", "/sitemap.xml", "/robots.txt",
    ]
    /// The wildcard paths of OSRM's form. The document describes the first three by their components; the last one only
    /// refuses.
    private static let forms = Set(
        OSRMPath.services.map { "/\($0)/**" } + ["/{service}/v1/{profile}/{coordinates}"])
    private static let described = Set(
        OSRMOptions.Service.allCases.map { "/\($0.rawValue)/v1/{profile}/{coordinates}" })

    @Test func describesEveryPathAndNoOther() async throws {
        let region = try Region()
        let paths = try await region.test { client in
            let document = try await client.json("/openapi.json")
            #expect(document["openapi"] as? String == "3.1.0")
            #expect((document["servers"] as? [[String: String]])?.first?["url"] == "/")
            return Set((document["paths"] as? [String: Any] ?? [:]).keys)
        }
        #expect(Self.described.isSubset(of: paths))
        #expect(
            paths.subtracting(Self.described).union(Self.pages).union(Self.forms) == Set(region.process.paths))
        #expect(paths.isDisjoint(with: Self.pages))
    }

    @Test func everyReferenceResolves() async throws {
        try await Region().test { client in
            let document = try await client.json("/openapi.json")
            var seen = 0
            func visit(_ value: Any) {
                if let object = value as? [String: Any] {
                    if let reference = object["$ref"] as? String {
                        seen += 1
                        var target: Any? = document
                        for part in reference.dropFirst(2).split(separator: "/") {
                            target = (target as? [String: Any])?[String(part)]
                        }
                        #expect(target != nil, "\(reference)")
                    }
                    for member in object.values { visit(member) }
                } else if let array = value as? [Any] {
                    for element in array { visit(element) }
                }
            }
            visit(document)
            #expect(seen > 50)
        }
    }

    @Test func operationIdentifiersAreUnique() async throws {
        try await Region().test { client in
            let document = try await client.json("/openapi.json")
            let items = (document["paths"] as? [String: [String: [String: Any]]] ?? [:]).values
            let identifiers = items.flatMap(\.values).compactMap { $0["operationId"] as? String }
            #expect(identifiers.count == items.map(\.count).reduce(0, +) && items.count > 20)
            #expect(Set(identifiers).count == identifiers.count)
        }
    }

    @Test func listsTheCodesOfThisDataset() async throws {
        try await Region().test { client in
            let document = try await client.json("/openapi.json")
            let text = String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self)
            #expect(text.contains("\"clinic\"") && text.contains("\"002\""))
        }
    }
}
