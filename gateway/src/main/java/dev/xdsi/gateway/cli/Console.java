package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/**
 * Where a command writes: results to {@code out}, which scripts read, everything for people to {@code err}.
 */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean interactive;
    private boolean midLine;

    /** @param interactive whether someone looks at a terminal, where progress may overwrite itself */
    public Console(PrintWriter out, PrintWriter err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    public synchronized void result(String line) {
        endLine();
        out.println(line);
        out.flush();
    }

    public void result(JsonNode json) {
        result(json.toString());
    }

    public synchronized void say(String line) {
        endLine();
        err.println(line);
        err.flush();
    }

    /** Overwrites the line of the last progress; says nothing into a log file. */
    public synchronized void progress(String line) {
        if (!interactive) {
            return;
        }
        err.print("\r" + line + "  ");
        err.flush();
        midLine = true;
    }

    private void endLine() {
        if (midLine) {
            err.println();
            midLine = false;
        }
    }
}
