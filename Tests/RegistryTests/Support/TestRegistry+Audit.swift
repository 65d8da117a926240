import Registry
import RegistryTestSupport

extension TestRegistry {
    /// Whether the audit is whole, also by its anchors.
    var isAuditWhole: Bool {
        guard (try? home.flushAnchors()) != nil, let contents = try? AnchorFile.read(home.anchors.path),
            let verdict = try? home.verifyAudit(contents)
        else { return false }
        if case .whole = verdict { return true }
        return false
    }
}
