package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadLimits;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.sr.StructuredReport;
import dev.xdsi.dicom.sr.UnreadableReportException;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.report.ReportInstance;
import dev.xdsi.imaging.report.UnusableReportException;
import dev.xdsi.transaction.DocumentContent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Instances that are read and not looked at (PS3.18 8.7.4, text): Structured Reports as HTML or plain text, encapsulated PDF as the document
 * that it holds. Browsers show them apart from everything else, and run and load nothing.
 */
public final class Documents {
    public static final String HTML = "text/html";
    public static final String TEXT = "text/plain";
    public static final String PDF = "application/pdf";

    /** Raised whenever the same report is written otherwise than before. */
    private static final String RULES = "1";

    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
    private static final int LARGEST_REPORT = 32 << 20;
    private static final int MOST_ELEMENTS = 500_000;
    /** With all values in memory, for a coordinate or a text that is left where it lies would not be shown. */
    private static final ReadOptions WHOLE = ReadOptions.DEFAULT.within(new ReadLimits(
            LARGEST_REPORT, LARGEST_REPORT, MOST_ELEMENTS, ReadLimits.DEFAULT.depth(), ReadLimits.DEFAULT.inflation()));

    private final InstanceArchive archive;
    private final RenderingRoom room;

    Documents(InstanceArchive archive, RenderingRoom room) {
        this.archive = archive;
        this.room = room;
    }

    /** The media types in which it is had, the default first; none where it is no such document. */
    public static List<String> types(StoredInstance instance) {
        String sopClass = instance.sopClassUID().value();
        if (StructuredReport.isSopClass(sopClass)) {
            return List.of(HTML, TEXT);
        }
        return sopClass.equals(UID.EncapsulatedPDFStorage) ? List.of(PDF) : List.of();
    }

    /** The one of its types that is wanted most. */
    void rendered(Exchange exchange, StoredInstance instance, OpenDelivery delivery) throws Refused, IOException {
        List<String> types = types(instance);
        Offer offer = exchange.accepted()
                .best(types.stream().map(type -> Offer.single(type, "")).toList())
                .orElseThrow(() -> Refused.notAcceptable("This is sent as " + String.join(" or ", types) + "."));
        send(exchange, instance, offer.type(), delivery);
    }

    /** As one of its types. */
    public void send(Exchange exchange, StoredInstance instance, String type, OpenDelivery delivery)
            throws Refused, IOException {
        EntityTag tag = EntityTag.strong(Stream.of(RULES, type, instance.file().sha256()));
        if (exchange.endsWithout(tag, delivery)) {
            return;
        }
        try (HeldInstance held = archive.hold(instance)) {
            SingleBody body = type.equals(PDF)
                    ? SingleBody.of(PDF, tag, document(held.instance()))
                    : SingleBody.of(type + "; charset=utf-8", tag, BulkData.of(written(held, type)));
            HttpServletResponse response = exchange.response();
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("Content-Disposition", "inline");
            body.send(exchange, delivery, instance.uids().sopInstance().value());
        }
    }

    private byte[] written(HeldInstance held, String type) throws Refused, IOException {
        try {
            return room.write(() -> {
                StructuredReport report =
                        StructuredReport.of(Part10.read(held.file(), WHOLE).dataSet());
                return (type.equals(HTML) ? report.html() : report.text()).getBytes(StandardCharsets.UTF_8);
            });
        } catch (UnreadableReportException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        } catch (BusyException busy) {
            throw new Refused(HttpRefusal.of(busy));
        }
    }

    private DocumentContent document(StoredInstance instance) throws Refused, IOException {
        try {
            return ReportInstance.read(instance, archive).body();
        } catch (UnusableReportException unfit) {
            throw Refused.notAcceptable("The document is not shown: " + unfit.why() + ".");
        }
    }
}
