internal import GeoIndex
internal import Geocoding
internal import Locator
internal import Records
internal import TileServer

/// The places that the address of a form can mean. None is taken by itself: a person chooses.
struct AddressSearch {
    /// A place to choose.
    struct Candidate {
        /// The value of its choice: longitude, latitude and, unless it is exact, accuracy in metres.
        var value: String
        var label: String
        /// What was found, how exactly, and where.
        var note: String
    }

    let candidates: [Candidate]
    private static let most = 8

    /// Finds an address, first in the municipality of the structure, then elsewhere.
    ///
    /// - Throws: `GeocodeError` for a text that is too long or has no letter or digit.
    init(_ text: String, municipality code: String, _ dataset: Dataset, _ visit: Visit) throws(GeocodeError) {
        let own = dataset.municipalityRow(code: code)
        var results: [GeocodeResult] = []
        if let own {
            results = try dataset.geocoder.search(
                GeocodeQuery(text: text, limit: Self.most, municipality: own)
            ).results.map(\.result)
        }
        let focus = own.flatMap { dataset.municipalities[$0].seat }
        for found in try dataset.geocoder.search(GeocodeQuery(text: text, focus: focus, limit: Self.most)).results {
            let isKnown = results.contains {
                $0.coordinate == found.result.coordinate && $0.label == found.result.label
            }
            if !isKnown { results.append(found.result) }
        }
        // The name of a structure is no address.
        candidates = results.filter { $0.kind != .structure }.prefix(Self.most).map { result in
            Candidate(
                value: Self.value(result), label: result.label.text(in: visit.language),
                note: Self.note(result, own, dataset, visit))
        }
    }

    private static func value(_ result: GeocodeResult) -> String {
        let accuracy = Int(result.accuracyMetres.rounded(.up))
        let numbers = [result.coordinate.longitude, result.coordinate.latitude].map(PlainDegrees.text)
        return (numbers + (accuracy > 0 ? ["\(accuracy)"] : [])).joined(separator: " ")
    }

    private static func note(_ result: GeocodeResult, _ own: Int?, _ dataset: Dataset, _ visit: Visit) -> String {
        var parts = [kind(result.kind, visit), PlacedPoint.accuracy(result.accuracyMetres.rounded(.up), visit)]
        if result.match == .fuzzy {
            parts.append(visit.words("μοιάζει με αυτό που γράψατε", "similar to what you wrote"))
        }
        switch result.municipality {
        case nil: parts.append(visit.words("έξω από κάθε δήμο της Περιφέρειας", "outside all municipalities"))
        case let row?:
            parts.append(dataset.municipalities[row].titles.text(in: visit.language))
            if let own, row != own {
                parts.append(
                    visit.words("ΕΚΤΟΣ του δήμου της δομής", "OUTSIDE the structure's municipality"))
            }
        }
        return parts.joined(separator: " · ")
    }

    private static func kind(_ kind: GeocodeResult.Kind, _ visit: Visit) -> String {
        switch kind {
        case .address: visit.words("γνωστή πόρτα", "a known door")
        case .interpolated: visit.words("ανάμεσα σε γνωστές πόρτες", "between known doors")
        case .street: visit.words("ο δρόμος, χωρίς αριθμό", "the street, without a number")
        case .intersection: visit.words("διασταύρωση", "a crossing")
        case .settlement: visit.words("ο οικισμός, όχι η διεύθυνση", "the settlement, not the address")
        case .neighbourhood: visit.words("η συνοικία, όχι η διεύθυνση", "the neighbourhood, not the address")
        case .postcode: visit.words("η περιοχή του ταχυδρομικού κώδικα", "the area of the postal code")
        case .municipality: visit.words("όλος ο δήμος", "the whole municipality")
        case .structure: visit.words("υπηρεσία", "a service")
        case .coordinate: visit.words("η θέση που γράψατε", "the position that you wrote")
        }
    }
}
