internal import Geocoding
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `POST /suggestions`: places that a person may be typing, for the fields of the pages.
///
/// The text comes in the body, as in the forms, so that it appears in no address and in no log; the answer is not stored.
struct SuggestionRoute {
    /// The number of places suggested.
    private static let limit = 8

    let frame: PageFrame

    func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let form = try await request.formParameters(frame.data.parameters.suggestionForm, limits: context.limits)
        var json = JSONWriter()
        write(places(for: form.text("q") ?? ""), to: &json)
        return JSONAnswer.personal(json.bytes)
    }

    /// A suggested place.
    private struct Suggestion {
        let place: GeocodeResult
        /// What stands before the place in the text: what is wanted there.
        let wish: String
    }

    /// The places that the end of a text may mean, best first. What the person wants is not lost: it stays before the place.
    private func places(for text: String) -> [Suggestion] {
        let words = text.split(separator: " ")
        let geocoder = frame.data.dataset.geocoder
        for start in words.indices.prefix(12) {
            let rest = words[start...].joined(separator: " ")
            guard let answer = try? geocoder.autocomplete(rest, focus: nil, limit: 3 * Self.limit),
                answer.kinds.isEmpty, answer.unmatched.isEmpty
            else { continue }
            let places = answer.results.filter { $0.structure == nil && !$0.isIncomplete }
            guard !places.isEmpty else { continue }
            let wish = words[..<start].joined(separator: " ")
            return places.prefix(Self.limit).map { Suggestion(place: $0.result, wish: wish) }
        }
        return []
    }

    /// Writes the places in groups of one municipality, the group of the best place first.
    private func write(_ places: [Suggestion], to json: inout JSONWriter) {
        var groups: [(municipality: Int?, places: [Suggestion])] = []
        for place in places {
            if let at = groups.firstIndex(where: { $0.municipality == place.place.municipality }) {
                groups[at].places.append(place)
            } else {
                groups.append((place.place.municipality, [place]))
            }
        }
        json.object { json in
            json.key("groups")
            json.array { json in for group in groups { write(group.municipality, group.places, to: &json) } }
        }
    }

    private func write(_ municipality: Int?, _ places: [Suggestion], to json: inout JSONWriter) {
        let title = municipality.map { frame.data.dataset.municipalities[$0].title(in: frame.language) } ?? ""
        json.object { json in
            json.member("municipality", title)
            json.key("places")
            json.array { json in
                for suggestion in places {
                    let label = suggestion.place.label.text(in: frame.language)
                    json.object { json in
                        json.member(
                            "name", label.hasSuffix(", \(title)") ? String(label.dropLast(title.count + 2)) : label)
                        json.member("text", suggestion.wish.isEmpty ? label : "\(suggestion.wish) \(label)")
                        json.member("position", PlacedPosition(suggestion.place).text)
                    }
                }
            }
        }
    }
}
