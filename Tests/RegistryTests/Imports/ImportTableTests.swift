import Records
import Registry
import Testing

/// What tables become, before anybody asks what is live.
struct ImportTableTests {
    private func refusal(_ bytes: [UInt8], _ format: ImportFormat = .csv) -> RegistryError? {
        do throws(RegistryError) {
            _ = try ImportedFile(bytes, format)
            return nil
        } catch {
            return error
        }
    }

    @Test func theNamesOfTheTemplateAreUnique() {
        for language in [Language.greek, .english] {
            let names = ImportedFile.columnNames(in: language)
            #expect(Set(names).count == names.count)
        }
        let all = ImportedFile.columnNames(in: .greek) + ImportedFile.columnNames(in: .english)
        #expect(all.count == 2 * ImportedFile.columnNames(in: .greek).count)
    }

    @Test func whatCannotBeReadIsRefusedInTwoLanguages() {
        let greek: [UInt8] = Array("id;".utf8) + [0xCF, 0xED, 0xEF, 0xEC, 0xE1, 0x0A, 0x61, 0x3B, 0xC1, 0x0A]
        for bytes in [greek, [], Array("\n\n".utf8), [0xFF, 0xFE, 0x61, 0], Array("\"open".utf8)] {
            let error = refusal(bytes)
            #expect(error?.code == .invalid && error?.greek != nil, "\(bytes.prefix(9))")
        }
        #expect(refusal(greek)?.reason.contains("CSV UTF-8") == true)
        for bytes in [Array("PK".utf8), Array("no zip".utf8), []] {
            #expect(refusal(bytes, .xlsx)?.code == .invalid)
        }
        for text in ["", "{", "[]", "7"] { #expect(refusal(Array(text.utf8), .hsds)?.code == .invalid) }
        let long = Array("id\n".utf8) + Array(repeating: Array("a\n".utf8), count: ImportLimits.rows + 5).flatMap { $0 }
        #expect(refusal(long)?.code == .invalid)
        #expect(refusal([UInt8](repeating: 0x61, count: ImportLimits.bytes + 1))?.code == .invalid)
    }

    @Test func theFormatIsSeenInTheFile() {
        #expect(ImportFormat(of: Array("PK\u{3}\u{4}x".utf8)) == .xlsx)
        #expect(ImportFormat(of: Array("\u{FEFF} [{".utf8)) == .hsds)
        #expect(ImportFormat(of: Array("id;name".utf8)) == .csv)
        #expect(ImportFormat(of: []) == .csv)
    }
}
