package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.cases.Step;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SOAP transactions by the names that cases use, as {@code transactions.yaml} lists them (ITI TF-2: V.3). */
public record Transactions(Map<String, Transaction> byName) {
    public Transactions {
        byName = Map.copyOf(byName);
    }

    /**
     * One of them.
     *
     * @param at whose address it is sent to
     * @param answer wsa:Action of the response
     * @param mtom whether both messages go in MTOM form
     */
    public record Transaction(String at, String action, String answer, boolean mtom) {}

    public static Transactions read(Path file) {
        Map<String, Transaction> all = new HashMap<>();
        CaseFiles.yaml(file).forEach((name, value) -> {
            if (!(value instanceof Map<?, ?> row)) {
                throw new BadCaseException(file + ": " + name + " is no mapping");
            }
            all.put(
                    name,
                    new Transaction(
                            text(row, "at"),
                            text(row, "action"),
                            text(row, "answer"),
                            "true".equals(text(row, "mtom"))));
        });
        return new Transactions(all);
    }

    private static String text(Map<?, ?> row, String key) {
        @Nullable Object value = row.get(key);
        return value == null ? "" : value.toString();
    }

    Transaction of(Step step) {
        return named(step.what());
    }

    Transaction named(String name) {
        @Nullable Transaction transaction = byName.get(name);
        if (transaction == null) {
            throw new BadCaseException("there is no transaction " + name);
        }
        return transaction;
    }
}
