public import Geocoding
internal import Records

extension Dataset {
    /// Returns the JSON document of a geocoding or autocomplete answer. It contains the text of the query; nothing
    /// stores it.
    public func document(_ answer: GeocodeAnswer) -> [UInt8] {
        self.answer { json in
            json.member("query", answer.query)
            json.member("ambiguous", answer.isAmbiguous)
            json.member("didYouMean", answer.isGuess)
            json.member("floor", answer.floor)
            json.member("block", answer.block)
            json.member("kinds", answer.kinds)
            json.member("unmatched", answer.unmatched)
            json.key("results")
            json.array { json in for candidate in answer.results { json.candidate(candidate, in: self) } }
        }
    }

    /// Returns the JSON document of a reverse geocoding answer.
    public func document(_ answer: ReverseAnswer) -> [UInt8] {
        self.answer { json in
            json.members(of: answer.coordinate)
            json.key("municipality")
            json.match(municipality(containing: answer.coordinate), in: self)
            json.key("results")
            json.array { json in for candidate in answer.results { json.candidate(candidate, in: self) } }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func candidate(_ candidate: GeocodeCandidate, in dataset: Dataset) {
        geocodeResult(candidate.result, in: dataset) { json in
            json.key("settlement")
            if let settlement = candidate.settlement { json.text(settlement) } else { json.null() }
            if let metres = candidate.metres { json.member("distanceMetres", metres, decimals: 0) }
            if !candidate.matched.isEmpty {
                json.key("matched")
                json.array { json in
                    for range in candidate.matched {
                        json.array { json in
                            json.integer(range.lowerBound)
                            json.integer(range.upperBound)
                        }
                    }
                }
            }
        }
    }
}
