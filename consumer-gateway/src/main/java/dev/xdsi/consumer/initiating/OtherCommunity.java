package dev.xdsi.consumer.initiating;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.consolidation.Respondent;
import dev.xdsi.consumer.iti38.CrossGatewayQueryClient;
import dev.xdsi.consumer.iti39.CrossGatewayRetrieveClient;
import dev.xdsi.consumer.rad75.CrossGatewayRetrieveImagingDocumentSetClient;
import dev.xdsi.consumer.trail.ImagingRetrieveAudit;
import dev.xdsi.consumer.trail.RetrieveAudit;
import dev.xdsi.consumer.trail.Side;
import dev.xdsi.consumer.trail.StoredQueryAudit;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Another community as an Initiating Gateway asks it.
 *
 * @param retrieveImages empty where the community shares no images
 */
record OtherCommunity(
        RemoteCommunity remote,
        Respondent<StoredQueryRequest, StoredQueryResponse> query,
        Respondent<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> retrieve,
        Optional<Respondent<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse>> retrieveImages) {

    /** Over SOAP; each call is recorded as one of this gateway's (ITI TF-2: 3.38.5.1.1, 3.39.5.1.1, RAD TF-2: 4.75.5.1). */
    static OtherCommunity over(SoapClients clients, AuditTrail audit, RemoteCommunity remote) {
        AuditContext us = audit.context();
        URI address = remote.addresses().query();
        CallLimit limit = new CallLimit(CallLimit.DEFAULT);
        return new OtherCommunity(
                remote,
                respondent(
                        remote,
                        limit.around(audit.around(
                                new CrossGatewayQueryClient(clients, address),
                                new StoredQueryAudit(AuditedTransaction.ITI_38, Side.CALLING, us, address)))),
                respondent(
                        remote,
                        limit.around(audit.aroundStreamed(
                                new CrossGatewayRetrieveClient(clients, address),
                                new RetrieveAudit(AuditedTransaction.ITI_39, Side.CALLING, us, address)))),
                remote.imaging()
                        .map(imaging -> respondent(
                                remote,
                                limit.around(audit.aroundStreamed(
                                        new CrossGatewayRetrieveImagingDocumentSetClient(clients, imaging),
                                        new ImagingRetrieveAudit(
                                                AuditedTransaction.RAD_75, Side.CALLING, us, imaging))))));
    }

    private static <Q, R> Respondent<Q, R> respondent(RemoteCommunity remote, Transaction<Q, R> transaction) {
        return new Respondent<>(
                Respondent.Identity.community(remote.name(), remote.home()), remote.budget(), transaction);
    }

    HomeCommunityId home() {
        return remote.home();
    }
}
