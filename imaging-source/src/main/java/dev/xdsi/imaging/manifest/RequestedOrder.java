package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.model.Oid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An imaging service request that a study fulfils, by the numbers of both who ordered and who took the order.
 *
 * @param accessionNumber (0008,0050)
 * @param placerOrderNumber (0040,2016), where the images tell it
 */
public record RequestedOrder(
        Issued accessionNumber, @Nullable Issued placerOrderNumber) {
    private static final BigInteger LONGEST_NUMBER = BigInteger.TEN.pow(15);

    /** A number and who issued it. */
    public record Issued(String number, Oid issuer) {
        Attributes issuerItem() {
            return PatientDomains.issuerItem(issuer);
        }
    }

    /** The orders that the series of a study name (0040,0275), else those of the study itself; none when no number is known. */
    public static List<RequestedOrder> of(StudyHeader header, PatientDomains domains) {
        Set<RequestedOrder> orders = new LinkedHashSet<>();
        for (Attributes dataSet : header.series()) {
            of(dataSet, dataSet, domains).ifPresent(orders::add);
            dataSet.items(Tag.RequestAttributesSequence)
                    .forEach(request -> of(request, dataSet, domains).ifPresent(orders::add));
        }
        // The study's own number says less than a request that has the same and its placer's besides.
        orders.removeIf(order -> order.placerOrderNumber() == null
                && orders.stream()
                        .anyMatch(other -> other.placerOrderNumber() != null
                                && other.accessionNumber().equals(order.accessionNumber())));
        return List.copyOf(orders);
    }

    private static Optional<RequestedOrder> of(Attributes request, Attributes around, PatientDomains domains) {
        Oid issuer = domains.accessionNumberIssuer(request)
                .or(() -> domains.accessionNumberIssuer(around))
                .orElse(domains.accessionNumbers());
        Issued placer = number(request, Tag.PlacerOrderNumberImagingServiceRequest)
                .map(number -> new Issued(
                        number,
                        PatientDomains.universal(request, Tag.OrderPlacerIdentifierSequence)
                                .or(() -> PatientDomains.universal(around, Tag.OrderPlacerIdentifierSequence))
                                .orElse(domains.accessionNumbers())))
                .orElse(null);
        return number(request, Tag.AccessionNumber)
                .or(() -> placer == null ? Optional.empty() : number(around, Tag.AccessionNumber))
                .map(number -> new RequestedOrder(new Issued(number, issuer), placer));
    }

    private static Optional<String> number(Attributes dataSet, int tag) {
        return dataSet.string(tag).map(String::strip).filter(number -> !number.isEmpty());
    }

    /** A study that came without any number: its Content Creator gives it one, always the same (IHE RAD MADO). */
    static RequestedOrder generated(String studyInstanceUID, PatientDomains domains) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(studyInstanceUID.getBytes(StandardCharsets.US_ASCII));
            String number = "G" + new BigInteger(1, digest).mod(LONGEST_NUMBER);
            return new RequestedOrder(new Issued(number, domains.accessionNumbers()), null);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** An item of Referenced Request Sequence (0040,A370). Who placed an order of which only the accession number is known goes by that. */
    Attributes item(String studyInstanceUID) {
        Issued placer = placerOrderNumber == null ? accessionNumber : placerOrderNumber;
        Attributes item = new Attributes();
        Utf8Text.set(item, Tag.AccessionNumber, accessionNumber.number());
        Utf8Text.set(item, Tag.PlacerOrderNumberImagingServiceRequest, placer.number());
        return item.setItems(Tag.IssuerOfAccessionNumberSequence, accessionNumber.issuerItem())
                .setItems(Tag.ReferencedStudySequence)
                .setString(Tag.StudyInstanceUID, studyInstanceUID)
                .setEmpty(Tag.RequestedProcedureDescription)
                .setItems(Tag.RequestedProcedureCodeSequence)
                .setItems(Tag.OrderPlacerIdentifierSequence, placer.issuerItem())
                .setEmpty(Tag.RequestedProcedureID)
                .setEmpty(Tag.FillerOrderNumberImagingServiceRequest);
    }
}
