/// Reads Greek typed in Latin letters: by sound, by look, and by ELOT 743.
enum Greeklish {
    /// A reading of a piece of Greeklish: the key bytes, and a cost that grows with how unusual it is.
    struct Reading {
        let key: [UInt8]
        let cost: Int

        init(_ key: String, _ cost: Int) {
            self.key = Array(key.utf8)
            self.cost = cost
        }
    }

    /// Pieces of up to three letters and their readings.
    private static let pieces: [String: [Reading]] = {
        func read(_ options: String) -> [Reading] {
            options.split(separator: ",").enumerated().map { Reading(String($1), $0 == 0 ? 0 : $0 + 1) }
        }
        let table: [(String, String)] = [
            ("a", "a"), ("b", "v,b"), ("c", "k,s,h"), ("d", "d"), ("e", "e,i"), ("f", "f"), ("g", "g"), ("h", "i,h"),
            ("i", "i"), ("j", "dz,i,z,ks"), ("k", "k"), ("l", "l"), ("m", "m"), ("n", "n"), ("o", "o"), ("p", "p"),
            ("q", "q,k"), ("r", "r"), ("s", "s"), ("t", "t"), ("u", "i,u"), ("v", "v"), ("w", "o"), ("x", "h,ks"),
            ("y", "i"), ("z", "z"), ("8", "q"), ("9", "q"), ("3", "ks"), ("4", "ps"), ("0", "o"), ("6", "q"),
            ("th", "q,ti"), ("ch", "h,ki"), ("ph", "f,pi"), ("kh", "h,ki"), ("dh", "d,di"), ("gh", "g,gi,gh"),
            ("ou", "u,oi"), ("oy", "u,oi"), ("oo", "u,o"), ("ai", "e,ai"), ("ei", "i,ei"), ("oi", "i,oi"),
            ("ui", "i,ui"), ("yi", "i,gi"), ("ya", "ia,gia"), ("yo", "io,gio"), ("ee", "i,e"), ("mp", "b"),
            ("mb", "b,mv"), ("nt", "d"), ("nd", "d,nd"),
            ("gg", "g"), ("gk", "g"), ("ng", "g,ng"), ("nk", "g,nk"), ("ts", "ts"), ("tz", "dz"), ("dz", "dz"),
            ("ks", "ks"), ("ps", "ps"), ("nx", "gks,nh,gh,nks"), ("nch", "gh,nh"), ("gch", "gh"), ("gx", "gh,gks"),
            ("av", "av,af"), ("ev", "ev,ef"), ("iv", "iv,if"), ("au", "af,ai,au"), ("eu", "ef,ei,eu"),
            ("ay", "af,ai,e"), ("ey", "ef,ei"), ("af", "af"), ("ef", "ef"), ("hu", "if,ii,hi,hu"), ("hv", "if,iv,hv"),
            ("ck", "k"), ("nth", "nq,di"), ("mph", "mf,bi"), ("nj", "gks,nj"), ("nh", "ni,nh,gh"),
        ]
        return Dictionary(table.map { ($0.0, read($0.1)) }, uniquingKeysWith: { first, _ in first })
    }()

    /// The pieces by their letters, packed with eight bits each.
    private static let packedPieces: [UInt32: [Reading]] = {
        var result: [UInt32: [Reading]] = [:]
        for (text, readings) in pieces {
            result[text.utf8.reduce(0) { $0 << 8 | UInt32($1) }] = readings
        }
        return result
    }()

    private struct Partial {
        var key: [UInt8]
        var cost: Int
    }

    /// Returns up to `limit` distinct keys of a folded Latin word, cheapest first. O(n · limit · log limit).
    static func readings(of word: [Unicode.Scalar], limit: Int) -> [(key: [UInt8], cost: Int)] {
        guard word.count <= 40, word.allSatisfy({ $0.isASCII }) else { return [] }
        let letters = word.map { UInt8($0.value) }
        var states = [[Partial]](repeating: [], count: letters.count + 1)
        states[0] = [Partial(key: [], cost: 0)]
        for position in 0..<letters.count {
            let live = pruned(&states[position], limit)
            guard !live.isEmpty else { continue }
            let longest = min(3, letters.count - position)
            var code: UInt32 = 0
            var lengths: [(Int, [Reading])] = []
            for length in 1...longest {
                code = code << 8 | UInt32(letters[position + length - 1])
                if let readings = packedPieces[code] { lengths.append((length, readings)) }
            }
            if lengths.isEmpty { lengths.append((1, [Reading(String(UnicodeScalar(letters[position])), 0)])) }
            let best = lengths[lengths.count - 1].0
            for (length, readings) in lengths {
                // Reading a pair letter by letter is unusual, but «nt» occurs in names of Latin origin.
                let penalty = length == best ? 0 : 3
                for reading in readings {
                    for partial in live {
                        states[position + length].append(
                            Partial(
                                key: joined(partial.key, reading.key), cost: partial.cost + reading.cost + penalty))
                    }
                }
            }
        }
        return pruned(&states[letters.count], limit).map { ($0.key, $0.cost) }
    }

    /// Appends a sound; a doubled letter counts once.
    private static func joined(_ key: [UInt8], _ sound: [UInt8]) -> [UInt8] {
        var result = key
        result.reserveCapacity(key.count + sound.count)
        for (offset, byte) in sound.enumerated() {
            if offset == 0, result.last == byte { continue }
            result.append(byte)
        }
        return result
    }

    /// Returns the `limit` cheapest distinct keys, cheapest first.
    private static func pruned(_ states: inout [Partial], _ limit: Int) -> [Partial] {
        guard states.count > 1 else { return states }
        states.sort { $0.cost < $1.cost }
        var seen: Set<[UInt8]> = []
        var result: [Partial] = []
        for state in states where seen.insert(state.key).inserted {
            result.append(state)
            if result.count == limit { break }
        }
        states = []
        return result
    }
}
