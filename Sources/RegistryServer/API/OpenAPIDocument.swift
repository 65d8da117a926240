internal import HTTPTypes
internal import Records
internal import Registry
internal import Routing
internal import WebSupport

/// The OpenAPI document of the interface, made from the table of ``Operation``.
enum OpenAPIDocument {
    /// The document in UTF-8.
    static let bytes: [UInt8] = {
        var json = JSONWriter(capacity: 65536)
        document.write(to: &json)
        return json.bytes
    }()

    private static var document: JSONValue {
        var paths: [(String, JSONValue)] = []
        for operation in Operation.all {
            let path = Operation.root + operation.path
            let entry = (operation.method.rawValue.lowercased(), item(operation))
            if let index = paths.firstIndex(where: { $0.0 == path }), case .object(let members) = paths[index].1 {
                paths[index].1 = .object(members + [entry])
            } else {
                paths.append((path, .object([entry])))
            }
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Plision, registry", "version": "1.0.0",
                "summary": "What people with a role keep: structures, drafts, reviews, accounts, audit.",
                "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
            ],
            "servers": [["url": "/"]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["session": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Problem": problem, "Fields": fields, "FigureValue": figureValue, "Closure": closure],
                "responses": [
                    "problem": [
                        "description": "What is wrong, in Greek or English",
                        "content": ["application/problem+json": ["schema": reference("schemas/Problem")]],
                    ]
                ],
            ],
        ]
    }

