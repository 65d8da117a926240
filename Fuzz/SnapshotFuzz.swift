import Crypto
import Publication

private let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32))
private let publicKey = key.map { Array($0.publicKey.rawRepresentation) } ?? []

/// Fuzz target: any bytes as the body of a snapshot that is signed with the right key, and as a whole file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSnapshot(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let hexadecimal = publicKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    precondition((try? PublishedSnapshot.open(input, key: hexadecimal)) == nil, "unsigned bytes were opened")
    guard let signature = try? key?.signature(for: PublishedSnapshot.message(input)) else { return 0 }
    do {
        let snapshot = try PublishedSnapshot.open(
            PublishedSnapshot.file(input, signature: Array(signature)), key: hexadecimal)
        precondition(snapshot.revision >= 1, "a revision below 1")
        let ids = snapshot.structures.map(\.structure.id)
        precondition(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }, "structures out of order")
    } catch {
        precondition(!error.description.isEmpty, "a refusal that says nothing")
    }
    return 0
}
