package dev.xdsi.benchmarks;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.StudyFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A made-up study that was written to files: three series of CT images, or one image of many frames. */
record ImagedStudy(String uid, List<Image> images, long bytes) {
    /** One of its images: half a megabyte for each frame. */
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
        return read(uid, folder);
    }

    private static ImagedStudy read(String uid, Path folder) throws IOException {
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

    /** A study of its own that has the first images of this one as the frames of a single image. */
    ImagedStudy asOneImage(Path folder, int count) throws IOException {
        String other = uid + ".1";
        Attributes image = Part10.read(images.getFirst().file().path()).dataSet();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (Image each : images.subList(0, count)) {
            Frames.of(Part10.read(each.file().path())).all().getFirst().writeTo(frames);
        }
        image.setString(Tag.SOPClassUID, UID.MultiFrameGrayscaleWordSecondaryCaptureImageStorage)
                .setString(Tag.StudyInstanceUID, other)
                .setString(Tag.SeriesInstanceUID, other + ".1")
                .setString(Tag.SOPInstanceUID, other + ".1.1")
                .setInt(Tag.NumberOfFrames, VR.IS, count)
                .setBytes(Tag.PixelData, VR.OW, frames.toByteArray());
        Path file = Files.createDirectories(folder).resolve("frames.dcm");
        Part10.write(file, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
        return read(other, folder);
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
