package dev.xdsi.imaging;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.QueryRetrievePolicy;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.cfind.FindScp;
import dev.xdsi.imaging.cmove.GetScp;
import dev.xdsi.imaging.cmove.MoveScp;
import dev.xdsi.imaging.cmove.Retrieval;
import dev.xdsi.imaging.cmove.RetrieveAudit;
import dev.xdsi.imaging.cmove.RetrieveInstances;
import dev.xdsi.imaging.disclosure.RequestedInstances;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.imaging.search.Matches;
import dev.xdsi.imaging.search.Question;
import dev.xdsi.imaging.search.Search;
import dev.xdsi.imaging.search.SearchAudit;
import dev.xdsi.imaging.search.SearchLimits;
import dev.xdsi.transaction.Transaction;
import java.net.URI;

/** How one searches this archive and has sent what was found: put together for C-FIND, C-MOVE, C-GET and QIDO-RS. */
final class QueryRetrieve {
    /** Of one C-MOVE or C-GET; its responses count to 65,535. */
    private static final int MOST_INSTANCES = 65_535;

    private final ImagingSourceSettings settings;
    private final AuditTrail audit;
    private final InstanceArchive archive;
    private final Catalogue catalogue;
    private final StudyDisclosure disclosure;

    QueryRetrieve(
            ImagingSourceSettings settings,
            AuditTrail audit,
            InstanceArchive archive,
            Catalogue catalogue,
            StudyDisclosure disclosure) {
        this.settings = settings;
        this.audit = audit;
        this.archive = archive;
        this.catalogue = catalogue;
        this.disclosure = disclosure;
    }

    /** What the peer is offered: the Query/Retrieve Service Class as well where it may have it. */
    AcceptPolicy offered(AssociationPeer peer, DeclaredPolicy besides) {
        return new QueryRetrievePolicy(
                        besides, asking -> settings.askers().get().mayAsk(asking))
                .towards(peer);
    }

    /** @param address at which it is served, for the audit trail */
    DimseServices besides(DimseServices others, URI address) {
        String aeTitle = settings.addresses().retrieve().aeTitle();
        return others.with(
                        CommandField.C_FIND,
                        new FindScp(search(AuditedTransaction.C_FIND, address, disclosure), settings.askers(), aeTitle))
                .with(
                        CommandField.C_MOVE,
                        new MoveScp(
                                retrieval(AuditedTransaction.C_MOVE, address),
                                settings.askers(),
                                archive,
                                ApplicationEntity.of(aeTitle)))
                .with(
                        CommandField.C_GET,
                        new GetScp(retrieval(AuditedTransaction.C_GET, address), settings.askers(), archive));
    }

    /** @param seen what may be found */
    Transaction<Question, Matches> search(AuditedTransaction transaction, URI endpoint, StudyDisclosure seen) {
        return audit.around(
                new Search(
                        catalogue,
                        seen,
                        number(transaction),
                        settings.addresses().retrieve(),
                        SearchLimits.DEFAULT),
                new SearchAudit(transaction, audit.context(), endpoint));
    }

    private Transaction<Retrieval, RequestedInstances> retrieval(AuditedTransaction transaction, URI endpoint) {
        return audit.aroundStreamed(
                new RetrieveInstances(catalogue, archive, disclosure, number(transaction), MOST_INSTANCES),
                new RetrieveAudit(transaction, audit.context(), endpoint, archive));
    }

    /** {@code RAD-129}, {@code C-FIND}. */
    private static String number(AuditedTransaction transaction) {
        return transaction.name().replace('_', '-');
    }
}
