#if _endian(big)
    #error("Packed files are little-endian and are read in place.")
#endif

/// A number of fixed width that a packed file stores in columns, little-endian.
public protocol PackedElement: BitwiseCopyable, Equatable, Sendable {
    /// The element type recorded in the section table.
    static var packedType: PackedElementType { get }
}

/// The element types of a packed file, with their codes in the section table.
public enum PackedElementType: UInt8, Sendable, CaseIterable {
    case uint8 = 1
    case int8 = 2
    case uint16 = 3
    case int16 = 4
    case uint32 = 5
    case int32 = 6
    case uint64 = 7
    case int64 = 8
    case float = 9
    case double = 10

    /// Bytes per element.
    public var width: Int {
        switch self {
        case .uint8, .int8: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .float: 4
        case .uint64, .int64, .double: 8
        }
    }
}

extension UInt8: PackedElement {
    /// `.uint8`
    public static var packedType: PackedElementType { .uint8 }
}
extension Int8: PackedElement {
    /// `.int8`
    public static var packedType: PackedElementType { .int8 }
}
extension UInt16: PackedElement {
    /// `.uint16`
    public static var packedType: PackedElementType { .uint16 }
}
extension Int16: PackedElement {
    /// `.int16`
    public static var packedType: PackedElementType { .int16 }
}
extension UInt32: PackedElement {
    /// `.uint32`
    public static var packedType: PackedElementType { .uint32 }
}
extension Int32: PackedElement {
    /// `.int32`
    public static var packedType: PackedElementType { .int32 }
}
extension UInt64: PackedElement {
    /// `.uint64`
    public static var packedType: PackedElementType { .uint64 }
}
extension Int64: PackedElement {
    /// `.int64`
    public static var packedType: PackedElementType { .int64 }
}
extension Float: PackedElement {
    /// `.float`
    public static var packedType: PackedElementType { .float }
}
extension Double: PackedElement {
    /// `.double`
    public static var packedType: PackedElementType { .double }
}
