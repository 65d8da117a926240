/// Makes a sample of any page value: with every property present, or with everything absent that can be.
struct SampleDecoder: Decoder {
    /// Whether optionals are present, arrays have an element and flags are true.
    let isFull: Bool
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    struct NoNames: Error {}

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Properties(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NoNames() }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NoNames() }

    /// A sample of a type; texts are the name of their property.
    fileprivate func sample<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        if let text = "<\(name)>" as? Value { return text }
        if let list = type as? any SampleList.Type, let sample = try list.sample(self, name) as? Value { return sample }
        return try Value(from: self)
    }
}

private protocol SampleList {
    static func sample(_ decoder: SampleDecoder, _ name: String) throws -> Self
}

extension Array: SampleList where Element: Decodable {
    fileprivate static func sample(_ decoder: SampleDecoder, _ name: String) throws -> [Element] {
        decoder.isFull ? [try decoder.sample(Element.self, name)] : []
    }
}

private struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: SampleDecoder
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { decoder.isFull }
    func decodeNil(forKey key: Key) -> Bool { !decoder.isFull }
    func decode(_ type: Bool.Type, forKey key: Key) -> Bool { decoder.isFull }
    func decode(_ type: Int.Type, forKey key: Key) -> Int { 1 }
    func decode(_ type: String.Type, forKey key: Key) -> String { "<\(key.stringValue)>" }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder.sample(type, key.stringValue)
    }

    func decode(_ type: Double.Type, forKey key: Key) -> Double { 1 }
    func decode(_ type: Float.Type, forKey key: Key) -> Float { 1 }
    func decode(_ type: Int8.Type, forKey key: Key) -> Int8 { 1 }
    func decode(_ type: Int16.Type, forKey key: Key) -> Int16 { 1 }
    func decode(_ type: Int32.Type, forKey key: Key) -> Int32 { 1 }
    func decode(_ type: Int64.Type, forKey key: Key) -> Int64 { 1 }
    func decode(_ type: UInt.Type, forKey key: Key) -> UInt { 1 }
    func decode(_ type: UInt8.Type, forKey key: Key) -> UInt8 { 1 }
    func decode(_ type: UInt16.Type, forKey key: Key) -> UInt16 { 1 }
    func decode(_ type: UInt32.Type, forKey key: Key) -> UInt32 { 1 }
    func decode(_ type: UInt64.Type, forKey key: Key) -> UInt64 { 1 }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedDecodingContainer<NestedKey> { decoder.container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.unkeyedContainer()
    }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
}
