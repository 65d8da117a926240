internal import Geocoding
internal import GeoIndex
internal import Records
internal import WebSupport

/// An address given in parts: `street`, `number`, `city`, `postcode`.
struct AddressParts {
    private let parameters: RequestParameters
    /// The name of the first part given.
    let first: String

    /// Reads the parts from `parameters`; nil when there is none.
    ///
    /// - Throws: A 400 ``Problem`` when they are combined with `q`, or a number has no street.
    init?(_ parameters: RequestParameters, _ known: APIParameters) throws(Problem) {
        guard let first = known.addressParts.first(where: { parameters.text($0.name) != nil }) else { return nil }
        guard parameters.text("q") == nil else {
            throw Problem(
                .repeatedParameter,
                detail: Phrase(
                    el: "δόθηκε μαζί με το \(first.name)· δώστε ή ένα κείμενο ή τα μέρη της διεύθυνσης.",
                    en: "given together with \(first.name); give either one text or the parts of the address."),
                parameter: "q")
        }
        if parameters.text("number") != nil, parameters.text("street") == nil {
            throw Problem.missing(
                "street", expected: Phrase(el: "η οδός του αριθμού", en: "the street of the number"))
        }
        self.parameters = parameters
        self.first = first.name
    }

    /// The geocoder's query for the address.
    func query(focus: Coordinate?, limit: Int) -> GeocodeQuery {
        GeocodeQuery(
            street: parameters.text("street"), number: parameters.text("number"), city: parameters.text("city"),
            postcode: parameters.text("postcode"), focus: focus, limit: limit)
    }
}
