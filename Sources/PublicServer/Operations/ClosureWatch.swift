internal import Dispatch
internal import ServiceLifecycle
internal import WebSupport

/// Keeps the closures of a file in force in the current dataset.
///
/// Once a second it looks at the file, at the dataset, and at the clock for closures that begin or end.
struct ClosureWatch: Service {
    let closures: RoadClosures
    let live: LiveValue<PublicDataset>

    /// Watches until the server stops, on a thread of its own: requests need theirs.
    func run() async {
        let thread = DispatchQueue(label: "closures", qos: .utility)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await withCheckedContinuation { done in
                    thread.async {
                        closures.refresh(live.current)
                        done.resume()
                    }
                }
            }
        }
    }
}
