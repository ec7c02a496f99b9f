package dev.xdsi.imaging.publication;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** What a manifest says and for whom, as a hash: without that which makes each document another one, and without when it was made. */
final class ContentHash {
    private static final Set<Integer> IDENTITY =
            Set.of(Tag.SOPInstanceUID, Tag.SeriesInstanceUID, Tag.ContentDate, Tag.ContentTime);

    private final MessageDigest digest;

    ContentHash(PatientId patientId) {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        add(patientId.cx());
    }

    void add(String said) {
        digest.update(said.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    void add(Attributes document) throws IOException {
        Attributes said = new Attributes();
        document.stream().filter(element -> !IDENTITY.contains(element.tag())).forEach(said::set);
        try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Part10.writeDataSet(out, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, said);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
