package dev.xdsi.gateway.config;

import java.util.List;

/** The commented configuration file, printed from the table of settings. */
public final class ConfigurationTemplate {
    private static final int WIDTH = 100;

    private ConfigurationTemplate() {}

    public static String render() {
        StringBuilder yaml = new StringBuilder("""
            # The configuration of the XDS-I gateway: `./xdsi up --config FILE`.
            # Every key has the value that holds when it is absent. An environment variable overrides each:
            # XDSI_ and the key in capitals with _ for . and -, such as XDSI_IHE_TLS_PORT for ihe.tls.port.
            """);
        String[] open = {};
        for (Setting<?> setting : Settings.ALL) {
            String[] path = setting.key().split("\\.", -1);
            int depth = 0;
            while (depth < path.length - 1 && depth < open.length - 1 && path[depth].equals(open[depth])) {
                depth++;
            }
            if (depth == 0) {
                yaml.append('\n');
            }
            for (; depth < path.length - 1; depth++) {
                yaml.append("  ".repeat(depth)).append(path[depth]).append(":\n");
            }
            String indent = "  ".repeat(depth);
            wrapped(setting.help(), WIDTH - indent.length())
                    .forEach(line ->
                            yaml.append(indent).append("# ").append(line).append('\n'));
            yaml.append(indent)
                    .append(path[depth])
                    .append(": ")
                    .append(quoted(setting.initial()))
                    .append('\n');
            open = path;
        }
        return yaml.toString();
    }

    private static String quoted(String text) {
        boolean readsAsNumber = text.matches("[0-9.]+") && text.contains(".");
        return text.isEmpty() || readsAsNumber ? '"' + text + '"' : text;
    }

    private static List<String> wrapped(String text, int width) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : text.split(" ", -1)) {
            if (length > 0 && length + 1 + word.length() > width) {
                lines.append('\n');
                length = 0;
            } else if (length > 0) {
                lines.append(' ');
                length++;
            }
            lines.append(word);
            length += word.length();
        }
        return lines.toString().lines().toList();
    }
}
