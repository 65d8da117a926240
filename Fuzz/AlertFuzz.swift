import Alerts

/// Fuzz target: any bytes as a document of the Common Alerting Protocol.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAlert(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    do {
        let alert = try Alert(cap: input)
        precondition((try? Alert(cap: alert.cap)) == alert, "what is written is not read as equal")
        for info in alert.infos {
            precondition(info.expires.map { $0.instant > alert.key.sent.instant } ?? true, "ends before it is sent")
        }
    } catch {
        precondition(!error.place.isEmpty && !error.greek.isEmpty, "a refusal that says nothing")
    }
    return 0
}
