package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.dicom.xml.NativeDicomModel;
import dev.xdsi.imaging.dicomweb.Exchange;
import dev.xdsi.imaging.dicomweb.MetadataAnswer;
import dev.xdsi.imaging.dicomweb.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The Store Instances Response as JSON or XML (PS3.18 10.5.3). Which, is known before anything is stored. */
record StoreAnswer(Exchange exchange, Offer offer) {
    private static final List<Offer> OFFERS = List.of(
            Offer.single(MetadataAnswer.DICOM_JSON, ""),
            Offer.single(MetadataAnswer.JSON, ""),
            Offer.single(MetadataAnswer.DICOM_XML, ""));

    static StoreAnswer of(Exchange exchange) throws Refused {
        return new StoreAnswer(
                exchange,
                exchange.accepted()
                        .best(OFFERS)
                        .orElseThrow(() -> Refused.notAcceptable(
                                "What was stored is said as application/dicom+json or application/dicom+xml.")));
    }

    void send(StoreOutcome outcome) throws Refused, IOException {
        if (outcome.parts() == 0) {
            throw Refused.badRequest("There is no instance in the body.");
        }
        byte[] body = offer.type().equals(MetadataAnswer.DICOM_XML)
                ? NativeDicomModel.toBytes(outcome.response(), BulkDataUris.NONE)
                : DicomJson.toString(outcome.response()).getBytes(StandardCharsets.UTF_8);
        exchange.response().setStatus(outcome.status());
        exchange.response().setContentType(offer.type());
        exchange.response().setContentLength(body.length);
        exchange.body().write(body);
    }
}
