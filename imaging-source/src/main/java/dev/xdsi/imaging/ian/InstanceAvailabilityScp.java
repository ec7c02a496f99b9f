package dev.xdsi.imaging.ian;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.normalized.NormalizedAnswer;
import dev.xdsi.imaging.publication.Announcement;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.storage.ReceivedDataSet;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The Instance Availability Notification SOP Class as its performer (PS3.4 R.3.2): a study is complete once those of its instances are
 * here that can be had there. The notification itself is not kept.
 */
public final class InstanceAvailabilityScp implements Transaction<DimseOperation, NormalizedAnswer> {
    private static final List<String> TO_BE_HAD = List.of("ONLINE", "NEARLINE");
    private static final List<String> NOT_TO_BE_HAD = List.of("OFFLINE", "UNAVAILABLE");

    private final PublicationStore publications;
    private final Function<Oid, Optional<PatientKey>> patients;
    private final InstantSource clock;
    private final Supplier<Oid> uids;
    private final BiConsumer<AssociationPeer, Set<Oid>> announced;

    /**
     * For these publications.
     *
     * @param patients whose a study is that is here
     * @param uids for notifications that have no name
     * @param announced is told of each notification who sent it, and about which study
     */
    public InstanceAvailabilityScp(
            PublicationStore publications,
            Function<Oid, Optional<PatientKey>> patients,
            InstantSource clock,
            Supplier<Oid> uids,
            BiConsumer<AssociationPeer, Set<Oid>> announced) {
        this.publications = publications;
        this.patients = patients;
        this.clock = clock;
        this.uids = uids;
        this.announced = announced;
    }

    @Override
    public NormalizedAnswer perform(DimseOperation operation, Caller caller) {
        Oid uid = operation
                .command()
                .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID)
                .filter(Oid::isValid)
                .map(Oid::new)
                .orElseGet(uids);
        Concerned concerned = Concerned.NOTHING;
        Status status;
        try {
            Attributes said = ReceivedDataSet.read(operation);
            concerned = concerned(said);
            Announcement announcement = announcement(uid, said);
            publications.announce(announcement, clock.instant());
            announced.accept(operation.peer(), announcement.studies());
            status = Status.SUCCESS;
        } catch (Unacceptable wrong) {
            status = wrong.status();
        } catch (ReceivedDataSet.Unreadable unreadable) {
            status = Status.PROCESSING_FAILURE.withComment(String.valueOf(unreadable.getMessage()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new NormalizedAnswer(status, uid, null, concerned);
    }

    /** Notifications name no patient; who stored the study did. */
    private Concerned concerned(Attributes said) {
        String study = said.string(Tag.StudyInstanceUID, "");
        if (!Oid.isValid(study)) {
            return Concerned.NOTHING;
        }
        Map<String, Integer> classes = new TreeMap<>();
        said.items(Tag.ReferencedSeriesSequence).stream()
                .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                .map(reference -> reference.string(Tag.ReferencedSOPClassUID, ""))
                .filter(Oid::isValid)
                .forEach(sopClass -> classes.merge(sopClass, 1, Integer::sum));
        Oid uid = new Oid(study);
        return new Concerned(
                patients.apply(uid).map(PatientKey::patientId).stream().collect(Collectors.toSet()),
                Map.of(uid, classes),
                null);
    }

    private static Announcement announcement(Oid uid, Attributes said) throws Unacceptable {
        Oid study = Unacceptable.uid(said, Tag.StudyInstanceUID);
        Unacceptable.require(said, Tag.ReferencedSeriesSequence);
        Set<Oid> instances = new LinkedHashSet<>();
        for (Attributes series : said.items(Tag.ReferencedSeriesSequence)) {
            Unacceptable.uid(series, Tag.SeriesInstanceUID);
            Unacceptable.require(series, Tag.ReferencedSOPSequence);
            for (Attributes reference : series.items(Tag.ReferencedSOPSequence)) {
                Oid instance = Unacceptable.uid(reference, Tag.ReferencedSOPInstanceUID);
                if (isToBeHad(reference)) {
                    instances.add(instance);
                }
            }
        }
        return new Announcement(uid, Set.of(study), instances);
    }

    private static boolean isToBeHad(Attributes reference) throws Unacceptable {
        Unacceptable.require(reference, Tag.InstanceAvailability);
        String availability = reference.string(Tag.InstanceAvailability, "").strip();
        if (!TO_BE_HAD.contains(availability) && !NOT_TO_BE_HAD.contains(availability)) {
            throw Unacceptable.value(Tag.InstanceAvailability, "is none of the availabilities");
        }
        return TO_BE_HAD.contains(availability);
    }
}
