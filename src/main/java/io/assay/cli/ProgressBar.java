package io.assay.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** One line that is written over and over, on a terminal; elsewhere nothing. */
final class ProgressBar {

    private static final int WIDTH = 30;

    private static final int WORDS = 60;

    private final PrintWriter err;

    private final boolean isShown;

    private int written;

    private boolean isOver;

    ProgressBar(PrintWriter err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    /** Shown where the command is typed by somebody: there is a console then. */
    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25
    static ProgressBar on(PrintWriter err) {
        var console = System.console();
        return new ProgressBar(err, console != null && console.isTerminal());
    }

    synchronized void show(double fraction, String doing) {
        if (!isShown || isOver) {
            return;
        }
        int full = (int) Math.round(Math.clamp(fraction, 0, 1) * WIDTH);
        String words = doing.length() > WORDS ? doing.substring(0, WORDS - 1) + "…" : doing;
        String line = String.format(
                Locale.ROOT, "[%s%s] %3.0f %%  %s", "#".repeat(full), ".".repeat(WIDTH - full), 100 * fraction, words);
        err.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
        err.flush();
        written = line.length();
    }

    /** Leaves the line empty. */
    synchronized void end() {
        if (written > 0) {
            err.print("\r" + " ".repeat(written) + "\r");
            err.flush();
            written = 0;
        }
    }

    /** For good, whatever another thread still has to show. */
    synchronized void endForGood() {
        end();
        isOver = true;
    }
}