    private static func item(_ operation: Operation) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("operationId", .string(operation.id)), ("summary", .string(operation.summary)),
            ("parameters", .array(parameters(operation))),
        ]
        switch operation.access {
        case .row(let action):
            members.append(("security", [["session": []]]))
            members.append(("x-right", .string(action.rawValue)))
        case .everybody: members.append(("security", []))
        }
        if !operation.body.isEmpty {
            members.append(
                (
                    "requestBody",
                    ["required": true, "content": ["application/json": ["schema": schema(operation.body)]]]
                ))
        }
        if !operation.media.isEmpty {
            let schemas = operation.media.map { ($0, JSONValue.object([("schema", ["format": "binary"])])) }
            members.append(("requestBody", ["required": true, "content": .object(schemas)]))
        }
        var answer: [(String, JSONValue)] = [
            ("description", "Done"),
            (
                "content",
                [
                    "application/json": [
                        "schema": ["type": "object", "required": .array(operation.gives.map { .string($0) })]
                    ]
                ]
            ),
        ]
        if operation.hasTag {
            answer.append(("headers", ["ETag": ["schema": ["type": "string"], "description": "For If-Match."]]))
        }
        members.append(
            (
                "responses",
                .object([("\(operation.status)", .object(answer)), ("default", reference("responses/problem"))])
            )
        )
        return .object(members)
    }

    private static func parameters(_ operation: Operation) -> [JSONValue] {
        var list: [JSONValue] = componentNames(operation.path).map {
            [
                "name": .string($0), "in": "path", "required": true,
                "schema": ["type": "string", "minLength": 1, "maxLength": 80],
            ]
        }
        for parameter in operation.parameters {
            var schema: JSONValue = ["type": "string"]
            switch parameter.shape {
            case .integer(let minimum, let maximum):
                schema = ["type": "integer", "minimum": .integer(minimum), "maximum": .integer(maximum)]
            case .text(let maximum):
                schema = [
                    "type": "string", "maxLength": .integer(maximum), "pattern": .string(TextForm.plainPattern),
                ]
            case .choice(let codes): schema = ["type": "string", "enum": .array(codes.map { .string($0) })]
            default: break
            }
            list.append(
                [
                    "name": .string(parameter.name), "in": "query", "description": .string(parameter.summary),
                    "schema": schema,
                ])
        }
        if operation.isWrite {
            list.append(
                [
                    "name": "Idempotency-Key", "in": "header", "required": true,
                    "description":
                        "New for each change. The same request with the same key is answered as before, for a day.",
                    "schema": ["type": "string", "pattern": "^[!-~]{8,100}$"],
                ])
        }
        if case .edit = operation.effect {
            list.append(
                [
                    "name": "If-Match", "in": "header", "required": true,
                    "description": "The ETag of the record that is changed, as it was read.",
                    "schema": ["type": "string", "minLength": 1],
                ])
        }
        return list
    }

    private static func schema(_ members: [BodyMember]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false,
            "required": .array(members.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(
                members.map { member in
                    switch member.shape {
                    case .text(let maximum):
                        (
                            member.name,
                            [
                                "type": "string", "maxLength": .integer(maximum),
                                "description": .string(member.summary),
                            ]
                        )
                    case .choice(let codes):
                        (member.name, ["type": "string", "enum": .array(codes.map { .string($0) })])
                    case .whole(let range):
                        (
                            member.name,
                            [
                                "type": "integer", "minimum": .integer(range.lowerBound),
                                "maximum": .integer(range.upperBound),
                            ]
                        )
                    case .fields: (member.name, reference("schemas/Fields"))
                    case .figureValue: (member.name, reference("schemas/FigureValue"))
                    case .closure: (member.name, reference("schemas/Closure"))
                    }
                }),
        ]
    }

    /// The fields of a structure; their values are checked one by one, and a null takes a field away.
    private static var fields: JSONValue {
        [
            "type": "object", "minProperties": 1, "additionalProperties": false,
            "properties": .object(DirectoryField.allCases.map { ($0.rawValue, .object([])) }),
        ]
    }

    /// A value of a figure of programmes, as `programmes.json` has it, with its source in full.
    private static var figureValue: JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": ["value", "certainty", "source"],
            "properties": [
                "from": ["type": "string", "format": "date"], "to": ["type": "string", "format": "date"],
                "value": ["type": ["number", "null"], "minimum": 0, "maximum": 1_000_000_000],
                "certainty": ["type": "string", "enum": ["sourced", "unconfirmed"]],
                "source": [
                    "type": "object", "additionalProperties": false, "required": ["title", "url"],
                    "properties": [
                        "title": ["type": "string", "minLength": 1, "maxLength": 200],
                        "url": ["type": "string", "pattern": "^https?://", "maxLength": 500],
                        "date": ["type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"],
                    ],
                ],
            ],
        ]
    }

    /// A feature of a file of road closures, with who says so.
    private static var closure: JSONValue {
        [
            "type": "object", "required": ["type", "geometry", "properties"],
            "properties": [
                "type": ["const": "Feature"],
                "geometry": [
                    "description":
                        "Point or MultiPoint with radiusMetres, LineString, Polygon, MultiPolygon; null with ways.",
                    "type": ["object", "null"],
                ],
                "properties": [
                    "type": "object", "additionalProperties": false, "required": ["source"],
                    "properties": [
                        "id": ["type": "string"],
                        "source": ["type": "string", "minLength": 1, "maxLength": .integer(ClosureEntry.sourceLimit)],
                        "note": ["type": "string", "maxLength": .integer(ClosureEntry.noteLimit)],
                        "radiusMetres": ["type": "number", "minimum": 0, "maximum": 100_000],
                        "ways": ["type": "array", "items": ["type": "integer"]],
                        "direction": ["type": "string", "enum": ["both", "forward", "backward"]],
                        "profiles": [
                            "type": "array",
                            "items": ["enum": .array(TravelProfile.standard.map { .string($0.name) })],
                        ],
                        "sparesBridges": ["type": "boolean"], "sparesTunnels": ["type": "boolean"],
                        "from": ["type": ["string", "null"], "format": "date-time"],
                        "until": ["type": ["string", "null"], "format": "date-time"],
                    ],
                ],
            ],
        ]
    }

    private static var problem: JSONValue {
        [
            "type": "object", "required": ["type", "title", "status", "detail"],
            "properties": [
                "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                "detail": ["type": "string"], "parameter": ["type": "string"],
                "accepted": ["type": "array", "items": ["type": "string"]],
            ],
        ]
    }

    private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/\(name)")] }
}
