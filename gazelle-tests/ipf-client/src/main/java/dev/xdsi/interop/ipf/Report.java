package dev.xdsi.interop.ipf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.JsonUtils;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Response;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Status;

/** What the foreign client saw, one JSON object a line, each with its {@code kind}. */
final class Report {
    private final ObjectMapper json = JsonUtils.createObjectMapper();
    private final PrintStream out;
    private boolean clean = true;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Nothing was complained about, and every answer was a success. */
    boolean clean() {
        return clean;
    }

    void line(String kind, Map<String, ?> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        line.putAll(values);
        try {
            out.println(json.writeValueAsString(line));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("cannot write a " + kind, unwritable);
        }
    }

    /** The status of an answer, and each of its errors. */
    void answer(String transaction, Response response) {
        clean &= response.getStatus() == Status.SUCCESS;
        line("answer", Map.of("transaction", transaction, "status", String.valueOf(response.getStatus())));
        response.getErrors()
                .forEach(error -> line(
                        "error",
                        Map.of(
                                "transaction", transaction,
                                "code", String.valueOf(error.getErrorCode()),
                                "context", String.valueOf(error.getCodeContext()))));
    }

    /** The acknowledgement of a message of HL7 v2 or v3. */
    void acknowledged(String message, String code) {
        clean &= code.equals("AA") || code.equals("CA");
        line("acknowledgement", Map.of("message", message, "code", code));
    }

    /** Runs a validator of IPF; what it dislikes is a complaint. */
    void judged(String message, Runnable validator) {
        try {
            validator.run();
            line("accepted", Map.of("message", message));
        } catch (RuntimeException complaint) {
            clean = false;
            line("complaint", Map.of("message", message, "text", complaint.toString()));
        }
    }
}
