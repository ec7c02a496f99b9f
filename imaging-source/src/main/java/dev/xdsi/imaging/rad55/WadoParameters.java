package dev.xdsi.imaging.rad55;

import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.model.Oid;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of a WADO-URI (PS3.18 9.1.2). */
final class WadoParameters {
    private static final String DICOM = "application/dicom";

    private final Map<String, String[]> parameters;

    WadoParameters(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    /** A request that cannot be served as it is. */
    static final class Refused extends Exception {
        private final HttpRefusal refusal;

        Refused(HttpRefusal refusal) {
            super(refusal.sentence());
            this.refusal = refusal;
        }

        HttpRefusal refusal() {
            return refusal;
        }
    }

    WadoRequest request(AcceptedTypes accept) throws Refused {
        if (!"WADO".equals(single("requestType"))) {
            throw badRequest("requestType must be WADO.");
        }
        InstanceUids uids = new InstanceUids(uid("studyUID"), uid("seriesUID"), uid("objectUID"));
        if (!AcceptedTypes.parse(contentType()).accepts(DICOM) || !accept.accepts(DICOM)) {
            throw notAcceptable("Instances are sent as application/dicom only.");
        }
        if ("yes".equals(single("anonymize"))) {
            throw notAcceptable("Instances are not anonymized here.");
        }
        return new WadoRequest(uids, single("transferSyntax"));
    }

    /** Absent, it asks for a rendered image (PS3.18 9.1.2.1.4), which is not offered. */
    private String contentType() throws Refused {
        String contentType = single("contentType");
        return contentType == null || contentType.isBlank() ? "image/jpeg" : contentType;
    }

    private Oid uid(String name) throws Refused {
        String value = single(name);
        if (value == null || !Oid.isValid(value)) {
            throw badRequest(name + " must be given, and be a UID.");
        }
        return new Oid(value);
    }

    private @Nullable String single(String name) throws Refused {
        String[] values = parameters.get(name);
        if (values != null && values.length > 1) {
            throw badRequest(name + " must not be given twice.");
        }
        return values == null ? null : values[0];
    }

    private static Refused badRequest(String sentence) {
        return new Refused(HttpRefusal.badRequest(sentence));
    }

    private static Refused notAcceptable(String sentence) {
        return new Refused(HttpRefusal.notAcceptable(sentence));
    }
}
