internal import Entitlement

/// The findings of the checks on a store, most severe first.
public struct ImportReport: Hashable, Sendable {
    /// The number of findings kept per check; all are counted.
    public static let keptPerCheck = 1000

    /// The findings, sorted by severity, then check, then in the order found.
    public private(set) var findings: [Finding] = []
    /// The number of findings of each check.
    public private(set) var counts: [Finding.Check: Int] = [:]
    /// The number of findings of each severity.
    public private(set) var severities: [Finding.Severity: Int] = [:]

    /// Whether there are no errors, which would make answers wrong.
    public var isSound: Bool { severities[.error] == nil }

    /// Adds a finding.
    mutating func add(_ finding: Finding) {
        counts[finding.check, default: 0] += 1
        severities[finding.severity, default: 0] += 1
        if counts[finding.check, default: 0] <= Self.keptPerCheck { findings.append(finding) }
    }

    /// Sorts the findings.
    mutating func sort() {
        let severities = Finding.Severity.allCases
        let checks = Finding.Check.allCases
        let keys = findings.enumerated().map { index, finding in
            (severities.firstIndex(of: finding.severity) ?? 0, checks.firstIndex(of: finding.check) ?? 0, index)
        }
        findings = keys.sorted(by: <).map { findings[$0.2] }
    }

    /// The findings of a check.
    public func findings(of check: Finding.Check) -> [Finding] {
        findings.filter { $0.check == check }
    }
}
