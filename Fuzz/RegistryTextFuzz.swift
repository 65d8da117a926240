import Registry

/// Fuzz target: any bytes as a file of anchors, as a change of a structure and as the manifest of a backup.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRegistryText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    for anchor in AnchorFile.contents(of: input).anchors {
        precondition(AuditAnchor(line: anchor.line) == anchor, "an anchor that does not read back")
    }
    if let fields = try? StructureFields(patch: input) {
        precondition((try? StructureFields(patch: Array(fields.json.utf8))) == fields, "fields that do not read back")
    }
    if let manifest = try? BackupManifest(json: input, file: "fuzz") {
        precondition(
            (try? BackupManifest(json: manifest.json, file: "fuzz")) == manifest, "a manifest that does not read back")
    }
    return 0
}
