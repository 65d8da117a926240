internal import Crypto
internal import Foundation
internal import GRDB
internal import Records

/// Makes identifiers in place of those that would reveal where a structure is: `shelter-2201-8f2a09c17b`.
///
/// The digits are a hash of the old identifier with a random salt that stands only in the store. So an identifier stays
/// the same from one import to the next, whatever other rows come and go, and its order says nothing. Nobody without
/// the store can find the old identifier, not even by trying all objects of OpenStreetMap.
///
/// Builds of one store share these identifiers: that links the structure in two of them, which is wanted, so that links
/// to its page stay good. Builds of different stores do not share them, nor do builds before and after a store was
/// deleted and made again; there the structure can still be linked by what is published about it, such as its name or
/// telephone number. Whoever has the store knows the place anyway.
struct WithheldNames {
    /// Identifiers that are in use.
    var taken: Set<String> = []
    private let salt: SymmetricKey

    init(salt: [UInt8]) { self.salt = SymmetricKey(data: salt) }

    /// The names of the store, which has the salt since it was made.
    init(in db: Database) throws {
        self.init(salt: [UInt8](try Data.fetchOne(db, sql: "SELECT value FROM salt") ?? Data()))
    }

    /// Makes the table of the salt, and the salt.
    static func makeSalt(in db: Database) throws {
        let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        try db.execute(sql: "CREATE TABLE salt (value BLOB NOT NULL)")
        try db.execute(sql: "INSERT INTO salt (value) VALUES (?)", arguments: [salt])
    }

    /// A new identifier for the one that is `id`, beginning with `base`.
    mutating func name(of id: String, as base: String) -> String {
        let digits = HMAC<SHA256>.authenticationCode(for: Data(id.utf8), using: salt).hexadecimal
        let name = (5...).lazy.map { "\(base)-\(digits.prefix(2 * $0))" }.first { !taken.contains($0) || $0.count > 90 }
        let new = name ?? "\(base)-\(digits)"
        taken.insert(new)
        return new
    }
}
