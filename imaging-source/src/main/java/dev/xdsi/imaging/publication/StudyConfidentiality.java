package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** The confidentialityCode that a study will be published with, also before it is: whoever asks for its images meanwhile is judged by it. */
public record StudyConfidentiality(
        ManifestPreparation preparation, PublicationPolicy policy, AffinityDomainCodes codes) {

    /** Whether studies may have another one than the domain's. */
    boolean dependsOnTheStudy() {
        return policy.decidesConfidentiality();
    }

    Set<Code> of(Oid study) {
        if (!dependsOnTheStudy()) {
            return Set.copyOf(codes.confidentialityCode());
        }
        List<StoredInstance> instances = preparation.shared(study, Set.of());
        List<Code> ruled = instances.isEmpty() ? List.of() : ruled(instances);
        return Set.copyOf(ruled.isEmpty() ? codes.confidentialityCode() : ruled);
    }

    private List<Code> ruled(List<StoredInstance> instances) {
        try {
            return policy.rule(preparation.header(instances)).then().confidentialityCode();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("what kind of study it is cannot be read", unreadable);
        }
    }
}
