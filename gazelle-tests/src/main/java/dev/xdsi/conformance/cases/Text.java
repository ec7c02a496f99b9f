package dev.xdsi.conformance.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts with <code>${name}</code> in them, also <code>${name:-otherwise}</code>, and in templates
 * <code>${include:file.xml; name=value; …}</code>. What they stand for is itself looked through no more: a value is data.
 */
public final class Text {
    private static final int DEEPEST = 12;
    private static final int LARGEST = 1 << 20;
    private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();

    private final List<Path> folders;

    /** @param folders where included files are looked for, one after the other */
    public Text(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** A template as XML, in which every value is escaped. */
    public String template(String file, Names names) {
        return expand(read(file), names, Text::escaped, 0);
    }

    /** A template that is not XML. */
    public String plainTemplate(String file, Names names) {
        return expand(read(file), names, AS_IT_IS, 0);
    }

    /** A text that is not XML. */
    public String plain(String text, Names names) {
        return expand(text, names, AS_IT_IS, 0);
    }

    /** Every text of a tree. */
    public Object tree(Object tree, Names names) {
        return switch (tree) {
            case String text -> plain(text, names);
            case Map<?, ?> map -> {
                Map<String, Object> expanded = new TreeMap<>();
                map.forEach((key, value) -> expanded.put(plain(key.toString(), names), tree(value, names)));
                yield expanded;
            }
            case List<?> list -> list.stream().map(item -> tree(item, names)).toList();
            default -> tree;
        };
    }

    private String expand(String text, Names names, UnaryOperator<String> escape, int depth) {
        if (depth > DEEPEST) {
            throw new BadCaseException("includes go deeper than " + DEEPEST);
        }
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        for (int begin = text.indexOf("${"); begin >= 0; begin = text.indexOf("${", at)) {
            int end = end(text, begin + 2);
            expanded.append(text, at, begin).append(value(text.substring(begin + 2, end), names, escape, depth));
            at = end + 1;
            if (expanded.length() > LARGEST) {
                throw new BadCaseException("a text grows beyond " + LARGEST + " characters");
            }
        }
        return expanded.append(text, at, text.length()).toString();
    }

    private static int end(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        throw new BadCaseException("${ without } in: " + text.substring(from - 2));
    }

    private String value(String written, Names names, UnaryOperator<String> escape, int depth) {
        if (written.startsWith("include:")) {
            return include(written.substring("include:".length()), names, escape, depth);
        }
        if (written.startsWith("raw:")) { // XML that is to stand as XML
            return named(expand(written.substring("raw:".length()), names, AS_IT_IS, depth + 1), names);
        }
        int otherwise = outermost(written, ":-", 0);
        String name = expand(otherwise < 0 ? written : written.substring(0, otherwise), names, AS_IT_IS, depth + 1);
        @Nullable String value = names.value(name).orElse(null);
        if (value == null && otherwise >= 0) {
            value = expand(written.substring(otherwise + 2), names, AS_IT_IS, depth + 1);
        }
        if (value == null) {
            throw new BadCaseException("nothing is called ${" + name + "}");
        }
        return escape.apply(value);
    }

    private static String named(String name, Names names) {
        return names.value(name).orElseThrow(() -> new BadCaseException("nothing is called ${" + name + "}"));
    }

    private String include(String written, Names names, UnaryOperator<String> escape, int depth) {
        List<String> parts = parts(written);
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new BadCaseException("an include has name=value behind each ;, not:" + part);
            }
            parameters.put(
                    part.substring(0, equals).strip(),
                    expand(part.substring(equals + 1).strip(), names, AS_IT_IS, depth + 1));
        }
        String file = expand(parts.getFirst().strip(), names, AS_IT_IS, depth + 1);
        return expand(read(file), new Scope(parameters, names), escape, depth + 1);
    }

    private static List<String> parts(String written) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int end = outermost(written, ";", 0); end >= 0; end = outermost(written, ";", begin)) {
            parts.add(written.substring(begin, end));
            begin = end + 1;
        }
        parts.add(written.substring(begin));
        return parts;
    }

    /** Where a mark stands outside of all braces; -1 where it does not. */
    private static int outermost(String text, String mark, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open++;
            } else if (text.charAt(i) == '}') {
                open--;
            } else if (open == 0 && text.startsWith(mark, i)) {
                return i;
            }
        }
        return -1;
    }

    /** A file beside the case, or a template of all cases. */
    public Path file(String name) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new BadCaseException("not the name of a template: " + name);
        }
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadCaseException("no template " + name + " in " + folders));
    }

    private String read(String name) {
        try {
            return Files.readString(file(name), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new BadCaseException("cannot read " + name, unreadable);
        }
    }

    /** As the text of an element or attribute. */
    public static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
