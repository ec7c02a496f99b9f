package dev.xdsi.gateway.demo;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A made-up CT study of a chest: three series of axial slices of {@link ChestPhantom}. The patient's name has alphabetic, ideographic
 * and phonetic parts, and each series writes it in another character set, as scanners and PACS of different makers do.
 *
 * @param patientId Patient ID (0010,0020)
 * @param slices slices in each series
 * @param size rows and columns
 */
public record PhantomStudy(String patientId, int slices, int size, LocalDateTime acquired) {
    private static final String NAME = "Yamada^Tarou=山田^太郎=やまだ^たろう";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private static final List<Series> SERIES = List.of(
            new Series("Chest 3.0 soft tissue", "B30f", List.of("ISO_IR 192"), 40, 400),
            new Series("Chest 3.0 lung", "B70f", List.of("", "ISO 2022 IR 87"), -600, 1500),
            new Series("Chest 3.0 bone", "B60s", List.of("GB18030"), 450, 1800));

    /** What differs between the series: kernel, window, and how its text is encoded. */
    private record Series(String description, String kernel, List<String> charset, int center, int width) {}

    /** 120 images of 512 × 512. */
    public static PhantomStudy usual(String patientId, LocalDateTime acquired) {
        return new PhantomStudy(patientId, 40, 512, acquired);
    }

    public int instances() {
        return SERIES.size() * slices;
    }

    /** Writes the study into a folder, under fresh UIDs; returns its Study Instance UID. */
    public String write(Path folder, Supplier<UUID> uuids) throws IOException {
        String study = uid(uuids);
        String frameOfReference = uid(uuids);
        for (int number = 0; number < SERIES.size(); number++) {
            String seriesUid = uid(uuids);
            ChestPhantom chest = new ChestPhantom(size, number);
            for (int slice = 0; slice < slices; slice++) {
                Attributes image = image(number, slice)
                        .setString(Tag.StudyInstanceUID, study)
                        .setString(Tag.SeriesInstanceUID, seriesUid)
                        .setString(Tag.SOPInstanceUID, uid(uuids))
                        .setString(Tag.FrameOfReferenceUID, frameOfReference);
                image.setBytes(Tag.PixelData, VR.OW, littleEndian(chest.slice((slice + 0.5) / slices)));
                Path file = folder.resolve("S%d/IM%04d.dcm".formatted(number + 1, slice + 1));
                Files.createDirectories(folder.resolve("S" + (number + 1)));
                Part10.write(file, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
            }
        }
        return study;
    }

    private Attributes image(int number, int slice) {
        Series series = SERIES.get(number);
        Attributes image = new Attributes()
                .setString(Tag.SpecificCharacterSet, series.charset().toArray(String[]::new))
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .setString(Tag.TimezoneOffsetFromUTC, "+0000");
        for (int tag : new int[] {Tag.StudyDate, Tag.SeriesDate, Tag.AcquisitionDate, Tag.ContentDate}) {
            image.setString(tag, DATE.format(acquired));
        }
        for (int tag : new int[] {Tag.StudyTime, Tag.SeriesTime, Tag.AcquisitionTime, Tag.ContentTime}) {
            image.setString(tag, TIME.format(acquired));
        }
        return pixels(
                geometry(patient(image, series.charset()), slice)
                        .setString(Tag.SeriesDescription, series.description())
                        .setString(Tag.ConvolutionKernel, series.kernel())
                        .setInt(Tag.SeriesNumber, VR.IS, number + 1)
                        .setInt(Tag.InstanceNumber, VR.IS, slice + 1L),
                series);
    }

    private Attributes patient(Attributes image, List<String> charset) {
        return image.setString(Tag.AccessionNumber, "ACC-" + DATE.format(acquired))
                .setString(Tag.Modality, "CT")
                .setString(Tag.Manufacturer, "XDS-I phantom")
                .setString(Tag.InstitutionName, "Phantom General Hospital")
                .setString(
                        Tag.ReferringPhysicianName,
                        charset.contains("ISO_IR 192") ? "Müller^Jürgen" : "Mueller^Juergen")
                .setString(Tag.StudyDescription, "CT chest, phantom")
                .setString(Tag.PatientName, NAME)
                .setString(Tag.PatientID, patientId)
                .setString(Tag.PatientBirthDate, "19700131")
                .setString(Tag.PatientSex, "O")
                .setString(Tag.BodyPartExamined, "CHEST")
                .setString(Tag.StudyID, "1");
    }

    private Attributes geometry(Attributes image, int slice) {
        double spacing = 400.0 / size;
        return image.setString(Tag.PatientPosition, "HFS")
                .setString(Tag.SliceThickness, VR.DS, decimals(3))
                .setString(Tag.KVP, VR.DS, decimals(120))
                .setString(Tag.ImagePositionPatient, VR.DS, decimals(-200, -200, -3.0 * slice))
                .setString(Tag.ImageOrientationPatient, VR.DS, decimals(1, 0, 0, 0, 1, 0))
                .setString(Tag.SliceLocation, VR.DS, decimals(-3.0 * slice))
                .setString(Tag.PixelSpacing, VR.DS, decimals(spacing, spacing));
    }

    private Attributes pixels(Attributes image, Series series) {
        return image.setInt(Tag.SamplesPerPixel, VR.US, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.Rows, VR.US, size)
                .setInt(Tag.Columns, VR.US, size)
                .setInt(Tag.BitsAllocated, VR.US, 16)
                .setInt(Tag.BitsStored, VR.US, 16)
                .setInt(Tag.HighBit, VR.US, 15)
                .setInt(Tag.PixelRepresentation, VR.US, 1)
                .setString(Tag.WindowCenter, VR.DS, decimals(series.center()))
                .setString(Tag.WindowWidth, VR.DS, decimals(series.width()))
                .setString(Tag.RescaleIntercept, VR.DS, decimals(0))
                .setString(Tag.RescaleSlope, VR.DS, decimals(1))
                .setString(Tag.RescaleType, "HU");
    }

    /** Decimal strings (DS) of at most 16 characters. */
    private static String[] decimals(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> BigDecimal.valueOf(value)
                        .round(new MathContext(10))
                        .stripTrailingZeros()
                        .toPlainString())
                .toArray(String[]::new);
    }

    private static byte[] littleEndian(short[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return bytes.array();
    }

    private static String uid(Supplier<UUID> uuids) {
        return UniqueIdentifiers.of(uuids.get());
    }

    /** All files of a study written by {@link #write}. */
    public static List<Path> files(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return new ArrayList<>(found.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
