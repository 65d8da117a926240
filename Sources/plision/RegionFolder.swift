internal import Foundation

/// Finds the tables in `geodata/` and a region's folder in it.
enum RegionFolder {
    /// The folder of tables: `geodata` in the current folder, or above the executable.
    static func tables() throws(Failure) -> String {
        if holdsTables("geodata") { return "geodata" }
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").resolvingSymlinksInPath()
        if let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folder = URL(fileURLWithPath: executable)
        }
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("geodata").path
            if holdsTables(candidate) { return candidate }
        }
        throw Failure.notFound("geodata: the tables are not here; run in the project's folder")
    }

    /// The path of the region's `sources.json`; `region` is a folder or such a file, or nil for the only region.
    static func catalog(_ region: String?) throws(Failure) -> String {
        if let region { return region.hasSuffix(".json") ? region : "\(region)/sources.json" }
        let tables = try tables()
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: tables)) ?? []
        let regions = entries.sorted().filter {
            FileManager.default.fileExists(atPath: "\(tables)/\($0)/sources.json")
        }
        guard regions.count == 1 else {
            throw Failure.notFound("\(tables): \(regions.count) regions here; say which: --region DIR")
        }
        return "\(tables)/\(regions[0])/sources.json"
    }

    private static func holdsTables(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/kinds.csv")
    }
}
