internal import GRDB
public import Routing

extension FeatureStore {
    /// Adds the roads, tagged road nodes and turn restrictions of the store to a road graph.
    public func feed(_ roads: inout RoadGraphBuilder) throws(StoreError) {
        var builder = roads
        try forEachRoad { row in
            builder.add(WayInput(id: row.id, nodes: row.nodes, coordinates: row.line, tags: row.tags))
        }
        try forEachRoadNode { row in builder.add(NodeInput(id: row.id, tags: row.tags)) }
        try forEachTurnRestriction { row in
            let members = row.members.compactMap { member -> RestrictionInput.Member? in
                switch member.type {
                case "node": RestrictionInput.Member(kind: .node, id: member.reference, role: member.role)
                case "way": RestrictionInput.Member(kind: .way, id: member.reference, role: member.role)
                default: nil
                }
            }
            builder.add(RestrictionInput(id: row.id, members: members, tags: row.tags))
        }
        roads = builder
    }

    /// Whether any road of the store comes from a sample network, so that all times are estimates.
    public func hasSampleRoads() throws(StoreError) -> Bool {
        try read { db in
            try StoredSource.all(in: db).contains { $0.isSample && ($0.counts[StoreTable.road.rawValue] ?? 0) > 0 }
        }
    }
}
