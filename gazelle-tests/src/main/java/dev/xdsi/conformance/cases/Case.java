package dev.xdsi.conformance.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A conformance case: what testers of IHE know by a number.
 *
 * @param actor the actor that is tested; the folder of the case
 * @param family which faults must make it fail
 * @param refs the sections of the Technical Framework that it holds the actor to
 * @param needs settings of the tested side without which it does not apply
 * @param variables what its texts may name besides the built-in names
 * @param given what prepares it
 * @param steps what is tested
 */
public record Case(
        String id,
        String title,
        String actor,
        String family,
        List<String> refs,
        List<String> needs,
        Path folder,
        Map<String, String> variables,
        List<Step> given,
        List<Step> steps) {
    public Case {
        refs = List.copyOf(refs);
        needs = List.copyOf(needs);
        variables = Map.copyOf(variables);
        given = List.copyOf(given);
        steps = List.copyOf(steps);
    }

    /** {@code registry/11897}. */
    public String path() {
        return actor + "/" + id;
    }

    /** Whether {@code 11897}, {@code registry/11897} or {@code registry/…} means this case; a last {@code *} stands for any end. */
    public boolean isMeantBy(String wanted) {
        if (wanted.endsWith("/")) {
            return actor.equals(wanted.substring(0, wanted.length() - 1));
        }
        if (wanted.endsWith("*")) {
            String begin = wanted.substring(0, wanted.length() - 1);
            return id.startsWith(begin) || path().startsWith(begin);
        }
        return id.equals(wanted) || path().equals(wanted) || actor.equals(wanted);
    }
}
