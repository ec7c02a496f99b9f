package dev.xdsi.consumer.portal;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.retrieval.InstanceSink;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A study as a ZIP file that is written while its images arrive, one folder for each series. It begins with the first image, so
 * that until then an error can be answered, and ends only by {@link #finish}, so that half a study is no ZIP file.
 */
final class StudyZip implements InstanceSink, AutoCloseable {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final HttpServletResponse response;
    private final String studyInstanceUID;
    private final Map<String, String> seriesOfInstance = new HashMap<>();
    private @Nullable Archive archive;

    /** Gives back its deflater's memory also when it is left unfinished. */
    private static final class Archive extends ZipOutputStream {
        Archive(HttpServletResponse response) throws IOException {
            super(response.getOutputStream());
            setLevel(Deflater.NO_COMPRESSION);
        }

        void release() {
            def.end();
        }
    }

    StudyZip(Manifest manifest, HttpServletResponse response) {
        this.response = response;
        this.studyInstanceUID = manifest.studyInstanceUID();
        for (ManifestSeries series : manifest.series()) {
            series.instances()
                    .forEach(instance ->
                            seriesOfInstance.putIfAbsent(instance.sopInstanceUID(), series.seriesInstanceUID()));
        }
    }

    /** The names are UIDs of the manifest, whose reader let digits and dots pass alone: none leads out of its folder. */
    @Override
    public void accept(String sopInstanceUID, InputStream part10) throws IOException {
        ZipEntry entry = new ZipEntry(seriesOfInstance.get(sopInstanceUID) + "/" + sopInstanceUID + ".dcm");
        entry.setTimeLocal(NO_TIME);
        Archive zip = archive();
        zip.putNextEntry(entry);
        part10.transferTo(zip);
        zip.closeEntry();
    }

    void finish() throws IOException {
        archive().finish();
    }

    private Archive archive() throws IOException {
        Archive begun = archive;
        if (begun == null) {
            response.setContentType("application/zip");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + studyInstanceUID + ".zip\"");
            begun = new Archive(response);
            archive = begun;
        }
        return begun;
    }

    @Override
    public void close() {
        if (archive != null) {
            archive.release();
        }
    }
}
