package dev.xdsi.registry.iti44;

import dev.xdsi.registry.patients.IdentityFeed;
import dev.xdsi.registry.patients.IdentityFeed.Answer;
import dev.xdsi.registry.patients.IdentityFeed.Origin;
import dev.xdsi.registry.patients.IdentityFeed.Said;
import dev.xdsi.registry.patients.PatientIdentifierList;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti44.Acknowledgement;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Patient Identity Feed HL7 V3 [ITI-44], the Document Registry's side (ITI TF-2: 3.44). */
public final class PatientIdentityFeedV3 implements Transaction<PatientIdentityFeedRequest, Acknowledgement> {
    private final IdentityFeed feed;

    public PatientIdentityFeedV3(IdentityFeed feed) {
        this.feed = feed;
    }

    @Override
    public Acknowledgement perform(PatientIdentityFeedRequest request, Caller caller) {
        Origin origin = new Origin(request.header().sender(), request.header().messageId(), digest(request));
        Answer answer = switch (request.interaction()) {
            case ADDED -> feed.update(origin, said(request, Occasion.REGISTRATION));
            case REVISED -> feed.update(origin, said(request, Occasion.EVENT));
            case DUPLICATES_RESOLVED -> {
                if (request.priorIds().size() != 1) {
                    yield new Answer.Refused(
                            IdentityFeed.Reason.UNKNOWN,
                            IdentityFeed.Place.PRIOR_IDS,
                            "a message takes the place of one registration: it has one replacementOf");
                }
                yield feed.merge(
                        origin,
                        PatientIdentifierList.of(request.ids()),
                        PatientIdentifierList.of(request.priorIds().getFirst()));
            }
        };
        return switch (answer) {
            case Answer.Taken taken -> new Acknowledgement.Accepted();
            case Answer.Refused refused -> new Acknowledgement.Refused(place(refused.place()) + ": " + refused.text());
        };
    }

    private static Said said(PatientIdentityFeedRequest request, Occasion occasion) {
        return new Said(occasion, PatientIdentifierList.of(request.ids()), request.given(), Set.of());
    }

    private static String place(IdentityFeed.Place place) {
        return switch (place) {
            case MESSAGE_ID -> "id";
            case PATIENT_IDS -> "patient/id";
            case PRIOR_IDS -> "replacementOf/priorRegistration/subject1/priorRegisteredRole/id";
        };
    }

    /** Equal when the same is said again. */
    private static String digest(PatientIdentityFeedRequest request) {
        String content = String.join(
                "\n",
                request.interaction().id(),
                request.ids().toString(),
                request.priorIds().toString(),
                request.given().toString());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
