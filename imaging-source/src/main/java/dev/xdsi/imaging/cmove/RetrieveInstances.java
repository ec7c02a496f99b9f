package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.disclosure.RequestedInstances;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instances that a retrieval means and that the caller may have; of a study that is withheld there is nothing. What the one may not
 * have to whom they would go is not sent either.
 */
public final class RetrieveInstances implements Transaction<Retrieval, RequestedInstances> {
    private final Catalogue catalogue;
    private final InstanceArchive archive;
    private final StudyDisclosure disclosure;
    private final String transaction;
    private final int most;

    /**
     * Over this archive.
     *
     * @param transaction as which consents are asked: {@code C-MOVE}, {@code C-GET}
     * @param most instances of one retrieval
     */
    public RetrieveInstances(
            Catalogue catalogue, InstanceArchive archive, StudyDisclosure disclosure, String transaction, int most) {
        this.catalogue = catalogue;
        this.archive = archive;
        this.disclosure = disclosure;
        this.transaction = transaction;
        this.most = most;
    }

    /** More was meant than one retrieval may have. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany(int most) {
            super("more than " + most + " instances");
        }
    }

    @Override
    public RequestedInstances perform(Retrieval request, Caller caller) {
        Predicate<Oid> disclosed = disclosure.viewOf(caller, transaction);
        Caller taker = request.taker();
        Predicate<Oid> taken = taker == null ? study -> true : disclosure.viewOf(taker, transaction);
        List<StoredInstance> instances = new ArrayList<>();
        List<StoredInstance> refused = new ArrayList<>();
        Catalogue.@Nullable Position end = null;
        do {
            Catalogue.Page page = catalogue.page(request.query(), end);
            for (Catalogue.Entry row : page.rows()) {
                if (disclosed.test(row.study())) {
                    meant(request.query(), row)
                            .ifPresent(part ->
                                    (taken.test(row.study()) ? instances : refused).addAll(archive.instances(part)));
                }
                if (instances.size() + refused.size() > most) {
                    throw new TooMany(most);
                }
            }
            end = page.end();
        } while (end != null);
        return new RequestedInstances(instances, refused, new Delivery());
    }

    private static Optional<StudyPart> meant(InstanceQuery query, Catalogue.Entry row) {
        Attributes attributes = row.description().attributes();
        return query.conditions().stream().allMatch(condition -> condition.holds(attributes))
                ? Optional.of(part(row, attributes, query.level()))
                : Optional.empty();
    }

    private static StudyPart part(Catalogue.Entry row, Attributes attributes, QueryLevel level) {
        return switch (level) {
            case PATIENT, STUDY -> StudyPart.study(row.study());
            case SERIES -> StudyPart.series(row.study(), new Oid(row.position().series()));
            case IMAGE ->
                new StudyPart(
                        row.study(),
                        new Oid(row.position().series()),
                        new Oid(attributes.string(Tag.SOPInstanceUID, "")));
        };
    }
}
