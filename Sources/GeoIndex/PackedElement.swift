#if _endian(big)
    #error("Packed files are little-endian and are read in place.")
#endif

/// A number of fixed width that a packed file stores in columns, little-endian.
public protocol PackedElement: BitwiseCopyable, Equatable, Sendable {
    /// What a section of these elements says about itself.
    static var packedType: PackedElementType { get }
}

/// The element types of a packed file and their codes in the section table.
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

extension UInt8: PackedElement { public static var packedType: PackedElementType { .uint8 } }
extension Int8: PackedElement { public static var packedType: PackedElementType { .int8 } }
extension UInt16: PackedElement { public static var packedType: PackedElementType { .uint16 } }
extension Int16: PackedElement { public static var packedType: PackedElementType { .int16 } }
extension UInt32: PackedElement { public static var packedType: PackedElementType { .uint32 } }
extension Int32: PackedElement { public static var packedType: PackedElementType { .int32 } }
extension UInt64: PackedElement { public static var packedType: PackedElementType { .uint64 } }
extension Int64: PackedElement { public static var packedType: PackedElementType { .int64 } }
extension Float: PackedElement { public static var packedType: PackedElementType { .float } }
extension Double: PackedElement { public static var packedType: PackedElementType { .double } }
