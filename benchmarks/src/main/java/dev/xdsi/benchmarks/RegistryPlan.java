package dev.xdsi.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a Document Registry is measured, over how many entries, and for how long each.
 *
 * @param keep where what is loaded stays for later runs; else it goes with this run
 */
record RegistryPlan(
        Set<Part> parts,
        boolean brief,
        long entries,
        @Nullable Path keep) {
    private static final long ENTRIES = 1_000_000;
    private static final long ENTRIES_IN_BRIEF = 100_000;

    private static final long FEW = 10_000;
    private static final int CROWDS_IN_MANY = 4;

    enum Part {
        QUERIES("--registry-queries"),
        SUBMISSIONS("--registry-submissions"),
        CROWD("--registry-crowd"),
        LONG_ANSWER("--registry-long-answer");

        private final String argument;

        Part(String argument) {
            this.argument = argument;
        }
    }

    static RegistryPlan of(List<String> arguments) {
        boolean brief = arguments.contains("--short");
        String entries = valueOf("--entries", arguments);
        String keep = valueOf("--keep", arguments);
        return new RegistryPlan(
                Stream.of(Part.values())
                        .filter(part -> arguments.contains("--registry") || arguments.contains(part.argument))
                        .collect(Collectors.toSet()),
                brief,
                entries == null ? (brief ? ENTRIES_IN_BRIEF : ENTRIES) : Long.parseLong(entries.replace("_", "")),
                keep == null ? null : Path.of(keep).toAbsolutePath());
    }

    private static @Nullable String valueOf(String option, List<String> arguments) {
        int at = arguments.indexOf(option);
        if (at >= 0 && at + 1 == arguments.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return at < 0 ? null : arguments.get(at + 1);
    }

    boolean isWanted() {
        return !parts.isEmpty();
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    Duration each() {
        return Duration.ofSeconds(brief ? 2 : 4);
    }

    int crowd() {
        return brief ? Population.SMALL_CROWD : Population.CROWD;
    }

    /** All that is asked about, in a folder of its own. The crowd is one of many, and besides where there are not many. */
    Stock many(Path work) {
        long ofCrowd = Population.entries(crowd());
        return new Stock(
                Objects.requireNonNullElse(keep, work).resolve("many"),
                entries < CROWDS_IN_MANY * ofCrowd ? entries : entries - ofCrowd,
                List.of(Population.LONG_ANSWER, Population.AT_THE_LIMIT, crowd()));
    }

    /** What a long tail is compared with. */
    Stock few(Path work) {
        return Stock.usual(Objects.requireNonNullElse(keep, work).resolve("few"), FEW);
    }
}
