package dev.xdsi.imaging;

import dev.xdsi.imaging.manifest.ManifestAuthor;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.publication.Schedule;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.imaging.rad68.PatientDomains;
import dev.xdsi.model.Oid;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * What an Imaging Document Source must be told.
 *
 * @param archiveFolder where instances are kept; used by one process only
 */
public record ImagingSourceSettings(Path archiveFolder, Addresses addresses, Publication publication) {

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
            ManifestAuthor author,
            AffinityDomainCodes codes,
            PatientDomains domains,
            Schedule schedule,
            ZoneId zone) {}
}
