package dev.xdsi.imaging.rad55;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.rad55.WadoResponse.Result;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WADO Retrieve, RAD TF-2: 4.55, of an instance as {@code application/dicom}. In another series or study, and
 * for a caller who may not have it, it is unknown. */
public final class WadoRetrieve implements Transaction<WadoRequest, WadoResponse> {
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
        if (found.isEmpty()) {
            return answer(Result.UNKNOWN, null);
        }
        String wanted = request.transferSyntax();
        return wanted == null || wanted.equals(found.get().transferSyntaxUID().value())
                ? answer(Result.FOUND, found.get())
                : answer(Result.NOT_ACCEPTABLE, null);
    }

    private static WadoResponse answer(Result result, @Nullable StoredInstance instance) {
        return new WadoResponse(result, instance, new Delivery());
    }
}
