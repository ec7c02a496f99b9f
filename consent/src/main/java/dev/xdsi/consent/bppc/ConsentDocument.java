package dev.xdsi.consent.bppc;

import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a consent document says (BPPC, ITI TF-3: 5.1.2): a CDA R2 whose serviceEvents name the policies the patient agreed to.
 *
 * @param patientIds of the recordTarget, each as CX
 */
public record ConsentDocument(Set<PatientId> patientIds, List<Agreement> agreements) {
    static final String CDA = "urn:hl7-org:v3";
    static final String SERVICE_EVENT_TEMPLATE = "1.3.6.1.4.1.19376.1.5.3.1.2.6";

    public ConsentDocument {
        patientIds = Set.copyOf(patientIds);
        agreements = List.copyOf(agreements);
    }

    /**
     * One serviceEvent.
     *
     * @param policy its OID
     * @param name what people call it
     * @param validity effectiveTime
     */
    public record Agreement(String policy, String name, Validity validity) {}

    /** From when until when, either end open when absent. */
    public record Validity(@Nullable Instant from, @Nullable Instant until) {
        public static final Validity ALWAYS = new Validity(null, null);
    }
}
