import Geocoding
import GeoIndex

/// A street, its number, a telephone and a position that texts must not tell.
private let secrets: PlaceSecrets = {
    var secrets = PlaceSecrets(publishedNames: ["Λάρισα"])
    secrets.add(address: "Οδός Ασφοδελών 47Α, 412 77 Μηλοχώρι")
    secrets.add(phone: "2410 777123")
    secrets.add(Coordinate(longitude: 22.41803, latitude: 39.63652))
    return secrets
}()

/// Fuzz target: any bytes as a text about another structure, or about the structure itself, are searched without a trap.
/// Whatever stands before it, a door or a position on a line of its own is found.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSecretText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let examined = ExaminedText(text)
    _ = secrets.isRevealed(by: examined, published: "2410 555000")
    _ = secrets.isRevealed(byIdentifier: examined)
    _ = PlaceSecrets.isOtherPhone(examined, than: text)
    let others = ExaminedText(ofOther: text)
    if !others.hasNumbers {
        precondition(!secrets.isDoorTold(by: examined), "a door in a text without numbers")
        precondition(!secrets.isPointRevealed(by: examined), "a position in a text without numbers")
    }
    let door = ExaminedText(ofOther: text + "\n\nΑσφοδελών 47")
    precondition(secrets.isDoorTold(by: door), "the door is not found")
    precondition(secrets.isRevealed(by: door, published: nil), "the street is not found")
    let point = ExaminedText(ofOther: text + "\n\n39.63652 22.41803")
    precondition(secrets.isPointRevealed(by: point), "the position is not found")
    return 0
}
