package dev.xdsi.imaging.disclosure;

import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.imaging.disclosure.StudyRecords.StudyRecord;
import dev.xdsi.imaging.disclosure.Withholding.Given;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Decides whose images a caller may have. A study that is withheld is answered like one that is not there. */
@FunctionalInterface
public interface StudyDisclosure {
    /** An affinity domain in which consent is no question. */
    StudyDisclosure UNRESTRICTED = (caller, transaction) -> study -> true;

    /**
     * The studies that the caller may have during one call.
     *
     * @param transaction by its number, {@code RAD-69}
     */
    View viewOf(Caller caller, String transaction);

    /** The studies that a caller may have during one call, and, where that is not all of them, what of them. */
    @FunctionalInterface
    interface View extends Predicate<Oid> {
        /** Whether there is something for him in a series of a study that he may have. */
        default boolean hasSeries(Oid study, Oid seriesInstanceUID) {
            return true;
        }

        /** Whether he may have an instance of a study that he may have. */
        default boolean hasInstance(Oid study, Oid sopInstanceUID) {
            return true;
        }
    }

    /** The same without what is kept back whoever asks. Each study is asked about once in a call. */
    default StudyDisclosure without(Withholding policy) {
        return (caller, transaction) -> {
            View permitted = viewOf(caller, transaction);
            Map<Oid, Given> known = new HashMap<>();
            return new View() {
                private Given given(Oid study) {
                    return known.computeIfAbsent(study, policy::of);
                }

                @Override
                public boolean test(Oid study) {
                    return permitted.test(study) && !(given(study) instanceof Given.Nothing);
                }

                @Override
                public boolean hasSeries(Oid study, Oid seriesInstanceUID) {
                    return permitted.hasSeries(study, seriesInstanceUID)
                            && switch (given(study)) {
                                case Given.Everything() -> true;
                                case Given.Nothing() -> false;
                                case Given.Only(var series, var instances) -> series.contains(seriesInstanceUID);
                            };
                }

                @Override
                public boolean hasInstance(Oid study, Oid sopInstanceUID) {
                    return permitted.hasInstance(study, sopInstanceUID)
                            && switch (given(study)) {
                                case Given.Everything() -> true;
                                case Given.Nothing() -> false;
                                case Given.Only(var series, var instances) -> instances.contains(sopInstanceUID);
                            };
                }
            };
        };
    }

    /** By the manifests of the studies. Each study is asked about once in a call. */
    static StudyDisclosure by(StudyRecords records, DocumentDisclosure documents) {
        return (caller, transaction) -> {
            DocumentDisclosure.View view = documents.viewOf(caller, transaction);
            Map<Oid, Boolean> known = new HashMap<>();
            return study -> known.computeIfAbsent(
                    study,
                    uid -> records.of(uid)
                            .filter(found -> isDisclosed(found, view))
                            .isPresent());
        };
    }

    /**
     * What may be told of studies without giving their images: as much as of the images, and besides, that a study waits of which nobody
     * knows whose it is.
     */
    static StudyDisclosure ofStates(StudyRecords records, DocumentDisclosure documents) {
        return (caller, transaction) -> {
            DocumentDisclosure.View view = documents.viewOf(caller, transaction);
            return study ->
                    records.of(study).map(found -> isDisclosed(found, view)).orElse(true);
        };
    }

    private static boolean isDisclosed(StudyRecord study, DocumentDisclosure.View view) {
        return switch (study) {
            case StudyRecord.Published(Oid manifest) ->
                view.disclosed(Set.of(manifest.value())).contains(manifest.value());
            case StudyRecord.Foreseen(var manifest) -> view.isDisclosed(manifest);
            case StudyRecord.Grown(var registered, var next) -> isDisclosed(registered, view) && view.isDisclosed(next);
            case StudyRecord.Linked(var linked, var images) -> isDisclosed(linked, view) && view.isDisclosed(images);
        };
    }
}
