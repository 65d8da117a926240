extension StoreSchema.Migration {
    /// The tables of accounts, what they sign in with, their sessions and grants. An account is disabled, never deleted,
    /// because the audit names it.
    static let accounts = StoreSchema.Migration(
        "accounts",
        [
            """
            CREATE TABLE principal (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                login TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                email BLOB,
                email_index BLOB UNIQUE,
                created_at INTEGER NOT NULL,
                disabled_at INTEGER,
                failures INTEGER NOT NULL DEFAULT 0,
                locked_until INTEGER NOT NULL DEFAULT 0,
                last_step INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TRIGGER principal_no_delete BEFORE DELETE ON principal
            BEGIN SELECT RAISE(ABORT, 'accounts are disabled, not deleted'); END
            """,
            """
            CREATE TABLE credential (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                principal BLOB NOT NULL REFERENCES principal (id),
                kind TEXT NOT NULL CHECK (kind IN ('password', 'totp')),
                data BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                UNIQUE (principal, kind)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE recovery_code (
                principal BLOB NOT NULL REFERENCES principal (id),
                code_hash BLOB NOT NULL,
                used_at INTEGER,
                PRIMARY KEY (principal, code_hash)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE invitation (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                principal BLOB NOT NULL REFERENCES principal (id),
                token_hash BLOB NOT NULL UNIQUE,
                secret BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                used_at INTEGER) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE session (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                principal BLOB NOT NULL REFERENCES principal (id),
                token_hash BLOB NOT NULL UNIQUE,
                created_at INTEGER NOT NULL,
                seen_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                second_factor_at INTEGER NOT NULL,
                ended_at INTEGER) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX session_principal ON session (principal, created_at)",
            """
            CREATE TABLE role_grant (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                principal BLOB NOT NULL REFERENCES principal (id),
                role TEXT NOT NULL,
                scope_kind TEXT NOT NULL CHECK (scope_kind IN ('municipality', 'region')),
                scope TEXT NOT NULL CHECK ((scope_kind = 'region') = (scope = '')),
                starts_at INTEGER NOT NULL,
                ends_at INTEGER CHECK (ends_at > starts_at),
                granted_by BLOB REFERENCES principal (id) CHECK (granted_by <> principal),
                created_at INTEGER NOT NULL,
                ended_at INTEGER,
                ended_by BLOB REFERENCES principal (id) CHECK (ended_by <> principal),
                CHECK (role NOT IN ('crew', 'coordinator') OR ends_at IS NOT NULL)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX role_grant_principal ON role_grant (principal)",
        ])
}
