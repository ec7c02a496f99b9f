package dev.xdsi.gateway.config;

import java.util.List;

/** The configuration has mistakes; all of them, each with what to do. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    public ConfigurationException(List<String> mistakes) {
        super("The configuration has " + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes") + ":\n  "
                + String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
