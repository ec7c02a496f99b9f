package dev.xdsi.conformance.run;

import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import java.util.List;
import java.util.Map;

/**
 * What a step sent and what it got, for the checks and for the report.
 *
 * @param sent as people read it
 * @param defaults what holds of every answer of this kind, unless the step expects otherwise
 */
public record Exchange(String sent, Answer answer, Map<String, Object> defaults) {
    /** A step whose outcome is a text or a JSON document and no HTTP answer. */
    public static Exchange of(String sent, String outcome) {
        return new Exchange(sent, new Answer(200, Map.of(), Bytes.of(outcome), List.of()), Map.of());
    }
}
