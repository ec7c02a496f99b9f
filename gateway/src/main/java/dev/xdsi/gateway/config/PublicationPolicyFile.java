package dev.xdsi.gateway.config;

import dev.xdsi.imaging.policy.Criterion;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.policy.TextPattern;
import dev.xdsi.model.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the rules that say which studies are published: a list under {@code rules}, of which the first that matches decides. */
public record PublicationPolicyFile(Path file) {
    private static final long LARGEST_FILE = 1L << 20;
    private static final String RULE = "rule";
    private static final String WHEN = "when";
    private static final String PUBLISH = "publish";
    private static final String CONFIDENTIALITY = "confidentiality";
    private static final String DELAY = "delay";
    private static final String ONLY = "only";
    private static final String WITHOUT = "without";
    private static final List<String> KEYS = List.of(RULE, WHEN, PUBLISH, CONFIDENTIALITY, DELAY, ONLY, WITHOUT);

    /** The policy of the file of that name; an open one where there is no name. */
    public static PublicationPolicy named(String name) throws IOException {
        return name.isEmpty() ? PublicationPolicy.OPEN : new PublicationPolicyFile(Path.of(name)).read();
    }

    /** An {@link IOException} says which rule is wrong, and what is wrong with it. */
    public PublicationPolicy read() throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        try {
            return policy(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (YamlEngineException malformed) {
            throw new IOException(file + " is not YAML: " + malformed.getMessage(), malformed);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static PublicationPolicy policy(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> root)
                || !root.keySet().equals(Set.of("rules"))
                || !(root.get("rules") instanceof List<?> written)) {
            throw new IllegalArgumentException("expected a list under the one key rules");
        }
        List<PublicationRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object one : written) {
            PublicationRule rule = rule(rules.size() + 1, one);
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name());
            }
            rules.add(rule);
        }
        return new PublicationPolicy(rules);
    }

    private static PublicationRule rule(int number, @Nullable Object written) {
        if (!(written instanceof Map<?, ?> said) || !(said.get(RULE) instanceof String name)) {
            throw new IllegalArgumentException("rule " + number + " has no name: " + RULE + ": NAME");
        }
        try {
            known(KEYS, said);
            return new PublicationRule(name, conditions(said.get(WHEN)), treatment(said));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("rule «" + name + "»: " + wrong.getMessage(), wrong);
        }
    }

    private static void known(List<String> keys, Map<?, ?> said) {
        said.keySet().stream().filter(key -> !keys.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("there is no key " + key + "; there are " + String.join(", ", keys));
        });
    }

    private static Map<Criterion, List<TextPattern>> conditions(@Nullable Object written) {
        Map<Criterion, List<TextPattern>> conditions = new EnumMap<>(Criterion.class);
        if (written == null) {
            return conditions;
        }
        if (!(written instanceof Map<?, ?> said)) {
            throw new IllegalArgumentException(WHEN + " names what is compared, each with a list of texts");
        }
        known(Arrays.stream(Criterion.values()).map(Criterion::word).toList(), said);
        for (Criterion criterion : Criterion.values()) {
            if (said.containsKey(criterion.word())) {
                conditions.put(
                        criterion,
                        texts(criterion.word(), said.get(criterion.word())).stream()
                                .map(TextPattern::new)
                                .toList());
            }
        }
        return conditions;
    }

    private static Treatment treatment(Map<?, ?> said) {
        boolean publish = switch (said.get(PUBLISH)) {
            case Boolean yes -> yes;
            case null -> throw new IllegalArgumentException(PUBLISH + " is missing: true or false");
            default -> throw new IllegalArgumentException(PUBLISH + " is true or false, not " + said.get(PUBLISH));
        };
        if (!publish
                && said.keySet().stream()
                        .anyMatch(key ->
                                List.of(DELAY, CONFIDENTIALITY, ONLY, WITHOUT).contains(key))) {
            throw new IllegalArgumentException("what is not published needs no " + DELAY + ", " + CONFIDENTIALITY + ", "
                    + ONLY + " or " + WITHOUT);
        }
        return new Treatment(
                publish,
                optional(CONFIDENTIALITY, said).stream()
                        .map(PublicationPolicyFile::code)
                        .toList(),
                said.containsKey(DELAY) ? Values.duration(String.valueOf(said.get(DELAY))) : Duration.ZERO,
                new InstanceChoice(sopClasses(ONLY, said), sopClasses(WITHOUT, said)));
    }

    /** Three parts, for an entry needs the name of its code too. */
    private static Code code(String written) {
        String[] parts = written.split("\\^", -1);
        if (parts.length != 3 || Arrays.stream(parts).anyMatch(String::isBlank) || written.contains("\t")) {
            throw new IllegalArgumentException(CONFIDENTIALITY + " is code^name^codingScheme, not " + written);
        }
        return Code.of(parts[0], parts[2], parts[1]);
    }

    private static Set<String> sopClasses(String key, Map<?, ?> said) {
        Set<String> sopClasses = new HashSet<>(optional(key, said));
        sopClasses.stream()
                .filter(name -> !InstanceChoice.isKnown(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            key + ": " + name + " is neither the UID of a storage SOP class nor one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(InstanceChoice.Group.values())
                                                    .map(InstanceChoice.Group::word)
                                                    .toList()));
                });
        return sopClasses;
    }

    private static List<String> optional(String key, Map<?, ?> said) {
        return said.containsKey(key) ? texts(key, said.get(key)) : List.of();
    }

    /** One text, or a list with something in it: an empty list would match nothing, which nobody means. */
    private static List<String> texts(String key, @Nullable Object written) {
        List<?> list = written instanceof List<?> several ? several : written == null ? List.of() : List.of(written);
        if (list.isEmpty() || list.stream().anyMatch(one -> !(one instanceof String))) {
            throw new IllegalArgumentException(key + " is a text or a list of texts; numbers go in quotation marks");
        }
        return list.stream().map(String::valueOf).toList();
    }
}
