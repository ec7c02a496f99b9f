package dev.xdsi.consumer.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.VR;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalInt;

/** Display URI of a study in the evidence: (0040,E012), or of the trial implementation the private element that stood for it. */
final class DisplayUri {
    static final int TAG = Tags.of(0x0040, 0xE012);
    private static final String TRIAL = "IHE_MADO_PRIVATE";
    private static final int TRIAL_GROUP = 0x000D;
    private static final int LONGEST = 2048;

    private DisplayUri() {}

    static Optional<String> of(Attributes study) {
        return read(study, TAG).or(() -> {
            OptionalInt trial = study.privateTag(TRIAL, TRIAL_GROUP, 1);
            return trial.isPresent() ? read(study, trial.getAsInt()) : Optional.empty();
        });
    }

    /** By the representation in which it is written; a dictionary older than the element knows none. */
    private static Optional<String> read(Attributes study, int tag) {
        return study.element(tag)
                .filter(element -> element.vr() == VR.UR || element.vr() == VR.UN)
                .flatMap(element -> study.string(tag))
                .map(String::strip)
                .filter(DisplayUri::isWebAddress);
    }

    /** Somebody may follow it: what runs in a browser instead of leading somewhere is no address. */
    private static boolean isWebAddress(String value) {
        if (value.length() > LONGEST) {
            return false;
        }
        try {
            URI uri = new URI(value);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
