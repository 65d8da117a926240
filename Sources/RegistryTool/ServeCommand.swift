internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import Locator
internal import OpeningHours
internal import Registry
internal import RegistryServer
internal import WebSupport

/// `plision-registry serve`: the pages and the interface for people with a role.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers over HTTP: pages for people with a role, and the interface /registry/v1.",
        discussion: """
            Example: plision-registry serve --home /var/lib/plision-registry --root-key /etc/plision/registry.key
            Put a reverse proxy with TLS in front, and name its address with --public-address and itself with --trusted-proxy. \
            SIGTERM lets running requests finish.
            """)

    @OptionGroup var options: HomeOptions

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on, 0 for any free one.")
    var port = 8090

    @Option(
        help: ArgumentHelp(
            "Address from outside, such as https://registry.example; with https cookies are only sent through TLS.",
            valueName: "url"))
    var publicAddress: String?

    @Option(
        help: ArgumentHelp(
            "Days off and time zone (calendar.json of a region), for showing the hours of the next two weeks.",
            valueName: "file"))
    var calendar: String?

    @Option(
        help: ArgumentHelp(
            "Folder of the region's dataset, which is only read: names of codes, addresses, maps.", valueName: "dir"))
    var dataset: String?

    @Option(
        help: ArgumentHelp(
            "Folder of maplibre-gl.js and maplibre-gl.css, for a map in forms.", valueName: "dir"))
    var assets: String?

    @Option(
        help: ArgumentHelp(
            "File of reports of mistakes that the public process writes (its --reports); new ones are taken in.",
            valueName: "file"))
    var reports: String?

    @Option(
        help: ArgumentHelp(
            "Address or range of a proxy whose Forwarded or X-Forwarded-For header is trusted; may be repeated.",
            valueName: "address"))
    var trustedProxy: [String] = []

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port \(port): expected 0 to 65535") }
        for proxy in trustedProxy where AddressRange(proxy) == nil {
            throw ValidationError("--trusted-proxy \(proxy): expected an address or a range such as 10.0.0.0/8")
        }
        if let publicAddress, RegistryConfiguration.address(publicAddress) == nil {
            throw ValidationError(
                "--public-address \(publicAddress): expected http:// or https:// with a host, and no path")
        }
    }

    func run() async throws {
        ProcessPriority.giveWay()
        var configuration = RegistryConfiguration()
        if let days = try days() { configuration.calendar = days }
        (configuration.host, configuration.port) = (host, port)
        configuration.publicAddress = publicAddress.flatMap(RegistryConfiguration.address)
        (configuration.datasetDirectory, configuration.assetFolder) = (dataset, assets)
        configuration.reports = reports
        configuration.limits.trustedProxies = trustedProxy.compactMap(AddressRange.init)
        do {
            var settings = try options.settings()
            settings.zone = configuration.calendar.zone
            let home = try RegistryHome.open(at: options.home, settings)
            let process = try RegistryProcess(home, configuration)
            try await process.run { error in
                // Exits at once, because maps from these bytes may be wrong.
                ToolFailure(exitCode: 65, "\(error)").report()
                _exit(65)
            } onRunning: { [host] port in
                FileHandle.standardError.write(Data("http://\(host):\(port)\n".utf8))
            }
        } catch let error as RegistryError {
            throw ToolFailure(error)
        } catch let error as DatasetError {
            throw ToolFailure(error)
        } catch {
            throw ToolFailure(exitCode: 1, "\(host):\(port): \(error)")
        }
    }

    private func days() throws -> ServiceCalendar? {
        guard let calendar else { return nil }
        guard let data = FileManager.default.contents(atPath: calendar) else {
            throw ToolFailure(exitCode: 66, "\(calendar): cannot be read")
        }
        do {
            return try ServiceCalendar.read(Array(data), file: calendar)
        } catch {
            throw ToolFailure(exitCode: 65, "\(error)")
        }
    }
}
