internal import Entitlement

/// What the checks found in a store, worst first.
public struct ImportReport: Hashable, Sendable {
    /// Most findings of one check that are kept; all are counted.
    public static let keptPerCheck = 1000

    /// The findings, by severity, then check, then in the order found.
    public private(set) var findings: [Finding] = []
    /// How many findings each check had.
    public private(set) var counts: [Finding.Check: Int] = [:]
    /// How many findings of each severity there were.
    public private(set) var severities: [Finding.Severity: Int] = [:]

    /// Whether nothing was found that makes answers wrong.
    public var isSound: Bool { severities[.error] == nil }

    /// Adds a finding.
    mutating func add(_ finding: Finding) {
        counts[finding.check, default: 0] += 1
        severities[finding.severity, default: 0] += 1
        if counts[finding.check, default: 0] <= Self.keptPerCheck { findings.append(finding) }
    }

    /// Puts the worst first.
    mutating func sort() {
        let severities = Finding.Severity.allCases
        let checks = Finding.Check.allCases
        let keys = findings.enumerated().map { index, finding in
            (severities.firstIndex(of: finding.severity) ?? 0, checks.firstIndex(of: finding.check) ?? 0, index)
        }
        findings = keys.sorted(by: <).map { findings[$0.2] }
    }

    /// The findings of one check.
    public func findings(of check: Finding.Check) -> [Finding] {
        findings.filter { $0.check == check }
    }
}
