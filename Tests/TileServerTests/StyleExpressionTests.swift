import Foundation
import Records
import Testing
import TileServer

/// What styles are made of: only what QGIS's converter of styles reads, and what the style specification allows.
struct StyleExpressionTests {
    /// Operators of filters that the converter reads. It drops a filter with another one and then draws all features.
    private static let filterOperators: Set = [
        "all", "any", "==", "!=", "<", "<=", ">", ">=", "in", "!in", "has", "!has", "!", "get", "match",
    ]
    /// Properties with an expression that the converter reads, each with the operators that it reads there.
    private static let operators: [String: Set<String>] = [
        "text-field": ["get"], "icon-image": ["match", "get"], "symbol-sort-key": ["get"],
    ]
    /// Properties that are lists but no expressions.
    private static let lists: Set = ["text-font", "line-dasharray", "text-variable-anchor-offset"]

    private struct Style {
        var name: String
        var layers: [[String: Any]]
    }

    private static var styles: [Style] {
        MapStyle.allCases.flatMap { style in
            var chosen = MapStyle.Options(base: "", signs: ["clinic", "shop"])
            chosen.kinds = ["clinic"]
            var named = MapStyle.Options(base: "", language: .english, coverage: "mode=car", signs: ["clinic"])
            named.structures = ["a", "b"]
            return [MapStyle.Options(base: ""), chosen, named].enumerated().map { number, options in
                let object = try? JSONSerialization.jsonObject(with: Data(style.document(options))) as? [String: Any]
                return Style(name: "\(style) \(number)", layers: object?["layers"] as? [[String: Any]] ?? [])
            }
        }
    }

    private func operators(_ value: Any) -> [String] {
        guard let list = value as? [Any], let name = list.first as? String else { return [] }
        return [name] + list.dropFirst().flatMap(operators)
    }

    @Test func everyStyleHasLayersWithNamesOfTheirOwn() {
        for style in Self.styles {
            let ids = style.layers.compactMap { $0["id"] as? String }
            #expect(ids.count > 40 && Set(ids).count == ids.count && ids.count == style.layers.count, "\(style.name)")
        }
    }

    @Test func filtersHaveOnlyOperatorsThatQGISReads() throws {
        for style in Self.styles {
            for layer in style.layers {
                guard let filter = layer["filter"] as? [Any] else { continue }
                let id = "\(style.name) \(layer["id"] ?? "")"
                let operation = try #require(filter.first as? String)
                let parts = operation == "all" || operation == "any" ? Array(filter.dropFirst()) : [filter]
                for part in parts { #expect(isRead(part), "\(id): \(part)") }
                // The two forms of filters cannot be mixed.
                let isNew = String(describing: filter).contains("get")
                #expect(
                    !isNew || !operators(filter).contains { $0.hasPrefix("!i") || $0 == "!has" || $0 == "in" }, "\(id)")
            }
        }
    }

    private func isRead(_ part: Any) -> Bool {
        guard let list = part as? [Any], let operation = list.first as? String else { return false }
        guard Self.filterOperators.contains(operation) else { return false }
        switch operation {
        case "all", "any": return list.count > 1 && list.dropFirst().allSatisfy(isRead)
        // Only «has» can be inverted, and a set is written out: `["in", …, ["literal", …]]` is not read.
        case "!": return (list[1] as? [Any])?.first as? String == "has"
        case "in", "!in": return list.count > 2 && list.dropFirst().allSatisfy { $0 is String }
        case "match": return list.count == 5 && list[3] is Bool && list[4] is Bool
        case "has", "!has", "get": return list.count == 2 && list[1] is String
        default: return list.count == 3
        }
    }

    @Test func propertiesHaveOnlyExpressionsThatQGISReads() {
        for style in Self.styles {
            for layer in style.layers {
                for part in ["layout", "paint"] {
                    for (name, value) in layer[part] as? [String: Any] ?? [:] where !Self.lists.contains(name) {
                        guard let list = value as? [Any] else { continue }
                        let id = "\(style.name) \(layer["id"] ?? "") \(name)"
                        if list.first as? String == "interpolate" {
                            #expect((list[2] as? [String]) == ["zoom"], "\(id)")
                            // An expression as a stop would be skipped, and the line drawn one pixel wide.
                            #expect(list.dropFirst(3).allSatisfy { $0 is NSNumber }, "\(id)")
                        } else {
                            let known = Self.operators[name] ?? []
                            #expect(known.contains(list.first as? String ?? ""), "\(id): \(list)")
                        }
                    }
                }
            }
        }
    }

    @Test func everyRoadIsDrawnByOneLayerOfItsClass() {
        for style in Self.styles {
            var drawn: [String] = []
            for layer in style.layers
            where layer["source-layer"] as? String == "roads" && layer["type"] as? String == "line" {
                let id = layer["id"] as? String ?? ""
                let parts =
                    (layer["filter"] as? [[String]?])?.compactMap { $0 } ?? (layer["filter"] as? [Any])?.compactMap {
                        $0 as? [String]
                    } ?? []
                let classes = parts.first { $0.first == "in" }?.dropFirst(2) ?? []
                #expect(!classes.isEmpty, "\(id)")
                let isTunnel = parts.contains(["has", "tunnel"])
                #expect(isTunnel != parts.contains(["!has", "tunnel"]), "\(id)")
                if !id.hasSuffix("-casing") { drawn += classes.map { "\($0) \(isTunnel)" } }
            }
            #expect(Set(drawn).count == drawn.count && drawn.count == 20, "\(style.name): \(drawn)")
        }
    }

    @Test func everyPopulationHasOneLabel() {
        for style in Self.styles {
            let towns = style.layers.filter { ($0["id"] as? String)?.hasPrefix("label-town-") ?? false }
            for population in [0, 1999, 2000, 4999, 5000, 10_000, 20_000, 79_999, 80_000, 900_000] {
                for zoom in [6, 12, 15] {
                    let shown = towns.filter { layer in
                        let band = (layer["id"] as? String)?.split(separator: "-").last.flatMap { Int($0) } ?? -1
                        let next = [2000, 5000, 10_000, 20_000, 50_000, 80_000, Int.max].first { $0 > band } ?? 0
                        let id = layer["id"] as? String ?? ""
                        return population >= band && population < next && !id.contains("same")
                            && zoom >= layer["minzoom"] as? Int ?? 0 && zoom < layer["maxzoom"] as? Int ?? 99
                    }
                    #expect(shown.count == 1, "\(style.name) \(population) \(zoom)")
                }
            }
        }
    }
}
