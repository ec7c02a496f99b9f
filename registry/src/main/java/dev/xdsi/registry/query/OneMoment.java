package dev.xdsi.registry.query;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers a query from one moment, so that what a submission did is in the answer as a whole or not at all (ITI TF-2: 3.42.4.1.3). A query of
 * several questions is asked until it finds the same twice: between two equal answers there was a moment at which all of it was so. A database
 * transaction around the questions would do it in one go, but would hold a connection while others are needed to decide what the caller may see.
 */
final class OneMoment {
    private static final int MOST_TIMES = 10;

    private OneMoment() {}

    /** No two answers were the same. */
    static final class UnsettledException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        UnsettledException() {
            super("no two answers of " + MOST_TIMES + " were the same");
        }
    }

    static List<RegisteredObject> of(StoredQuery query, StoreQuestions store, int atMost) {
        Questions questions = new Questions(store, atMost);
        List<RegisteredObject> found = query.run(questions);
        if (questions.asked() <= 1) {
            return found;
        }
        for (int times = 1; times < MOST_TIMES; times++) {
            List<RegisteredObject> again = query.run(questions);
            if (statuses(again).equals(statuses(found))) {
                return again;
            }
            found = again;
        }
        throw new UnsettledException();
    }

    private static Map<EntryUuid, AvailabilityStatus> statuses(List<RegisteredObject> found) {
        return found.stream()
                .collect(Collectors.toMap(
                        RegisteredObject::entryUUID, RegisteredObject::availabilityStatus, (one, same) -> one));
    }
}
