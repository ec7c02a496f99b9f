package dev.xdsi.registry.store;

import dev.xdsi.model.XdsError;
import java.util.List;
import java.util.function.Function;

/** What the Document Registry must be able to do with its storage: ask, and change. */
public interface RegistryStore extends Snapshot {
    /**
     * Judges and, where accepted, carries out, in one indivisible step. Everything about one patient happens one after the other, so
     * what {@code judge} reads about the patients of the scope stays true until its change is made. It may be asked more than once,
     * when another change came in between.
     *
     * @return the errors of a refusal, after which nothing has happened, or the warnings
     */
    List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge);
}
