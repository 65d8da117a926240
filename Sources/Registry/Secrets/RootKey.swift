internal import CSodium
internal import Crypto
internal import Glibc
internal import Records

/// The key that all other keys are wrapped with. It is in no file of the registry.
package struct RootKey: Sendable {
    /// Where the root key comes from.
    package enum Origin: Hashable, Sendable {
        /// A file of 64 hexadecimal digits that only its owner may read.
        case file(String)
        /// A passphrase, from which the key is derived with argon2id.
        case passphrase(String)
    }

    /// The key.
    let key: SymmetricKey

    /// Reads the key from its file, or derives it from a passphrase and the salt of the key ring.
    ///
    /// - Throws: ``RegistryError``: `noSuchFile`, `refused` when others may read the file, `invalid` when it is no key.
    init(_ origin: Origin, salt: [UInt8]) throws(RegistryError) {
        switch origin {
        case .file(let path): key = try Self.read(path)
        case .passphrase(let text): key = try Self.derive(text, salt: salt)
        }
    }

    /// Writes a new key to a new file, which only its owner may read.
    package static func makeFile(at path: String) throws(RegistryError) {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o400)
        guard file >= 0 else {
            let reason = String(cString: strerror(errno))
            throw RegistryError(errno == EEXIST ? .alreadyThere : .unavailable, at: path, "cannot be made: \(reason)")
        }
        defer { close(file) }
        let line = Array((RandomBytes.make(32).hexadecimal + "\n").utf8)
        guard write(file, line, line.count) == line.count, fsync(file) == 0 else {
            unlink(path)
            throw RegistryError(.unavailable, at: path, "cannot be written")
        }
    }

    private static func read(_ path: String) throws(RegistryError) -> SymmetricKey {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw RegistryError(.noSuchFile, at: path, "cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw RegistryError(.refused, at: path, "others may read the root key; expected a file of mode 0400")
        }
        var buffer = [UInt8](repeating: 0, count: 66)
        let count = Glibc.read(file, &buffer, buffer.count)
        let text = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        guard count >= 64, text.dropFirst(64).allSatisfy({ $0 == "\n" }), let bytes = Hexadecimal.bytes(text.prefix(64))
        else {
            throw RegistryError(.invalid, at: path, "expected a root key: 64 hexadecimal digits in one line")
        }
        return SymmetricKey(data: bytes)
    }

    private static func derive(_ passphrase: String, salt: [UInt8]) throws(RegistryError) -> SymmetricKey {
        guard passphrase.count >= 16 else {
            throw RegistryError(
                .invalid, at: "passphrase", "expected at least 16 characters, found \(passphrase.count)")
        }
        guard sodium_init() >= 0, salt.count == Int(crypto_pwhash_SALTBYTES) else {
            throw RegistryError(.database, at: "passphrase", "libsodium does not start")
        }
        var key = [UInt8](repeating: 0, count: 32)
        // Once at each start, so it may cost more than a login: 256 MiB.
        guard
            crypto_pwhash(
                &key, UInt64(key.count), passphrase, UInt64(passphrase.utf8.count), salt, 3, 256 << 20,
                crypto_pwhash_ALG_ARGON2ID13) == 0
        else { throw RegistryError(.unavailable, at: "passphrase", "not enough memory to derive the root key") }
        return SymmetricKey(data: key)
    }
}
