internal import Foundation
internal import Glibc

/// Progress on stderr: a bar that redraws itself on a terminal, otherwise one line per finished step.
final class ProgressLine {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var drawnPercent = -1
    private var step = ""

    /// Shows the progress of `step`; `fraction` is from 0 to 1.
    func show(_ step: String, fraction: Double) {
        guard isTerminal else { return }
        let percent = Int(max(0, min(1, fraction)) * 100)
        guard percent != drawnPercent || step != self.step else { return }
        drawnPercent = percent
        self.step = step
        let filled = percent / 4
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 25 - filled)
        Self.write("\r\u{1B}[K\(bar) \(percent) %  \(step)")
    }

    /// Ends a step with a line about its result.
    func done(_ line: String) {
        if isTerminal { Self.write("\r\u{1B}[K") }
        drawnPercent = -1
        Self.write(line + "\n")
    }

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
