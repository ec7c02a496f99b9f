package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.BorrowedInstances;
import dev.xdsi.imaging.archive.InMemoryInstanceIndex;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.archive.Reserve;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.rad55.WadoRequest;
import dev.xdsi.imaging.rad55.WadoResponse;
import dev.xdsi.imaging.rad55.WadoResponse.Result;
import dev.xdsi.imaging.rad55.WadoRetrieve;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WADO-URI of images that a PACS has, from a cache in which there is room for one. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class WadoRetrieveTest {
    private static final String SERIES = DataSets.STUDY + ".1";
    private static final long ROOM = 1_600;

    @TempDir
    Path folder;

    /** The first cannot be decoded. */
    private static Attributes image(int number) {
        Attributes image = DataSets.ct(SERIES, SERIES + "." + number)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0);
        return image.set(new Element(
                Tag.PixelData,
                VR.OB,
                new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(new byte[300])))));
    }

    private static void give(int number, WantedInstances wanted, InstanceSource.Taker taker) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.of(UID.RLELossless), image(number));
        taker.take(
                new AnnouncedInstance(
                        UID.CTImageStorage, wanted.sopInstances().getFirst().value(), UID.RLELossless),
                new ByteArrayInputStream(out.toByteArray()));
    }

    private static WantedInstances wanted(int number) {
        return new WantedInstances(
                "4711",
                new Oid(DataSets.STUDY),
                new Oid(SERIES),
                Map.of(new Oid(SERIES + "." + number), new Oid(UID.CTImageStorage)));
    }

    private static int numberOf(WantedInstances wanted) {
        String uid = wanted.sopInstances().getFirst().value();
        return Integer.parseInt(uid.substring(uid.lastIndexOf('.') + 1));
    }

    @Test
    void whatCannotBeSentDoesNotStayInTheCache() throws Exception {
        BorrowedInstances.Surroundings surroundings =
                new BorrowedInstances.Surroundings(() -> Instant.EPOCH, UUID::randomUUID, PixelMemory.ofThisProcess());
        InMemoryInstanceIndex index = new InMemoryInstanceIndex();
        BorrowedInstances borrowed = new BorrowedInstances(
                new BorrowedInstances.Cache(folder.resolve("cache"), ROOM, Reserve.NONE),
                index,
                (wanted, taker) -> give(numberOf(wanted), wanted, taker),
                surroundings);
        WadoRetrieve retrieve = new WadoRetrieve(
                new InstanceArchive(folder.resolve("archive"), index, borrowed, surroundings),
                StudyDisclosure.UNRESTRICTED);
        for (int number : List.of(1, 2)) {
            give(number, wanted(number), (announced, dataSet) -> borrowed.take(wanted(number), announced, dataSet));
        }

        WadoResponse refused = retrieve.perform(request(1, UID.ExplicitVRLittleEndian), Caller.self("TEST"));
        assertThat(refused.result()).isEqualTo(Result.NOT_ACCEPTABLE);
        refused.delivery().complete();

        WadoResponse sent = retrieve.perform(request(2, UID.RLELossless), Caller.self("TEST"));
        assertThat(sent.result()).isEqualTo(Result.FOUND);
        sent.delivery().complete();
    }

    private static WadoRequest request(int number, String transferSyntax) {
        return new WadoRequest(
                new InstanceUids(new Oid(DataSets.STUDY), new Oid(SERIES), new Oid(SERIES + "." + number)),
                transferSyntax,
                false,
                described -> false);
    }
}
