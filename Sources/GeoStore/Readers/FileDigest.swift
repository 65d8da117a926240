internal import Crypto
internal import Foundation
internal import InputFiles
internal import Records

/// SHA-256 digests of files and texts, used to detect changes.
enum FileDigest {
    /// The digest of `bytes` as 64 hexadecimal digits.
    static func text(of bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexadecimal }

    /// The digest of the file at `path`, read in pieces.
    static func text(ofFileAt path: String) throws(StoreError) -> String {
        try StoreError.reading { () throws(InputError) in
            var digest = SHA256()
            try ByteStream(path: path, chunkSize: 1 << 20).drain { digest.update(bufferPointer: $0) }
            return digest.finalize().hexadecimal
        }
    }
}
