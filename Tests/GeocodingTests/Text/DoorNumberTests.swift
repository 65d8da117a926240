import Geocoding
import Testing

@Suite struct DoorNumberTests {
    @Test(arguments: [
        ["17А к3", "17Ак3", "17a k3", "17А, к. 3"], ["226 1/2", "226½", "226 1 / 2"],
        ["7 A, sisäpiha", "7a sisapiha", "7 A SISÄPIHA"], ["12/A", "12A", "12 a", "12-A"], ["S/N", "s/n", "sn"],
        ["12-14", "12–14", "12 - 14"], ["5", "05", "№ 5", "5.", "Nr. 5", "αρ. 5"], ["A12", "a 12", "A-12", "Α12"],
        ["č.p. 12", "C.P. 12", "cp12"], ["бл. 3", "БЛ 3"], ["8Α", "8a", "8 α"],
    ])
    func alike(numbers: [String]) {
        let first = DoorNumber(numbers[0])
        for number in numbers {
            #expect(DoorNumber(number).value == first.value && DoorNumber(number).key == first.key, "\(number)")
        }
    }

    @Test(arguments: [
        ("17А", "17А к3"), ("4 с2", "4 с4"), ("226", "226 1/2"), ("2261/2", "226 1/2"), ("12-14", "12/14"),
        ("12-14", "1214"), ("12", "12 bis"), ("A12", "12A"), ("A12", "12"), ("S/N", "N"), ("1/2", "12"), ("5", "5/7"),
        ("0", "S/N"),
    ])
    func apart(first: String, second: String) {
        #expect((DoorNumber(first).value, DoorNumber(first).key) != (DoorNumber(second).value, DoorNumber(second).key))
    }

    @Test func theTextIsKept() {
        #expect(DoorNumber("  7 A,  inner   yard ").text == "7 A, inner yard")
        #expect(DoorNumber("12345678901234").text == "12345678901234")
        #expect(DoorNumber("23-25a").last == 25 && DoorNumber("23/25").last == nil)
        #expect(DoorNumber("007").isPlain == false && DoorNumber("7").isPlain)
    }

    @Test(arguments: [
        ("12;14", ["12", "14"]), ("76, 76a,76b", ["76", "76a", "76b"]), ("7 A, inner yard", ["7 A, inner yard"]),
        ("12", ["12"]), ("A1,A2", ["A1", "A2"]), ("a;b", ["a", "b"]), ("5, к. 3", ["5, к. 3"]), ("12;", ["12;"]),
    ])
    func lists(text: String, members: [String]) {
        #expect(DoorNumber.members(of: text) == members)
    }
}
