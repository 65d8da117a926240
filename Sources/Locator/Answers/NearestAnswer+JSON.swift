internal import GeoIndex

extension Dataset {
    /// The JSON document of a nearest answer for `origin`; `kinds` are the codes that were asked for.
    public func document(_ answer: NearestAnswer, origin: GeocodeResult, kinds: [String] = []) -> [UInt8] {
        self.answer(capacity: 1024 + answer.results.count * 1024) { json in
            json.key("origin")
            json.geocodeResult(origin, in: self)
            json.member("ambiguous", false)
            json.member("alternatives", [])
            json.member("kinds", kinds)
            json.key("municipality")
            json.match(answer.municipality, in: self)
            json.key("results")
            json.array { json in for result in answer.results { json.nearest(result, answer, in: self) } }
            json.member("closuresVersion", answer.closuresVersion)
            json.key("notShown")
            json.object { json in
                json.member("unknownHours", 0)
                json.member("withoutPosition", answer.withoutPosition)
            }
        }
    }

    /// The JSON document that asks which of `alternatives` was meant: nothing is guessed. `kinds` are the codes that
    /// were asked for.
    public func ambiguousDocument(alternatives: [GeocodeResult], kinds: [String] = []) -> [UInt8] {
        answer { json in
            json.key("origin")
            json.null()
            json.member("ambiguous", true)
            json.key("alternatives")
            json.array { json in for result in alternatives { json.geocodeResult(result, in: self) } }
            json.member("kinds", kinds)
            json.key("municipality")
            json.null()
            json.key("results")
            json.array { _ in }
            json.key("closuresVersion")
            json.null()
            json.key("notShown")
            json.object { json in
                json.member("unknownHours", 0)
                json.member("withoutPosition", 0)
            }
        }
    }
}

extension JSONWriter {
    /// Writes the municipality found for a point, null outside all of them.
    public mutating func match(_ match: MunicipalityMatch?, in dataset: Dataset) {
        guard let match else {
            null()
            return
        }
        let municipality = dataset.municipalities[match.row]
        object { json in
            json.member("code", municipality.code)
            json.member("name", municipality.names)
            json.member("snapped", match.isSnapped)
            json.member("distanceMetres", match.metres, decimals: 0)
            json.member("outline", municipality.outline.rawValue)
        }
    }

    fileprivate mutating func nearest(
        _ result: NearestAnswer.Result, _ answer: NearestAnswer, in dataset: Dataset
    ) {
        object { json in
            json.key("structure")
            json.structure(row: result.row, of: dataset)
            json.member("competent", result.isCompetent)
            json.key("travel")
            json.object { json in
                json.member("mode", result.travel.mode)
                json.member("seconds", result.travel.seconds, decimals: 0)
                json.member("metres", result.travel.metres, decimals: 1)
                json.member("estimate", result.travel.isEstimate)
                json.member("ferry", result.travel.usesFerry)
                json.member("noRoute", result.travel.noRoute?.code)
            }
            json.key("opening")
            json.object { json in
                json.member("state", "unknown")
                json.member("onArrival", "unknown")
                json.key("nextChange")
                json.null()
            }
            let reasons = result.reasons(answer, in: dataset)
            json.key("reasons")
            json.object { json in
                json.member("el", reasons.greek)
                json.member("en", reasons.english)
            }
        }
    }
}

extension NearestAnswer.Result {
    func reasons(_ answer: NearestAnswer, in dataset: Dataset) -> Reasons {
        Reasons(
            self, municipality: answer.municipality.map { dataset.municipalities[$0.row] },
            isSnapped: answer.municipality?.isSnapped ?? false)
    }

    /// Why this structure is in `answer` and what is uncertain, in Greek (`el`) or English.
    public func reasons(in language: String, answer: NearestAnswer, dataset: Dataset) -> [String] {
        let reasons = reasons(answer, in: dataset)
        return language == "el" ? reasons.greek : reasons.english
    }
}
