package dev.xdsi.imaging;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.DeclaredPolicy;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.QueryRetrievePolicy;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.imaging.cfind.FindScp;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.imaging.search.Matches;
import dev.xdsi.imaging.search.Question;
import dev.xdsi.imaging.search.Search;
import dev.xdsi.imaging.search.SearchAudit;
import dev.xdsi.imaging.search.SearchLimits;
import dev.xdsi.transaction.Transaction;
import java.net.URI;

/** How one searches this archive: put together for C-FIND and QIDO-RS. */
final class QueryRetrieve {
    private final ImagingSourceSettings settings;
    private final AuditTrail audit;
    private final Catalogue catalogue;
    private final StudyDisclosure disclosure;

    QueryRetrieve(
            ImagingSourceSettings settings,
            AuditTrail audit,
            Catalogue catalogue,
            StudyDisclosure disclosure) {
        this.settings = settings;
        this.audit = audit;
        this.catalogue = catalogue;
        this.disclosure = disclosure;
    }

    AcceptPolicy offeredOnTopOf(DeclaredPolicy everybody) {
        return new QueryRetrievePolicy(
                everybody, peer -> settings.askers().get().mayAsk(peer));
    }

    /** @param address at which it is served, for the audit trail */
    DimseServices besides(DimseServices others, URI address) {
        String aeTitle = settings.addresses().retrieve().aeTitle();
        return others.with(
                CommandField.C_FIND,
                new FindScp(search(AuditedTransaction.C_FIND, address), settings.askers(), aeTitle));
    }

    Transaction<Question, Matches> search(AuditedTransaction transaction, URI endpoint) {
        return audit.around(
                new Search(
                        catalogue,
                        disclosure,
                        number(transaction),
                        settings.addresses().retrieve(),
                        SearchLimits.DEFAULT),
                new SearchAudit(transaction, audit.context(), endpoint));
    }

    /** {@code RAD-129}, {@code C-FIND}. */
    private static String number(AuditedTransaction transaction) {
        return transaction.name().replace('_', '-');
    }
}
