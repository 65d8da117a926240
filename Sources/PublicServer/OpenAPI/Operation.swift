internal import WebSupport

/// A path of the interface in the OpenAPI document.
struct Operation: Sendable {
    /// The content of a `200` response.
    enum Answer: Sendable {
        /// A JSON document with the named schema, or a document of other media types.
        case json(String, or: [String] = [])
        /// JSON or GeoJSON, each with its schema.
        case geo(json: String, geoJSON: String)
        /// Another media type.
        case media(String)
    }

    /// A variable component of the path.
    struct Component: Sendable {
        var name: String
        var schema: JSONValue
    }

    var path: String
    var id: String
    var summary: String
    var components: [Component] = []
    var parameters: [ParameterDescription] = []
    /// The names of the required parameters.
    var required: Set<String> = []
    /// Two parameters that must be given together.
    var pair: (ParameterDescription, ParameterDescription)?
    /// Alternatives to the pair; exactly one of them or the pair is required.
    var instead: [ParameterDescription] = []
    /// Groups of parameters; at least one parameter of exactly one group is required.
    var forms: [[ParameterDescription]] = []
    var answer: Answer
    /// The statuses beside 200 and the problems of every path.
    var others: [(status: Int, summary: String)] = []
    var isCached = true
    /// The schema of a JSON body; the path then accepts only POST.
    var body: JSONValue?
    /// Whether each text must match exactly one place.
    var needsOnePlace = false
    /// The schema of a `400` response that is not a problem document.
    var fault: String?

    /// The path item: GET and HEAD, or POST.
    var item: JSONValue {
        if let body { return .object([("post", posted(body))]) }
        return read
    }

    private func posted(_ body: JSONValue) -> JSONValue {
        var statuses: [(String, JSONValue)] = [("200", success(isHead: false))]
        for status in ["400", "404", "406", "408", "413", "415", "429", "431", "500", "503"] {
            statuses.append((status, ["$ref": "#/components/responses/problem"]))
        }
        return .object([
            ("operationId", .string(id)), ("summary", .string(summary)),
            ("parameters", .array(parameters.map(query) + [["$ref": "#/components/parameters/acceptLanguage"]])),
            (
                "requestBody",
                [
                    "required": true,
                    "content": .object([
                        ("application/json", ["schema": body])
                    ]),
                ]
            ), ("responses", .object(statuses)),
        ])
    }

    private var read: JSONValue {
        .object([("get", operation(id: id, isHead: false)), ("head", operation(id: "\(id)Head", isHead: true))])
    }

    private func operation(id: String, isHead: Bool) -> JSONValue {
        let headers = ["acceptLanguage"] + (isCached ? ["ifNoneMatch"] : [])
        let all =
            components.map(Self.component) + parameters.map(query) + (pair.map { [origin($0)] } ?? [])
            + (forms.isEmpty ? [] : [question])
            + headers.map { ["$ref": .string("#/components/parameters/\($0)")] }
        return .object([
            ("operationId", .string(id)), ("summary", .string(isHead ? "\(summary) (headers only)" : summary)),
            ("parameters", .array(all)), ("responses", .object(responses(isHead: isHead))),
        ])
    }

    private func responses(isHead: Bool) -> [(String, JSONValue)] {
        var responses: [(String, JSONValue)] = [("200", success(isHead: isHead))]
        for other in others { responses.append(("\(other.status)", ["description": .string(other.summary)])) }
        var problems = ["400", "405", "406", "408", "414", "429", "431", "500", "503"]
        if isCached {
            responses.append(("304", ["description": "Not modified"]))
            if !isHead { responses.append(("206", ["description": "The part that Range asks for"])) }
            problems += ["412", "416"]
        }
        if !components.isEmpty || !instead.isEmpty || !forms.isEmpty || !required.isDisjoint(with: ["q", "from"]) {
            problems.append("404")
        }
        if needsOnePlace { problems.append("409") }
        if let fault {
            problems.removeFirst()
            responses.append(("400", isHead ? ["description": "No answer"] : Self.document(fault, "No answer")))
        }
        for status in problems.sorted() {
            let kind = isHead ? "problemHead" : "problem"
            responses.append((status, ["$ref": .string("#/components/responses/\(kind)")]))
        }
        return responses
    }

