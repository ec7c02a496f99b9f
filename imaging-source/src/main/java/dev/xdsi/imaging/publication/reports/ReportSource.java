package dev.xdsi.imaging.publication.reports;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.publication.ConfidentialityColumn;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Out of what a report is made.
 *
 * @param key SOP Instance UID, or the number of what was given
 * @param supersedes the keys of those whose place it takes
 * @param digest of the bytes out of which it is made
 * @param body the document's, once it is known as what it will be registered
 */
record ReportSource(String key, Set<String> supersedes, Report.Description said, String digest, BodyMaker body) {
    ReportSource {
        supersedes = Set.copyOf(supersedes);
    }

    /** The same, made otherwise. */
    ReportSource with(BodyMaker other) {
        return new ReportSource(key, supersedes, said, digest, other);
    }

    /** Everything that makes it another document, and for whom: as a hash. */
    String contentBeside(Manifest manifest) {
        MessageDigest digest = GivenFiles.sha256();
        List.of(
                        manifest.patientId().cx(),
                        ConfidentialityColumn.write(manifest.confidentialityCode()),
                        said.kind().name(),
                        said.formatCode().toString(),
                        Objects.requireNonNullElse(said.title(), ""),
                        this.digest)
                .forEach(text -> {
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Makes the document. */
    @FunctionalInterface
    interface BodyMaker {
        DocumentContent make(Framing framing) throws IOException;
    }

    /** What a document that is made here says around what it was made of. */
    record Framing(Report.Identity identity, Report.Beside beside) {}
}
