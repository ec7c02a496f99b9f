package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.Scope;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a step keeps of its answer: {@code store: {name: XPath}}, a JSON Pointer, or {@code header X}. */
record Stored(Answer answer) {
    /** Of what was not found there is a finding. */
    void into(Scope names, Step step, List<Finding> findings) throws IOException {
        for (Map.Entry<String, Object> wanted : step.mapping("store").entrySet()) {
            String where = wanted.getValue().toString();
            String value = value(where);
            if (value.isEmpty()) {
                findings.add(new Finding("store " + wanted.getKey(), where, "nothing there", false));
            }
            names.store(wanted.getKey(), value);
        }
    }

    private String value(String where) throws IOException {
        if (where.startsWith("header ")) {
            return answer.header(where.substring("header ".length()).toLowerCase(Locale.ROOT));
        }
        if (answer.body().text().stripLeading().startsWith("<")) {
            return Checks.xml(answer).text(where);
        }
        return Json.of(answer.body().text()).text(where);
    }
}
