internal import Crypto
internal import Foundation

/// SHA-256 digests of files and texts, used to detect changes.
enum FileDigest {
    /// The digest of `bytes` as 64 hexadecimal digits.
    static func text(of bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

    /// The digest of the file at `path`, read in pieces.
    static func text(ofFileAt path: String) throws(StoreError) -> String {
        var digest = SHA256()
        try ByteStream(path: path, chunkSize: 1 << 20).drain { digest.update(bufferPointer: $0) }
        return text(digest.finalize())
    }

    private static func text(_ digest: SHA256.Digest) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
