/// The tables of the store. Every row names its source, except rows that describe the region.
package enum StoreTable: String, CaseIterable, Sendable {
    case region, source, reject, kind, municipality, area, population, place, structure, road
    case roadNode = "road_node"
    case turnRestriction = "turn_restriction"
    case address
    case addressInterpolation = "address_interpolation"
    case boundary
    case landCover = "land_cover"
    case waterway, coastline
    case regionFile = "region_file"
    case organisation, service
    case serviceArea = "service_area"
    case expectation

    /// The tables added by the third migration.
    static let second: [StoreTable] = [.regionFile, .organisation, .service, .serviceArea, .expectation]

    /// The geometry types, which SpatiaLite checks on insertion.
    package enum Shape: String, Sendable {
        case point = "POINT"
        case line = "LINESTRING"
        case area = "MULTIPOLYGON"
    }

    /// The type of the column `geom`; nil for a table without one.
    package var shape: Shape? {
        switch self {
        case .region, .source, .reject, .kind, .population, .turnRestriction, .regionFile, .organisation,
            .service, .expectation:
            nil
        case .municipality, .place, .structure, .roadNode, .address: .point
        case .road, .addressInterpolation, .waterway, .coastline: .line
        case .area, .boundary, .landCover, .serviceArea: .area
        }
    }

    /// The names of ``columns`` in order; in a migrated store the columns may be in another order.
    package var columnNames: [String] {
        columns.split(separator: ",").compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
    }

    /// The columns besides `fid` and `geom`, as SQL.
    package var columns: String {
        switch self {
        case .region:
            "code TEXT NOT NULL, names TEXT NOT NULL, language TEXT NOT NULL, clip TEXT, postcodes TEXT, speed_limits TEXT"
        case .source:
            """
            id TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, definition TEXT NOT NULL,
            imported_at TEXT NOT NULL, title TEXT NOT NULL, data_date TEXT, edition TEXT, licence TEXT NOT NULL,
            attribution TEXT NOT NULL, url TEXT, crs TEXT, reader TEXT NOT NULL, rank INTEGER NOT NULL,
            read_count INTEGER NOT NULL, accepted_count INTEGER NOT NULL, rejected_count INTEGER NOT NULL, note TEXT,
            is_sketch INTEGER NOT NULL, is_sample INTEGER NOT NULL, counts TEXT NOT NULL
            """
        case .reject: "source TEXT NOT NULL, position TEXT NOT NULL, reason TEXT NOT NULL, is_kept INTEGER NOT NULL"
        case .kind:
            """
            source TEXT NOT NULL, code TEXT NOT NULL, names TEXT NOT NULL, plurals TEXT, synonyms TEXT,
            pictogram TEXT, sort INTEGER, is_municipal INTEGER NOT NULL, is_redacted INTEGER NOT NULL, position TEXT
            """
        case .municipality:
            """
            source TEXT NOT NULL, code TEXT NOT NULL, alternative_code TEXT, names TEXT NOT NULL, former_names TEXT,
            other_names TEXT, regional_unit TEXT, seat_name TEXT, seat_names TEXT, population INTEGER, population_year INTEGER,
            area_km2 REAL, data_date TEXT, source_url TEXT, position TEXT
            """
        case .area: "source TEXT NOT NULL, code TEXT NOT NULL, is_sketch INTEGER NOT NULL, position TEXT"
        case .population:
            "source TEXT NOT NULL, code TEXT NOT NULL, year INTEGER NOT NULL, total INTEGER NOT NULL, position TEXT"
        case .place:
            """
            source TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, names TEXT NOT NULL, former_names TEXT,
            population INTEGER, population_year INTEGER, municipality_code TEXT, municipality_name TEXT, unit TEXT,
            community TEXT, elevation REAL, accuracy_metres REAL, position TEXT
            """
        case .structure:
            """
            source TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, names TEXT NOT NULL, parent TEXT,
            municipality_code TEXT, municipality_name TEXT, address TEXT, street TEXT, house_number TEXT,
            postcode TEXT, settlement TEXT, phone TEXT, email TEXT, website TEXT, opening_hours TEXT, wheelchair TEXT,
            status TEXT, accuracy_metres REAL, position_note TEXT, source_url TEXT, source_date TEXT, checked_on TEXT,
            tags TEXT, position TEXT
            """
        case .road: "source TEXT NOT NULL, id INTEGER NOT NULL, nodes BLOB NOT NULL, tags TEXT NOT NULL"
        case .roadNode: "source TEXT NOT NULL, id INTEGER NOT NULL, tags TEXT NOT NULL"
        case .turnRestriction:
            "source TEXT NOT NULL, id INTEGER NOT NULL, tags TEXT NOT NULL, members TEXT NOT NULL"
        case .address:
            """
            source TEXT NOT NULL, id TEXT NOT NULL, street TEXT, place TEXT, house_number TEXT, postcode TEXT,
            city TEXT, name TEXT, tags TEXT NOT NULL
            """
        case .addressInterpolation:
            "source TEXT NOT NULL, id INTEGER NOT NULL, nodes BLOB NOT NULL, kind TEXT NOT NULL"
        case .boundary:
            """
            source TEXT NOT NULL, id TEXT NOT NULL, admin_level INTEGER, kind TEXT NOT NULL, names TEXT NOT NULL,
            ref TEXT
            """
        case .landCover: "source TEXT NOT NULL, id TEXT NOT NULL, class TEXT NOT NULL, names TEXT NOT NULL"
        case .waterway: "source TEXT NOT NULL, id INTEGER NOT NULL, class TEXT NOT NULL, names TEXT NOT NULL"
        case .coastline: "source TEXT NOT NULL, id INTEGER NOT NULL"
        case .regionFile: "name TEXT NOT NULL, text TEXT NOT NULL"
        case .organisation:
            """
            source TEXT NOT NULL, id TEXT NOT NULL, names TEXT NOT NULL, legal_form TEXT, parent TEXT, phone TEXT,
            email TEXT, website TEXT, position TEXT
            """
        case .service:
            """
            source TEXT NOT NULL, structure TEXT NOT NULL, code TEXT NOT NULL, names TEXT NOT NULL, descriptions TEXT,
            programmes TEXT, position TEXT
            """
        case .expectation: "source TEXT NOT NULL, kind TEXT NOT NULL, municipality TEXT, position TEXT"
        case .serviceArea: "source TEXT NOT NULL, structure TEXT NOT NULL, position TEXT"
        }
    }
}
