package dev.xdsi.imaging.policy;

import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.model.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What becomes of studies of some kind.
 *
 * @param name as people are told which rule it was
 * @param when what must be so: of each criterion one of the texts; always, where there is none
 * @param then what is done
 */
public record PublicationRule(String name, Map<Criterion, List<TextPattern>> when, Treatment then) {
    private static final int LONGEST_NAME = 100;

    public PublicationRule {
        when = Map.copyOf(when);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a rule has a name of 1 to " + LONGEST_NAME + " characters");
        }
    }

    /**
     * How a study is treated.
     *
     * @param publish whether it is published at all
     * @param confidentialityCode of its manifests; the domain's where there is none
     * @param delay since the last instance came
     * @param instances which of them
     */
    public record Treatment(boolean publish, List<Code> confidentialityCode, Duration delay, InstanceChoice instances) {
        public static final Treatment COMMON = new Treatment(true, List.of(), Duration.ZERO, InstanceChoice.ALL);

        public Treatment {
            confidentialityCode = List.copyOf(confidentialityCode);
            if (delay.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative");
            }
        }

        /** Whether something is not published, at any time. */
        public boolean withholds() {
            return !publish || !instances.equals(InstanceChoice.ALL);
        }
    }

    boolean matches(StudyHeader study) {
        return when.entrySet().stream()
                .allMatch(asked -> asked.getKey().of(study).stream()
                        .anyMatch(value -> asked.getValue().stream().anyMatch(pattern -> pattern.matches(value))));
    }
}
