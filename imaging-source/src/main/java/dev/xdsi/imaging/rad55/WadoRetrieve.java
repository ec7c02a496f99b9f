package dev.xdsi.imaging.rad55;

import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.OutgoingInstances;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WADO Retrieve, RAD TF-2: 4.55, of an instance as {@code application/dicom}. In another series or study, and
 * for a caller who may not have it, it is unknown. */
public final class WadoRetrieve implements Transaction<WadoRequest, WadoResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(WadoRetrieve.class);

    private static final String OTHER_SYNTAX = "The instance is not to be had in that transfer syntax.";

    private final InstanceArchive archive;
    private final StudyDisclosure disclosure;

    public WadoRetrieve(InstanceArchive archive, StudyDisclosure disclosure) {
        this.archive = archive;
        this.disclosure = disclosure;
    }

    private static boolean isDisclosed(StoredInstance instance, StudyDisclosure.View view) {
        Oid study = instance.uids().study();
        return view.test(study) && view.hasInstance(study, instance.uids().sopInstance());
    }

    private Optional<SentInstance> described(
            StoredInstance instance, WadoRequest request, Predicate<String> acceptable, OutgoingInstances answer) {
        return request.anonymize()
                ? archive.representations().describedAnonymous(instance, acceptable)
                : archive.representations().described(instance, acceptable, answer);
    }

    private Optional<SentInstance> sent(
            StoredInstance instance, WadoRequest request, Predicate<String> acceptable, OutgoingInstances answer)
            throws UnrenderableException {
        return request.anonymize()
                ? archive.representations().anonymous(instance, acceptable, answer.delivery())
                : archive.representations().sent(instance, acceptable, answer);
    }

    @Override
    public WadoResponse perform(WadoRequest request, Caller caller) {
        StudyDisclosure.View view = disclosure.viewOf(caller, "RAD-55");
        Optional<StoredInstance> found = archive.find(request.uids().sopInstance())
                .filter(instance -> instance.uids().equals(request.uids()))
                .filter(instance -> isDisclosed(instance, view));
        // One for all that becomes of it: its end lets go of what was taken to answer.
        Delivery delivery = new Delivery();
        if (found.isEmpty()) {
            return WadoResponse.unknown(delivery);
        }
        String wanted = request.transferSyntax();
        try {
            Predicate<String> acceptable = syntax -> wanted == null || wanted.equals(syntax);
            OutgoingInstances answer = new OutgoingInstances(delivery);
            Predicate<Oid> given = other -> view.hasInstance(request.uids().study(), other);
            Optional<SentInstance> described =
                    described(found.get(), request, acceptable, answer).filter(request.sufficesDescribed());
            return (described.isPresent() ? described : sent(found.get(), request, acceptable, answer))
                    .map(instance -> WadoResponse.found(instance, given, delivery))
                    .orElseGet(() -> WadoResponse.notAcceptable(OTHER_SYNTAX, delivery));
        } catch (UnrenderableException unfit) {
            LOG.info("{} is not sent: {}", request.uids().sopInstance(), unfit.getMessage());
            return WadoResponse.notAcceptable(
                    request.anonymize() ? String.valueOf(unfit.getMessage()) : OTHER_SYNTAX, delivery);
        } catch (RuntimeException failure) {
            delivery.fail(failure);
            throw failure;
        }
    }
}
