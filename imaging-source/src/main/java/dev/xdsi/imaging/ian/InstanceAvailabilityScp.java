package dev.xdsi.imaging.ian;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.publication.Announcement;
import dev.xdsi.imaging.publication.PublicationStore;
import dev.xdsi.imaging.storage.ReceivedDataSet;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The Instance Availability Notification SOP Class as its performer (PS3.4 R.3.2): a study is complete once those of its instances are
 * here that can be had there. The notification itself is not kept.
 */
public final class InstanceAvailabilityScp implements DimseService {
    private static final List<String> TO_BE_HAD = List.of("ONLINE", "NEARLINE");
    private static final List<String> NOT_TO_BE_HAD = List.of("OFFLINE", "UNAVAILABLE");

    private final PublicationStore publications;
    private final InstantSource clock;
    private final Supplier<Oid> uids;
    private final Runnable announced;

    /**
     * For these publications.
     *
     * @param uids for notifications that have no name
     * @param announced is told of each notification
     */
    public InstanceAvailabilityScp(
            PublicationStore publications, InstantSource clock, Supplier<Oid> uids, Runnable announced) {
        this.publications = publications;
        this.clock = clock;
        this.uids = uids;
        this.announced = announced;
    }

    @Override
    public void perform(DimseOperation operation) throws IOException {
        Oid uid = operation
                .command()
                .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID)
                .filter(Oid::isValid)
                .map(Oid::new)
                .orElseGet(uids);
        Status status;
        try {
            publications.announce(announcement(uid, ReceivedDataSet.read(operation)), clock.instant());
            announced.run();
            status = Status.SUCCESS;
        } catch (Unacceptable wrong) {
            status = wrong.status();
        } catch (ReceivedDataSet.Unreadable unreadable) {
            status = Status.PROCESSING_FAILURE.withComment(String.valueOf(unreadable.getMessage()));
        }
        operation.respond(
                status, response -> response.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, uid.value()), null);
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
