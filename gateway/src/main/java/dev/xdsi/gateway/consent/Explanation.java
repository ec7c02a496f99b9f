package dev.xdsi.gateway.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.consent.AskedRegistry;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.gateway.consent.ConsentsServlet.Unanswerable;
import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what a user of some role, organisation and purpose may see of a patient, and why: the decision without its consequences. */
public final class Explanation {
    private static final String DEFAULT_TRANSACTION = "ITI-43";

    private final ConsentDecisionPoint decisions;
    private final AskedRegistry registry;
    private final ObjectMapper json = new ObjectMapper();

    /** @param decisions raises no alerts, for nothing is disclosed */
    public Explanation(ConsentDecisionPoint decisions, AskedRegistry registry) {
        this.decisions = decisions;
        this.registry = registry;
    }

    /**
     * What is asked, by the names of its parameters: {@code patient}; {@code document}, or {@code class} and {@code confidentiality};
     * {@code role}, {@code organisation}, {@code purpose}, {@code reason}, {@code transaction}.
     */
    record Question(Parameters parameters) {
        @FunctionalInterface
        interface Parameters {
            @Nullable
            String get(String name);
        }

        @Nullable
        String text(String name) {
            String value = parameters.get(name);
            return value == null || value.isBlank() ? null : value;
        }

        List<Code> codes(String name) throws Unanswerable {
            String value = text(name);
            if (value == null) {
                return List.of();
            }
            return List.of(Code.parse(value)
                    .orElseThrow(() -> new Unanswerable(
                            HttpServletResponse.SC_BAD_REQUEST, name + " is written as code^^codingScheme.")));
        }
    }

    ObjectNode of(Question question, Caller operator) throws Unanswerable {
        PatientId patient = ConsentsServlet.patient(question.text("patient"));
        ConsentDecisionPoint.View view = decisions.viewOf(
                supposed(question, operator),
                Objects.requireNonNullElse(question.text("transaction"), DEFAULT_TRANSACTION));
        String document = question.text("document");
        ObjectNode answer = json.createObjectNode().put("patient", patient.cx());
        ArrayNode list = answer.putArray("decisions");
        if (document == null) {
            List<Code> classCode = question.codes("class");
            List<Code> secrecy = question.codes("confidentiality");
            Resource resource = new Resource(
                    patient, null, classCode.isEmpty() ? null : classCode.getFirst(), null, Set.copyOf(secrecy));
            describe(view.maySee(resource), list.addObject());
            return answer;
        }
        List<Resource> entries = registry.entriesOf(Set.of(document), operator);
        entries.forEach(entry -> describe(
                view.maySee(entry),
                list.addObject().put("entryOf", entry.patientId().cx())));
        if (entries.isEmpty()) {
            list.addObject()
                    .put("permitted", false)
                    .put("emergency", false)
                    .put("because", "the registry has no such document");
        }
        return answer;
    }

    private static void describe(Decision decision, ObjectNode into) {
        into.put("permitted", decision.isPermitted())
                .put("emergency", decision instanceof Decision.Permitted permitted && permitted.emergency())
                .put("because", decision.because());
    }

    private static Caller supposed(Question question, Caller operator) throws Unanswerable {
        List<Code> roles = question.codes("role");
        List<Code> purposes = question.codes("purpose");
        boolean somebody =
                Stream.of("role", "organisation", "purpose", "reason").anyMatch(name -> question.text(name) != null);
        return new Caller(
                operator.node(),
                somebody
                        ? new Caller.User(
                                new Caller.Identity("supposed", "explain", "supposed user", null),
                                new Caller.Affiliation(null, question.text("organisation"), null, null, roles),
                                new Caller.Intent(purposes, question.text("reason"), null, List.of(), List.of()))
                        : null);
    }
}
