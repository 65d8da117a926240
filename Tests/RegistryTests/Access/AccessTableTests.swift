import Registry
import RegistryTestSupport
import Testing

/// Every combination of role, action, place, record, second factor and time, against a list written down by hand.
struct AccessTableTests {
    /// What is allowed: role, action, and how far. Everything that is not here is denied.
    private static let allowed: [(Role, Action, String)] = [
        (.editor, .readDirectory, "municipality"), (.moderator, .readDirectory, "municipality"),
        (.editor, .draft, "municipality"), (.moderator, .draft, "municipality"),
        (.moderator, .review, "municipality"), (.moderator, .publish, "municipality"),
        (.moderator, .readReports, "municipality"), (.moderator, .answerReports, "municipality"),
        (.editor, .draftProgrammes, "whole region"), (.moderator, .draftProgrammes, "whole region"),
        (.moderator, .reviewProgrammes, "whole region"),
        (.editor, .readClosures, "region"), (.moderator, .readClosures, "region"), (.crew, .readClosures, "region"),
        (.coordinator, .readClosures, "region"), (.auditor, .readClosures, "region"),
        (.editor, .proposeClosures, "region"), (.moderator, .proposeClosures, "region"),
        (.crew, .proposeClosures, "region"), (.coordinator, .proposeClosures, "region"),
        (.coordinator, .decideClosures, "region"),
        (.coordinator, .writeAlerts, "whole region"), (.coordinator, .approveAlerts, "whole region, fresh"),
        (.auditor, .readAudit, "region"),
        (.administrator, .readAccounts, "region"), (.administrator, .publish, "region"),
        (.administrator, .manageAccounts, "region, fresh"), (.administrator, .manageGrants, "region, fresh"),
    ]

    private static func expected(_ role: Role, _ action: Action) -> String? {
        if let row = allowed.first(where: { $0.0 == role && $0.1 == action }) { return row.2 }
        if action == .readProgrammes || action == .readAlerts && role != .administrator { return "region" }
        return action == .readAudit || action == .ownAccount ? "own" : nil
    }

    private let now = Timestamp(milliseconds: 1_780_000_000_000)
    private let me = RecordID.random()
    private let somebody = RecordID.random()

    private struct Time {
        var name: String
        var from: Int
        var to: Int?
        var holds: Bool
    }

    @Test("Each combination is allowed or denied as written down; no combination is open")
    func everyCombination() {
        let times = [
            Time(name: "without end", from: 0, to: nil, holds: true), Time(name: "now", from: -5, to: 5, holds: true),
            Time(name: "from now", from: 0, to: 1, holds: true), Time(name: "over", from: -10, to: -5, holds: false),
            Time(name: "just over", from: -10, to: 0, holds: false),
            Time(name: "to come", from: 1, to: 10, holds: false),
        ]
        let ages = [(0, true), (299, true), (300, false), (86_400, false), (-1, false)]
        let places: [Grant.Place] = [.municipality("9001"), .region]
        let records: [(municipality: String?, owner: RecordID?)] = [
            ("9001", nil), ("9002", nil), (nil, nil), (nil, me), (nil, somebody), ("9001", somebody), ("9002", me),
            ("", nil),
        ]
        var (tried, open, wrong) = (0, 0, 0)
        for role in Role.allCases {
            for action in Action.allCases {
                for place in places {
                    for time in times {
                        for (age, isFresh) in ages {
                            let caller = Caller(
                                principal: me, session: .random(),
                                grants: [
                                    Grant(
                                        role, in: place, from: now.adding(seconds: time.from),
                                        to: time.to.map { now.adding(seconds: $0) })
                                ], secondFactorAt: now.adding(seconds: -age))
                            let scope = try? caller.scope(for: action, now: now)
                            for record in records {
                                tried += 1
                                let isAllowed =
                                    scope?.admits(municipality: record.municipality, owner: record.owner) ?? false
                                let should =
                                    time.holds
                                    && oracle(
                                        Self.expected(role, action), place, isFresh, record.municipality, record.owner)
                                if isAllowed && !should { open += 1 }
                                if isAllowed != should { wrong += 1 }
                            }
                        }
                    }
                }
            }
        }
        print("access table: \(tried) combinations tried, \(open) open")
        #expect(tried == 7 * 20 * 2 * 6 * 5 * 8)
        #expect(open == 0)
        #expect(wrong == 0)
    }

    /// What the list says about a record.
    private func oracle(
        _ cell: String?, _ place: Grant.Place, _ isFresh: Bool, _ municipality: String?, _ owner: RecordID?
    ) -> Bool {
        switch cell {
        case nil: false
        case "own": owner == me
        case "whole region": place == .region
        case "region, fresh" where !isFresh, "whole region, fresh" where !isFresh: false
        case "whole region, fresh": place == .region
        default: place == .region || municipality == "9001"
        }
    }

    @Test("Without a grant nothing is allowed")
    func defaultDeny() {
        for action in Action.allCases {
            let caller = Caller(principal: me, session: .random(), grants: [], secondFactorAt: now)
            #expect(error { _ = try caller.scope(for: action, now: now) }?.code == .refused)
        }
    }

    @Test("Every action has a row, and somebody who may do it")
    func complete() {
        for action in Action.allCases {
            #expect(Role.allCases.contains { AccessTable.right(of: $0, to: action) != nil }, "\(action)")
        }
    }

    @Test("An old second factor is asked for again, by its own error")
    func secondFactor() throws {
        let grant = Grant(.administrator, in: .region, from: now)
        var caller = Caller(
            principal: me, session: .random(), grants: [grant], secondFactorAt: now.adding(seconds: -301))
        #expect(error { _ = try caller.scope(for: .manageAccounts, now: now) }?.code == .secondFactorNeeded)
        #expect(error { _ = try caller.scope(for: .draft, now: now) }?.code == .refused)
        caller.secondFactorAt = now
        #expect(try caller.scope(for: .manageAccounts, now: now).isEverything)
    }

    @Test("Rights of several grants add up, each only in its place")
    func union() throws {
        let caller = Caller(
            principal: me, session: .random(),
            grants: [
                Grant(.editor, in: .municipality("9001"), from: now),
                Grant(.moderator, in: .municipality("9002"), from: now),
            ], secondFactorAt: now)
        #expect(try caller.scope(for: .draft, now: now).municipalities == ["9001", "9002"])
        #expect(try caller.scope(for: .review, now: now).municipalities == ["9002"])
    }

    @Test("What concerns the whole region is for grants in the whole region only")
    func wholeRegion() {
        for (role, action) in [(Role.editor, Action.draftProgrammes), (.moderator, .reviewProgrammes)] {
            let caller = { (place: Grant.Place) in
                Caller(
                    principal: me, session: .random(), grants: [Grant(role, in: place, from: now)], secondFactorAt: now)
            }
            #expect(error { _ = try caller(.municipality("9001")).scope(for: action, now: now) }?.code == .refused)
            #expect((try? caller(.region).scope(for: action, now: now))?.isEverything == true)
        }
    }

    @Test("Roles that nobody may have together")
    func conflicts() {
        var pairs: Set<Set<Role>> = []
        for one in Role.allCases {
            for other in Role.allCases {
                #expect(one.conflicts(with: other) == other.conflicts(with: one))
                if one.conflicts(with: other) { pairs.insert([one, other]) }
            }
        }
        var expected: Set<Set<Role>> = [[.administrator, .caseWorker], [.administrator, .coordinator]]
        for role in Role.allCases where role != .auditor { expected.insert([.auditor, role]) }
        #expect(pairs == expected)
    }
}
