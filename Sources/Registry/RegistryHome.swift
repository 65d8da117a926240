internal import Foundation
package import Records

/// A registry on disk: a folder with `registry.sqlite`, `keys.sqlite`, the anchors of the audit and what is published.
///
/// Everything that is read or written on somebody's behalf goes through ``audited(_:_:)``.
package final class RegistryHome: Sendable {
    /// How far the clock may be behind the audit before it counts as set back, in seconds.
    package static let clockToleranceSeconds = 60

    /// The path of the folder.
    package let path: String
    /// The file of everything but the keys.
    package let store: StoreFile
    /// The keys.
    package let ring: KeyRing
    /// The file of anchors.
    package let anchors: AnchorFile
    /// Computes and checks password hashes.
    let hasher: PasswordHasher
    /// Bounds the attempts to sign in.
    let limiter: LoginLimiter
    /// The folder in which the public process finds what is published.
    package let published: String
    /// The clocks of the region, by which dates are meant.
    package let zone: ZoneRule
    private let clock: @Sendable () -> Timestamp
    // Used only by the closure that ``once(_:_:)`` calls, while its transaction is open, and on its thread.
    nonisolated(unsafe) private let joint: JointTransaction?

    /// Settings that the operator may change.
    package struct Settings: Sendable {
        /// Where the root key comes from.
        package var root: RootKey.Origin
        /// The file of anchors; `audit.anchors` in the folder when nil.
        package var anchors: String?
        /// The folder of what is published; `published` in the folder when nil.
        package var published: String?
        /// How much a password hash costs.
        package var passwordCost = PasswordHasher.Cost.standard
        /// The clocks of the region, by which dates are meant.
        package var zone = ZoneRule.athens
        /// The clock.
        package var clock: @Sendable () -> Timestamp = Timestamp.now

        /// Creates settings.
        package init(root: RootKey.Origin) { self.root = root }
    }

    /// Makes a new registry in a folder, which is made if necessary.
    ///
    /// - Throws: ``RegistryError``: `alreadyThere` when there is one.
    package static func create(at path: String, _ settings: Settings) throws(RegistryError) -> RegistryHome {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw RegistryError(.unavailable, at: path, "cannot be made: \(error.localizedDescription)")
        }
        // Before anything is made, so that no half of a registry is left.
        for file in [path + "/registry.sqlite", path + "/keys.sqlite"]
        where FileManager.default.fileExists(atPath: file) {
            throw RegistryError(.alreadyThere, at: file, "there is a registry already; it is not overwritten")
        }
        let now = settings.clock()
        let store = try StoreFile.create(at: path + "/registry.sqlite", schema: .registry, now: now)
        let keys = try StoreFile.create(at: path + "/keys.sqlite", schema: .keys, now: now)
        let ring = try KeyRing.create(in: keys, root: settings.root, now: now)
        let head = try store.transaction { connection in
            try connection.execute("INSERT INTO installation (one, id) VALUES (1, ?)", ring.installation)
            var note = AuditNote(.systemOperator, .genesis)
            note.subjects = [ring.installation.description]
            return try AuditChain(connection).append(note, at: now, ring: ring)
        }
        let home = try RegistryHome(path, settings, store, ring)
        home.anchors.note(head, ring: ring)
        return home
    }

    /// Opens a registry.
    ///
    /// - Throws: ``RegistryError``: `noSuchFile`, `damaged`, `newerSchema`, `wrongKey`, or `unavailable`.
    package static func open(at path: String, _ settings: Settings) throws(RegistryError) -> RegistryHome {
        let now = settings.clock()
        // The keys first, so that nothing is brought up to date for whoever does not have the root key.
        let keys = try StoreFile.open(at: path + "/keys.sqlite", schema: .keys, now: now)
        let ring = try KeyRing.open(keys, root: settings.root, now: now)
        let store = try StoreFile.open(at: path + "/registry.sqlite", schema: .registry, now: now)
        let installation = try store.read { connection -> RecordID? in
            try connection.row("SELECT id FROM installation")?["id"]
        }
        guard installation == ring.installation else {
            throw RegistryError(.wrongKey, at: path, "registry.sqlite and keys.sqlite are of different installations")
        }
        return try RegistryHome(path, settings, store, ring)
    }

    private init(_ path: String, _ settings: Settings, _ store: StoreFile, _ ring: KeyRing) throws(RegistryError) {
        self.path = path
        self.store = store
        self.ring = ring
        anchors = AnchorFile(path: settings.anchors ?? path + "/audit.anchors")
        published = settings.published ?? path + "/published"
        hasher = try PasswordHasher(settings.passwordCost)
        limiter = LoginLimiter()
        (zone, clock) = (settings.zone, settings.clock)
        joint = nil
    }

    /// The same registry, whose audited work is part of a transaction that is open already.
    init(_ home: RegistryHome, within joint: JointTransaction) {
        path = home.path
        store = home.store
        ring = home.ring
        anchors = home.anchors
        published = home.published
        hasher = home.hasher
        limiter = home.limiter
        (zone, clock) = (home.zone, home.clock)
        self.joint = joint
    }

    deinit {
        if joint == nil { anchors.flush(ring: ring) }
    }

    /// How many passwords were checked since the registry was opened.
    package var passwordsChecked: Int { hasher.checked }

    /// The present moment.
    package func now() -> Timestamp { clock() }

    /// The present date in the region.
    package var today: CivilDate { zone.wallTime(at: now().instant).date }

    /// Runs `body` in a transaction together with the row of the audit that tells of it: either both are on disk when
    /// this returns, or nothing is, and nothing is answered.
    ///
    /// `body` completes the note. A refusal is written into the audit too, and thrown.
    @discardableResult
    package func audited<T>(
        _ note: AuditNote, _ body: (StoreConnection, inout AuditNote) throws -> T
    ) throws(RegistryError) -> T {
        try settleClock()
        do throws(RegistryError) {
            return try write(note, body)
        } catch {
            guard [.refused, .notFound, .secondFactorNeeded].contains(error.code) else { throw error }
            var refusal = AuditNote(note.actor, .refused, purpose: note.event.rawValue, request: note.request)
            refusal.subjects = note.subjects
            if let joint { joint.refusal = refusal } else { try write(refusal) { _, _ in } }
            throw error
        }
    }

    @discardableResult
    private func write<T>(
        _ note: AuditNote, _ body: (StoreConnection, inout AuditNote) throws -> T
    ) throws(RegistryError) -> T {
        func appended(_ connection: StoreConnection) throws -> (T, AuditHead) {
            var note = note
            let value = try body(connection, &note)
            return (value, try AuditChain(connection).append(note, at: now(), ring: ring))
        }
        if let joint {
            do {
                let (value, head) = try appended(joint.connection)
                joint.head = head
                return value
            } catch {
                throw RegistryError(sqlite: error)
            }
        }
        let (value, head) = try store.transaction { connection in try appended(connection) }
        anchors.note(head, ring: ring)
        return value
    }

    /// When the clock is behind the audit, ends everything that ends by the clock: what had ended could hold again.
    func settleClock() throws(RegistryError) {
        // Whoever opened the transaction has done it.
        guard joint == nil else { return }
        let now = now()
        let last = try store.read { connection in try AuditChain(connection).head?.at } ?? now
        guard now.adding(seconds: Self.clockToleranceSeconds) < last else { return }
        try write(AuditNote(.systemOperator, .clockSetBack)) { connection, _ in
            try connection.execute("UPDATE session SET ended_at = ? WHERE ended_at IS NULL", now)
            try connection.execute("UPDATE invitation SET used_at = ? WHERE used_at IS NULL", now)
            try connection.execute(
                "UPDATE role_grant SET ended_at = ? WHERE ended_at IS NULL AND ends_at <= ?", now, last)
        }
    }

    /// Writes the anchor that is waiting now, before a process ends.
    ///
    /// - Throws: ``RegistryError`` when it cannot be written.
    package func flushAnchors() throws(RegistryError) {
        anchors.flush(ring: ring)
        if let failure = anchors.failure { throw failure }
    }

    /// Verifies the audit.
    package func verifyAudit(_ contents: AnchorFile.Contents) throws(RegistryError) -> AuditVerdict {
        try store.read { connection in try AuditVerifier(connection, ring: ring).verify(contents) }
    }
}

extension StoreSchema {
    /// The tables of `registry.sqlite`; the application id is "PLSR" in ASCII.
    package static let registry = StoreSchema(
        applicationID: 0x504C_5352,
        migrations: [
            .audit, .accounts, .directory, .publishing, .submissions, .reports, .checks, .figures, .imports,
            .duplicates, .closures, .alerts,
        ])
}
