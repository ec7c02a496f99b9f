package dev.xdsi.imaging.rad107;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WADO-RS Retrieve, RAD TF-2: 4.107: the instances of a study, of a series, or one, as they are kept or, where the
 * caller does not take that and takes it, uncompressed, if the caller may have them. */
public final class WadoRsRetrieve implements Transaction<WadoRsRequest, WadoRsResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(WadoRsRetrieve.class);

    private final InstanceArchive archive;
    private final StudyDisclosure disclosure;

    public WadoRsRetrieve(InstanceArchive archive, StudyDisclosure disclosure) {
        this.archive = archive;
        this.disclosure = disclosure;
    }

    @Override
    public WadoRsResponse perform(WadoRsRequest request, Caller caller) {
        StudyDisclosure.View disclosed = disclosure.viewOf(caller, "RAD-107");
        Oid study = request.part().study();
        Predicate<Oid> given = instance -> disclosed.hasInstance(study, instance);
        List<StoredInstance> all = !disclosed.test(study)
                ? List.of()
                : archive.instances(request.part()).stream()
                        .filter(instance -> given.test(instance.uids().sopInstance()))
                        .toList();
        Delivery delivery = new Delivery();
        OutgoingInstances answer = new OutgoingInstances(delivery);
        List<SentInstance> acceptable = new ArrayList<>();
        try {
            Predicate<List<SentInstance>> sufficesDescribed = request.sufficesDescribed();
            if (sufficesDescribed != null) {
                List<SentInstance> described = all.stream()
                        .flatMap(instance -> described(instance, request, answer).stream())
                        .toList();
                if (described.size() == all.size() && sufficesDescribed.test(described)) {
                    return new WadoRsResponse(described, 0, given, delivery);
                }
            }
            for (StoredInstance instance : all) {
                sent(instance, request, answer).ifPresent(acceptable::add);
            }
        } catch (RuntimeException failure) {
            delivery.fail(failure);
            throw failure;
        }
        return new WadoRsResponse(acceptable, all.size() - acceptable.size(), given, delivery);
    }

    /** In the best syntax in which it should be to be had. */
    private Optional<SentInstance> described(StoredInstance instance, WadoRsRequest request, OutgoingInstances answer) {
        return request.syntaxes().apply(instance.transferSyntaxUID().value()).stream()
                .flatMap(syntax -> archive.representations().described(instance, syntax::equals, answer).stream())
                .findFirst();
    }

    /** In the best syntax in which it is to be had. */
    private Optional<SentInstance> sent(StoredInstance instance, WadoRsRequest request, OutgoingInstances answer) {
        for (String syntax :
                request.syntaxes().apply(instance.transferSyntaxUID().value())) {
            try {
                Optional<SentInstance> sent = archive.representations().sent(instance, syntax::equals, answer);
                if (sent.isPresent()) {
                    return sent;
                }
            } catch (UnrenderableException unfit) {
                LOG.info("{} is not sent in {}: {}", instance.uids().sopInstance(), syntax, unfit.getMessage());
            }
        }
        return Optional.empty();
    }
}
