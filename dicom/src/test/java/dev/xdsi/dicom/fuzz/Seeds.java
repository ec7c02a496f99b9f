package dev.xdsi.dicom.fuzz;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.RandomDataSets;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.Abort;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateAccept;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import dev.xdsi.dicom.net.pdu.AssociateRequest;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.Pdu;
import dev.xdsi.dicom.net.pdu.PduWriter;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import dev.xdsi.dicom.net.pdu.ReleaseRequest;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Valid input of each reader, from which a fuzzer starts. */
final class Seeds {
    private Seeds() {}

    private static List<Attributes> dataSets() {
        List<Attributes> all = new ArrayList<>();
        for (long seed = 1; seed <= 6; seed++) {
            all.add(RandomDataSets.of(new Random(seed)));
        }
        all.add(new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO 2022 IR 87")
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .setString(Tag.PatientName, "Yamada^Tarou=山田^太郎")
                .setBytes(0x00990010, VR.LO, "MAKER ".getBytes(StandardCharsets.US_ASCII))
                .setBytes(0x00991001, VR.UN, new byte[] {1, 2, 3, 4})
                .setInt(Tag.Rows, 2)
                .setBytes(Tag.PixelData, VR.OW, new byte[8]));
        return all;
    }

    private static Attributes encapsulated() {
        return new Attributes()
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .set(new Element(
                        Tag.PixelData,
                        VR.OB,
                        new Value.Fragments(
                                List.of(BulkData.of(new byte[] {0, 0, 0, 0}), BulkData.of(new byte[] {1, 2, 3, 4})))));
    }

    static Stream<byte[]> dataSets(TransferSyntax syntax) {
        return Stream.concat(dataSets().stream(), syntax.encapsulated() ? Stream.of(encapsulated()) : Stream.empty())
                .map(dataSet -> written(out -> Part10.writeDataSet(out, syntax, dataSet)));
    }

    static Stream<byte[]> files() {
        Attributes image = dataSets().getLast();
        return Stream.of(
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.of(UID.ExplicitVRBigEndian))
                .map(syntax -> written(out -> Part10.write(out, FileMeta.of(image, syntax), image)));
    }

    static Stream<byte[]> json() {
        return dataSets().stream().map(dataSet -> DicomJson.toString(dataSet).getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> xml() {
        return dataSets().stream()
                .map(dataSet ->
                        written(out -> NativeDicomModel.write(dataSet, out, (path, element) -> Optional.empty())));
    }

    static Stream<byte[]> pdus() {
        UserInformation user = UserInformation.of(new UserItem.MaximumLength(16_384));
        AeTitle here = new AeTitle("HERE");
        AeTitle there = new AeTitle("THERE");
        Pdu request = new AssociateRequest(
                there,
                here,
                List.of(new ProposedContext(1, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian))),
                user);
        Pdu accept = new AssociateAccept(
                there,
                here,
                List.of(new ContextResult(1, ContextResult.Reason.ACCEPTANCE, UID.ExplicitVRLittleEndian)),
                user);
        List<Pdu> all = List.of(
                request,
                accept,
                new ReleaseRequest(),
                AssociateReject.CALLED_AE_TITLE_NOT_RECOGNIZED,
                Abort.UNEXPECTED_PDU);
        byte[] data = written(out -> {
            PduWriter writer = new PduWriter(out);
            try (OutputStream fragments = writer.fragments(1, true, 32)) {
                fragments.write(new byte[100]);
            }
            writer.flush();
        });
        return Stream.concat(
                all.stream()
                        .map(pdu -> written(out -> {
                            PduWriter writer = new PduWriter(out);
                            writer.write(pdu);
                            writer.flush();
                        })),
                Stream.of(data));
    }

    static Stream<byte[]> commandSets() {
        return Arrays.stream(CommandField.values())
                .map(field -> CommandSet.builder(field.request())
                        .number(CommandElement.MESSAGE_ID, 7)
                        .uid(CommandElement.AFFECTED_SOP_CLASS_UID, UID.CTImageStorage)
                        .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2.3")
                        .dataSet(true)
                        .status(Status.PROCESSING_FAILURE.withComment("why"))
                        .build()
                        .encode());
    }

    /** Writes something. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
