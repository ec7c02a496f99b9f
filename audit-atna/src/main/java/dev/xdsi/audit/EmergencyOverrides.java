package dev.xdsi.audit;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Decision.Denied;
import dev.xdsi.disclosure.Decision.Permitted;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises a Security Alert, Emergency Override Started (DICOM PS3.15 A.5.3.11), where a consent is overridden: one for each call and
 * patient, durable before anything is disclosed. What cannot be recorded is not overridden.
 */
public final class EmergencyOverrides implements ConsentDecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(EmergencyOverrides.class);

    private final ConsentDecisionPoint decisions;
    private final AuditTrail trail;

    public EmergencyOverrides(ConsentDecisionPoint decisions, AuditTrail trail) {
        this.decisions = decisions;
        this.trail = trail;
    }

    @Override
    public View viewOf(Caller caller, String transaction) {
        View view = decisions.viewOf(caller, transaction);
        Set<PatientId> recorded = new HashSet<>();
        return new View() {
            @Override
            public Decision maySee(Resource resource) {
                return recorded(view.maySee(resource), resource.patientId());
            }

            @Override
            public Decision mayAskAbout(Resource patient) {
                return recorded(view.mayAskAbout(patient), patient.patientId());
            }

            private Decision recorded(Decision decision, PatientId patient) {
                boolean overridden = decision instanceof Permitted permitted && permitted.emergency();
                if (!overridden || recorded.contains(patient)) {
                    return decision;
                }
                try {
                    trail.record(SystemEvents.emergencyOverride(trail.context(), caller, transaction, patient));
                } catch (RuntimeException unrecorded) {
                    LOG.error("{}: an emergency override cannot be recorded and is refused", transaction, unrecorded);
                    return new Denied("the emergency override cannot be recorded");
                }
                recorded.add(patient);
                return decision;
            }
        };
    }
}
