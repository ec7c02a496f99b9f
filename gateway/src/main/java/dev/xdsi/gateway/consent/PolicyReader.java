package dev.xdsi.gateway.consent;

import dev.xdsi.consent.Policy;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the file of policies and collects every mistake in it. */
final class PolicyReader {
    private static final int MOST = 200;
    private static final Set<String> COMMON_KEYS = Set.of("oid", "name", "text", "meaning");

    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * What a policy can mean.
     *
     * @param list the key of what it needs to know; null where it needs nothing
     */
    private record Meaning(
            @Nullable String list, Predicate<String> form, String formInWords, Function<Set<String>, Policy> make) {}

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "treating-staff", needingNothing(new Policy.ShareWithTreatingStaff()),
            "emergency-only", needingNothing(new Policy.EmergencyOnly()),
            "only-organisations",
                    new Meaning(
                            "organisations",
                            text -> text.startsWith("urn:oid:") || text.startsWith("http"),
                            "urn:oid:… or a URL",
                            Policy.OnlyOrganisations::new),
            "not-class-codes",
                    new Meaning("class-codes", PolicyReader::isCode, "code^^codingScheme", Policy.NotClassCodes::new),
            "not-confidentiality-codes",
                    new Meaning(
                            "confidentiality-codes",
                            PolicyReader::isCode,
                            "code^^codingScheme",
                            Policy.NotConfidentialityCodes::new));

    private static Meaning needingNothing(Policy policy) {
        return new Meaning(null, text -> false, "", nothing -> policy);
    }

    private static boolean isCode(String text) {
        return Code.parse(text).isPresent();
    }

    PolicyCatalogue read(String yaml) {
        List<PolicyCatalogue.Entry> entries = new ArrayList<>();
        List<?> written = list(yaml);
        for (int number = 1; number <= written.size(); number++) {
            if (written.get(number - 1) instanceof Map<?, ?> policy) {
                entry(policy, "policy " + number).ifPresent(entries::add);
            } else {
                mistakes.add("policy " + number + " has no keys");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
        return new PolicyCatalogue(entries);
    }

    private List<?> list(String yaml) {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (document instanceof Map<?, ?> root && root.get("policies") instanceof List<?> list) {
                root.keySet().stream()
                        .filter(key -> !"policies".equals(key))
                        .forEach(key -> mistakes.add("there is no key " + key));
                if (list.size() <= MOST) {
                    return list;
                }
                mistakes.add("has more than " + MOST + " policies");
            } else {
                mistakes.add("has no list under the key policies");
            }
        } catch (YamlEngineException malformed) {
            mistakes.add(
                    "is not YAML: " + String.valueOf(malformed.getMessage()).replace('\n', ' '));
        }
        return List.of();
    }

    private Optional<PolicyCatalogue.Entry> entry(Map<?, ?> written, String which) {
        String oid = text(written, "oid", which);
        String name = text(written, "name", which);
        String text = text(written, "text", which);
        String meant = text(written, "meaning", which);
        if (!oid.isEmpty() && !Oid.isValid(oid)) {
            mistakes.add(which + ": oid " + oid + " is no OID");
        }
        for (String id : List.of(oid, name)) {
            if (!id.isEmpty() && !taken.add(id)) {
                mistakes.add(which + ": another policy is called " + id + " already");
            }
        }
        Meaning meaning = MEANINGS.get(meant);
        if (meaning == null) {
            if (!meant.isEmpty()) {
                mistakes.add(which + ": meaning " + meant + " is none of "
                        + String.join(", ", MEANINGS.keySet().stream().sorted().toList()));
            }
            return Optional.empty();
        }
        return Optional.of(new PolicyCatalogue.Entry(oid, name, text, policy(written, meaning, which)));
    }

    private Policy policy(Map<?, ?> written, Meaning meaning, String which) {
        Set<String> values = new HashSet<>();
        String key = meaning.list();
        if (key != null) {
            if (written.get(key) instanceof List<?> list && !list.isEmpty()) {
                list.forEach(value -> values.add(String.valueOf(value)));
            } else {
                mistakes.add(which + ": " + key + " must list at least one");
            }
            values.stream()
                    .filter(meaning.form().negate())
                    .forEach(wrong ->
                            mistakes.add(which + ": " + wrong + " under " + key + " is not " + meaning.formInWords()));
        }
        written.keySet().stream()
                .filter(other -> !COMMON_KEYS.contains(String.valueOf(other)) && !other.equals(key))
                .forEach(other -> mistakes.add(which + ": the key " + other + " has no sense here"));
        return meaning.make().apply(values);
    }

    private String text(Map<?, ?> written, String key, String which) {
        Object value = written.get(key);
        if (value == null || value.toString().isBlank()) {
            mistakes.add(which + ": " + key + " is missing");
            return "";
        }
        return value.toString();
    }
}
