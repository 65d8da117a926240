import Registry
import Testing

struct OneTimeCodeTests {
    @Test(
        "The vectors of RFC 6238",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(_ seconds: Int, _ code: String) {
        let step = OneTimeCode.step(at: Timestamp(milliseconds: seconds * 1000))
        #expect(OneTimeCode(secret: Array("12345678901234567890".utf8)).code(step: step, digits: 8) == code)
    }

    @Test(
        "The vectors of RFC 4226",
        arguments: Array(
            zip(
                0...,
                ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])))
    func counters(_ step: Int, _ code: String) {
        #expect(OneTimeCode(secret: Array("12345678901234567890".utf8)).code(step: step) == code)
    }

    @Test("The present step and its neighbours are accepted, and none that is not later than the last one")
    func window() {
        let code = OneTimeCode(secret: RandomBytes.make(20))
        let now = Timestamp(milliseconds: 1_780_000_000_000)
        let step = OneTimeCode.step(at: now)
        for offset in -5...5 {
            let text = code.code(step: step + offset)
            #expect((code.step(of: text, at: now, after: 0) != nil) == (-1...1).contains(offset))
            #expect(code.step(of: text, at: now, after: step + 1) == nil)
        }
        #expect(code.step(of: code.code(step: step), at: now, after: step) == nil)
        #expect(code.step(of: code.code(step: step + 1), at: now, after: step) == step + 1)
    }

    @Test(
        "What is no code is refused", arguments: ["", "12345", "1234567", "abcdef", "１２３４５６", "12345\u{0}", " 12345"])
    func malformed(_ text: String) {
        #expect(OneTimeCode(secret: [1, 2, 3]).step(of: text, at: Timestamp(milliseconds: 0), after: -9) == nil)
    }

    @Test(
        "The vectors of RFC 4648, and back",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(_ plain: String, _ text: String) {
        #expect(Base32.text(Array(plain.utf8)) == text)
        #expect(Base32.bytes(text) == Array(plain.utf8))
        #expect(Base32.bytes(text + "1") == nil)
        #expect(Base32.bytes(text.lowercased() + "a") == nil)
    }

    @Test("The address for apps escapes what has a meaning in it")
    func address() {
        let address = OneTimeCode(secret: Array("12345678901234567890".utf8)).address(
            login: "a&b=c", issuer: "Πλησίον x")
        #expect(address.hasPrefix("otpauth://totp/%CE%A0"))
        #expect(address.contains(":a%26b%3Dc?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="))
        #expect(address.hasSuffix("%20x"))
    }
}
