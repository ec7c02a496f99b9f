package dev.xdsi.imaging.policy;

import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import java.util.List;
import java.util.Map;

/** Rules in their order: the first that matches decides. A study that none matches is published whole and at once. */
public record PublicationPolicy(List<PublicationRule> rules) {
    /** Everything is published. */
    public static final PublicationPolicy OPEN = new PublicationPolicy(List.of());

    private static final PublicationRule ELSE = new PublicationRule("no rule", Map.of(), Treatment.COMMON);

    public PublicationPolicy {
        rules = List.copyOf(rules);
    }

    /** The rule that decides over a study. */
    public PublicationRule rule(StudyHeader study) {
        return rules.stream().filter(rule -> rule.matches(study)).findFirst().orElse(ELSE);
    }

    /** Whether something of some studies is not published. */
    public boolean withholds() {
        return rules.stream().anyMatch(rule -> rule.then().withholds());
    }

    /** Whether manifests of some studies have a confidentialityCode of their own. */
    public boolean decidesConfidentiality() {
        return rules.stream()
                .anyMatch(rule -> !rule.then().confidentialityCode().isEmpty());
    }
}