    private func success(isHead: Bool) -> JSONValue {
        if isHead { return ["description": "The headers of the answer"] }
        switch answer {
        case .json(let schema, let others):
            return [
                "description": "The answer",
                "content": .object(
                    [("application/json", ["schema": Schema.reference(schema)])] + others.map { ($0, .object([])) }),
            ]
        case .geo(let json, let geoJSON):
            return [
                "description": "The answer",
                "content": [
                    "application/json": ["schema": Schema.reference(json)],
                    "application/geo+json": ["schema": Schema.reference(geoJSON)],
                ],
            ]
        case .media(let type):
            return ["description": "The answer", "content": .object([(type, .object([]))])]
        }
    }

    private static func document(_ schema: String, _ description: String) -> JSONValue {
        [
            "description": .string(description),
            "content": ["application/json": ["schema": Schema.reference(schema)]],
        ]
    }

    private static func component(_ component: Component) -> JSONValue {
        ["name": .string(component.name), "in": "path", "required": true, "schema": component.schema]
    }

    private func query(_ parameter: ParameterDescription) -> JSONValue {
        let schema = parameter.schema
        return [
            "name": .string(parameter.name), "in": "query", "required": .bool(required.contains(parameter.name)),
            "description": .string(parameter.summary),
            "style": "form", "explode": .bool(!parameter.isList),
            "schema": parameter.maximumCount == 1
                ? schema
                : ["type": "array", "items": schema, "minItems": 1, "maxItems": .integer(parameter.maximumCount)],
        ]
    }

    /// The groups of parameters, as alternative objects of query parameters.
    private var question: JSONValue {
        let ways = forms.map { parameters -> JSONValue in
            var members: [(String, JSONValue)] = [
                ("type", "object"), ("properties", .object(parameters.map { ($0.name, $0.describedSchema) })),
                ("additionalProperties", false), ("minProperties", 1),
            ]
            if parameters.contains(where: { $0.name == "number" }) {
                members.append(("dependentRequired", ["number": ["street"]]))
            }
            return .object(members)
        }
        return [
            "name": "question", "in": "query", "required": true, "style": "form", "explode": true,
            "schema": ["oneOf": .array(ways)],
        ]
    }

    /// The alternatives of interdependent parameters, as objects of query parameters.
    private func origin(_ pair: (ParameterDescription, ParameterDescription)) -> JSONValue {
        func object(_ parameters: [ParameterDescription]) -> JSONValue {
            [
                "type": "object", "required": .array(parameters.map { .string($0.name) }),
                "properties": .object(parameters.map { ($0.name, $0.describedSchema) }), "additionalProperties": false,
            ]
        }
        let position = object([pair.0, pair.1])
        guard !instead.isEmpty else {
            return ["name": "position", "in": "query", "style": "form", "explode": true, "schema": position]
        }
        return [
            "name": "origin", "in": "query", "required": true, "style": "form", "explode": true,
            "schema": ["oneOf": .array(instead.map { object([$0]) } + [position])],
        ]
    }
}

extension ParameterDescription {
    /// The schema of one value.
    var schema: JSONValue {
        var members: [(String, JSONValue)]
        switch shape {
        case .text(let maximum):
            members = [
                ("type", "string"), ("minLength", 1), ("maxLength", .integer(maximum)),
                ("pattern", .string(form?.pattern ?? TextForm.plainPattern)),
            ]
        case .lines(let maximum):
            members = [("type", "string"), ("minLength", 1), ("maxLength", .integer(maximum))]
        case .number(let minimum, let maximum):
            members = [("type", "number"), ("minimum", .number(minimum)), ("maximum", .number(maximum))]
        case .integer(let minimum, let maximum):
            members = [("type", "integer"), ("minimum", .integer(minimum)), ("maximum", .integer(maximum))]
            if let standard = standard.flatMap({ Int($0) }) { members.append(("default", .integer(standard))) }
        case .numbers(let minimum, let maximum, let least, let most):
            members = [
                ("type", "array"), ("minItems", .integer(least)), ("maxItems", .integer(most)),
                ("items", ["type": "number", "minimum": .number(minimum), "maximum": .number(maximum)]),
            ]
        case .choice(let values):
            members = [("type", "string"), ("enum", .array(values.map { .string($0) }))]
            if let standard { members.append(("default", .string(standard))) }
        }
        return .object(members)
    }

    /// Whether a value is a list of numbers.
    fileprivate var isList: Bool {
        if case .numbers = shape { true } else { false }
    }

    /// The schema of one value with its description.
    var describedSchema: JSONValue {
        guard case .object(let members) = schema else { return schema }
        return .object([("description", .string(summary))] + members)
    }
}
