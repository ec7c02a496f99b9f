package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import java.util.List;

/** WADO-RS Retrieve, RAD TF-2: 4.107: the instances of a study, of a series, or one, as they are kept, if the caller may have them. */
public final class WadoRsRetrieve implements Transaction<WadoRsRequest, WadoRsResponse> {
    private final InstanceArchive archive;
    private final StudyDisclosure disclosure;

    public WadoRsRetrieve(InstanceArchive archive, StudyDisclosure disclosure) {
        this.archive = archive;
        this.disclosure = disclosure;
    }

    @Override
    public WadoRsResponse perform(WadoRsRequest request, Caller caller) {
        boolean disclosed =
                disclosure.viewOf(caller, "RAD-107").test(request.part().study());
        List<StoredInstance> all = disclosed ? archive.instances(request.part()) : List.of();
        List<StoredInstance> acceptable = all.stream()
                .filter(instance ->
                        request.acceptable().test(instance.transferSyntaxUID().value()))
                .toList();
        return new WadoRsResponse(acceptable, all.size() - acceptable.size(), new Delivery());
    }
}
