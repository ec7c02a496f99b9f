package dev.xdsi.benchmarks;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.StudyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A made-up study of three CT series that was written to files. */
record ImagedStudy(String uid, List<Image> images, long bytes) {
    /** One of its images: half a megabyte. */
    record Image(InstanceFile file, String series) {
        String path(String study) {
            return "/dicom-web/studies/" + study + "/series/" + series + "/instances/" + file.sopInstanceUID();
        }
    }

    /** @param slices in each of its series */
    static ImagedStudy in(Path folder, int slices) throws IOException {
        PhantomStudy phantom =
                new PhantomStudy("BENCH-" + folder.getFileName(), slices, 512, LocalDateTime.of(2026, 1, 2, 3, 4));
        String uid = phantom.write(folder, UUID::randomUUID);
        List<Image> images = new ArrayList<>();
        long bytes = 0;
        for (InstanceFile file :
                StudyFiles.under(List.of(folder)).studies().firstEntry().getValue()) {
            bytes += Files.size(file.path());
            images.add(new Image(
                    file,
                    Part10.read(file.path(), ReadOptions.DEFAULT.until(Tag.PixelData))
                            .dataSet()
                            .string(Tag.SeriesInstanceUID, "")));
        }
        return new ImagedStudy(uid, images, bytes);
    }

    String path() {
        return "/dicom-web/studies/" + uid;
    }

    /** Its images in as many parts. */
    List<List<InstanceFile>> parts(int count) {
        List<InstanceFile> files = images.stream().map(Image::file).toList();
        List<List<InstanceFile>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(files.subList(i * files.size() / count, (i + 1) * files.size() / count));
        }
        return parts;
    }
}
