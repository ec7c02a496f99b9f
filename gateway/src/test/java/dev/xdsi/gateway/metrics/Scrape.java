package dev.xdsi.gateway.metrics;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of {@code /metrics}, read strictly: Prometheus' text format, version 0.0.4. Every family is described and has a type before
 * its first sample, no sample is there twice, and nothing else is in the text.
 */
public record Scrape(Set<String> families, Map<String, Double> samples) {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") \\S.*");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
    private static final Pattern SAMPLE = Pattern.compile("(?<series>(?<name>" + NAME + ")(?:\\{" + LABEL + "(?:,"
            + LABEL + ")*,?\\})?) (?<value>[-+]?(?:\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|Inf)|NaN)");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count|max|total|created)$");

    /** @throws IllegalArgumentException with the line that is wrong */
    public static Scrape of(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        Set<String> described = new LinkedHashSet<>();
        Set<String> typed = new LinkedHashSet<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                require(described.add(help.group(1)), "described twice: ", line);
            } else if (type.matches()) {
                require(typed.add(type.group(1)), "two types: ", line);
            } else if (sample.matches()) {
                String name = sample.group("name");
                String family = typed.contains(name) ? name : PART.matcher(name).replaceFirst("");
                require(typed.contains(family) && described.contains(family), "of no known family: ", line);
                String value = sample.group("value").replace("Inf", "Infinity");
                require(samples.put(sample.group("series"), Double.valueOf(value)) == null, "twice: ", line);
            } else {
                require(line.isEmpty(), "no line of this format: ", line);
            }
        }
        return new Scrape(typed, samples);
    }

    private static void require(boolean kept, String otherwise, String line) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise + line);
        }
    }

    /** The value of a series as it is written, labels in their order. */
    public OptionalDouble value(String series) {
        Double value = samples.get(series);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The sum over all series of a name whose labels contain this text. */
    public double sum(String name, String labels) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "{")
                        && sample.getKey().contains(labels))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
