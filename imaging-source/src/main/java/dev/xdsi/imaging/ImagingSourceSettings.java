package dev.xdsi.imaging;

import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.imaging.archive.ArchiveFolder;
import dev.xdsi.imaging.manifest.ManifestAuthor;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.publication.Schedule;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Oid;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an Imaging Document Source must be told.
 *
 * @param archive where instances are kept
 * @param askers who may query and retrieve over DIMSE, and where to; asked anew each time
 * @param pacs whose studies are shared as well; null where there is none
 */
public record ImagingSourceSettings(
        ArchiveFolder archive,
        Addresses addresses,
        Publication publication,
        Supplier<ImagingPartners> askers,
        @Nullable PacsSettings pacs) {
    /** Used by one process only. */
    public Path archiveFolder() {
        return archive.path();
    }

    /** With no PACS behind. */
    public ImagingSourceSettings(
            ArchiveFolder archive, Addresses addresses, Publication publication, Supplier<ImagingPartners> askers) {
        this(archive, addresses, publication, askers, null);
    }

    /** The same with this PACS behind. */
    public ImagingSourceSettings before(@Nullable PacsSettings behind) {
        return new ImagingSourceSettings(archive, addresses, publication, askers, behind);
    }

    /** The same where these may query and retrieve. */
    public ImagingSourceSettings askedBy(Supplier<ImagingPartners> partners) {
        return new ImagingSourceSettings(archive, addresses, publication, partners, pacs);
    }

    /** With nobody who may query and retrieve over DIMSE, and instances as large and many as the disk takes. */
    public ImagingSourceSettings(Path archiveFolder, Addresses addresses, Publication publication) {
        this(ArchiveFolder.of(archiveFolder), addresses, publication, () -> ImagingPartners.NOBODY);
    }

    /** Whether the peer is the PACS behind, which was agreed with by its own settings. */
    boolean isPacs(AssociationPeer peer) {
        return pacs != null && pacs.entity().isPeer(peer);
    }

    /** Whether the peer may store, and tell of what was done. */
    boolean mayStore(AssociationPeer peer) {
        return askers.get().mayStore(peer) || isPacs(peer);
    }

    /** Whether the peer may associate at all. */
    boolean mayCall(AssociationPeer peer) {
        return askers.get().mayCall(peer) || isPacs(peer);
    }

    /**
     * How others reach this actor.
     *
     * @param retrieve what manifests say; its AE title is also the one that C-STORE is sent to
     * @param rad69 the SOAP endpoint
     * @param wado the base of WADO-URI
     */
    public record Addresses(RetrieveAddress retrieve, URI rad69, URI wado) {}

    /**
     * What manifests and their metadata say that no data set does.
     *
     * @param sourceId SubmissionSet.sourceId
     * @param repository where manifests are sent to, for the audit trail
     * @param zone in which data sets without a timezone offset are meant
     */
    public record Publication(
            Oid sourceId,
            URI repository,
            Manifests manifests,
            AffinityDomainCodes codes,
            PatientDomains domains,
            Schedule schedule,
            ZoneId zone) {}

    /**
     * What manifests are.
     *
     * @param kinds which documents one consists of, at least one
     * @param policy what is published
     * @param reports which instances that are reports are documents beside the manifest too
     */
    public record Manifests(
            ManifestAuthor author, List<ManifestKind> kinds, PublicationPolicy policy, Set<ReportKind> reports) {
        public Manifests {
            kinds = List.copyOf(kinds);
            reports = Set.copyOf(reports);
        }

        /** Without reports beside them. */
        public Manifests(ManifestAuthor author, List<ManifestKind> kinds, PublicationPolicy policy) {
            this(author, kinds, policy, Set.of());
        }
    }
}
