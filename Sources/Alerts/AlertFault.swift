/// The reason why a document is no message.
package struct AlertFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The element at fault, as a path such as `alert/info[2]/expires`; the line for a document that is no XML.
    package var place: String
    /// What is wrong, in Greek.
    package var greek: String
    /// What is wrong, in English.
    package var english: String

    init(_ place: String, el greek: String, en english: String) {
        (self.place, self.greek, self.english) = (place, greek, english)
    }

    package var description: String { "\(place): \(english)" }
}
