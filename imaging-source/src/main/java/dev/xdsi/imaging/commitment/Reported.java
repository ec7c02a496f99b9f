package dev.xdsi.imaging.commitment;

import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.archive.StoredInstance;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * How a report went.
 *
 * @param trouble why it was not taken; empty when it was
 * @param destination to whom it went, {@code dicom://host:port/AE}, or {@code dicom:AE} where nobody knows where that is
 * @param committed what it says is kept
 */
public record Reported(String trouble, URI destination, List<StoredInstance> committed) {
    public Reported {
        committed = List.copyOf(committed);
    }

    static Reported nowhere(AeTitle title) {
        return new Reported("the partners file has no send-to for it any longer", unknown(title), List.of());
    }

    static URI unknown(AeTitle title) {
        try {
            return new URI("dicom", title.value(), null);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
