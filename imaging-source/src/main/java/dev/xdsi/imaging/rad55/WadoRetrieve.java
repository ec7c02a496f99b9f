package dev.xdsi.imaging.rad55;

import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.rad55.WadoResponse.Result;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WADO Retrieve, RAD TF-2: 4.55, of an instance as {@code application/dicom}. In another series or study, and
 * for a caller who may not have it, it is unknown. */
public final class WadoRetrieve implements Transaction<WadoRequest, WadoResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(WadoRetrieve.class);

    private final InstanceArchive archive;
    private final StudyDisclosure disclosure;

    public WadoRetrieve(InstanceArchive archive, StudyDisclosure disclosure) {
        this.archive = archive;
        this.disclosure = disclosure;
    }

    @Override
    public WadoResponse perform(WadoRequest request, Caller caller) {
        Optional<StoredInstance> found = archive.find(request.uids().sopInstance())
                .filter(instance -> instance.uids().equals(request.uids()))
                .filter(instance ->
                        disclosure.viewOf(caller, "RAD-55").test(instance.uids().study()));
        // One for all that becomes of it: its end lets go of what was taken to answer.
        Delivery delivery = new Delivery();
        if (found.isEmpty()) {
            return new WadoResponse(Result.UNKNOWN, null, delivery);
        }
        String wanted = request.transferSyntax();
        try {
            return archive.sent(found.get(), syntax -> wanted == null || wanted.equals(syntax), delivery)
                    .map(sent -> new WadoResponse(Result.FOUND, sent, delivery))
                    .orElseGet(() -> new WadoResponse(Result.NOT_ACCEPTABLE, null, delivery));
        } catch (UnrenderableException unfit) {
            LOG.info("{} is not sent: {}", request.uids().sopInstance(), unfit.getMessage());
            return new WadoResponse(Result.NOT_ACCEPTABLE, null, delivery);
        } catch (RuntimeException failure) {
            delivery.fail(failure);
            throw failure;
        }
    }
}
