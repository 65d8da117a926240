package import Records

/// What closures would cut off, for each of the profiles that were asked about.
///
/// A settlement is cut off when it can be reached from the seat of its municipality with the closures that are in force, and
/// no longer with those that are proposed. The seat itself is compared with the nearest seat of another municipality.
package struct ClosureImpact: Hashable, Sendable {
    /// A settlement that is cut off.
    package struct Settlement: Hashable, Sendable {
        /// Its name.
        package var names: LocalizedText
        /// Its residents.
        package var population: Int
    }

    /// The settlements of a community that are cut off.
    package struct Community: Hashable, Sendable {
        /// Its name, as the register writes it; nil for settlements that it gives none.
        package var name: String?
        /// The settlements in the order of the dataset.
        package var settlements: [Settlement] = []
        /// Their residents.
        package var people: Int { settlements.reduce(0) { $0 + $1.population } }
    }

    /// The communities of a municipality with a settlement that is cut off.
    package struct MunicipalPart: Hashable, Sendable {
        /// The row of the municipality.
        package var row: Int
        /// Its communities in the order of the dataset.
        package var communities: [Community] = []
        /// The residents that are cut off.
        package var people: Int { communities.reduce(0) { $0 + $1.people } }
    }

    /// What is cut off for one profile.
    package struct Travel: Hashable, Sendable {
        /// The name of the profile.
        package var profile: String
        /// The municipalities with something that is cut off, in the order of the dataset.
        package var municipalities: [MunicipalPart] = []
        /// The number of settlements of which it is not known: there was no way before either, or no road is near.
        package var unknownSettlements = 0
        /// The residents of these.
        package var unknownPeople = 0

        /// The number of settlements that are cut off.
        package var settlements: Int {
            municipalities.reduce(0) { $0 + $1.communities.reduce(0) { $0 + $1.settlements.count } }
        }
        /// The residents that are cut off.
        package var people: Int { municipalities.reduce(0) { $0 + $1.people } }
    }

    /// What is cut off, for each profile.
    package var travels: [Travel]
    /// The number of pieces of road between two junctions that the proposal closes for some profile.
    package var pieces: Int
    /// Their length in metres.
    package var metres: Double
    /// The moment for which it is judged: that at which the proposal begins, or now.
    package var at: UTCInstant
    /// Where the roads come from.
    package var roads: TravelNetwork.Roads
    /// The date of the data.
    package var dataDate: String
}

extension ClosureImpact {
    /// Writes the impact as members of an object.
    ///
    /// - Parameter dataset: The one that it was computed with.
    package func writeMembers(to json: inout JSONWriter, _ dataset: Dataset) {
        json.key("travel")
        json.array { json in
            for travel in travels {
                json.object { json in
                    json.member("profile", travel.profile)
                    json.member("people", travel.people)
                    json.member("settlements", travel.settlements)
                    json.key("municipalities")
                    json.array { json in
                        for part in travel.municipalities { json.object { part.writeMembers(to: &$0, dataset) } }
                    }
                    json.key("unknown")
                    json.object { json in
                        json.member("settlements", travel.unknownSettlements)
                        json.member("people", travel.unknownPeople)
                    }
                }
            }
        }
        json.key("closed")
        json.object { json in
            json.member("pieces", pieces)
            json.member("metres", metres, decimals: 0)
        }
        json.member("at", TimeText.text(at))
        json.member("roads", roads.rawValue)
        json.member("dataDate", dataDate)
    }
}

extension ClosureImpact.MunicipalPart {
    fileprivate func writeMembers(to json: inout JSONWriter, _ dataset: Dataset) {
        json.key("municipality")
        json.municipalityReference(dataset.municipalities[row])
        json.member("people", people)
        json.key("communities")
        json.array { json in
            for community in communities {
                json.object { json in
                    json.member("community", community.name)
                    json.member("people", community.people)
                    json.key("settlements")
                    json.array { json in
                        for settlement in community.settlements {
                            json.object { json in
                                json.member("name", settlement.names)
                                json.member("population", settlement.population)
                            }
                        }
                    }
                }
            }
        }
    }
}
