package dev.xdsi.gateway.partners;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.iti38.CrossGatewayQueryClient;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.gateway.partners.Step.Result;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.cxf.binding.soap.SoapFault;

/**
 * Tries a partner's addresses out, from its name to a real Cross Gateway Query [ITI-38]: for a document that nobody has, so that nothing
 * of a patient is asked.
 */
public final class PartnerCheck {
    private static final String QUERY = "ITI-38";
    /** For all addresses together: an operator waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AddressCheck addresses;
    private final SoapClients clients;
    private final Supplier<UUID> ids;
    private final Duration patience;

    public PartnerCheck(NodeTls tls, SoapClients clients, InstantSource clock, Supplier<UUID> ids) {
        this(new AddressCheck(tls, clock), clients, ids, PATIENCE);
    }

    PartnerCheck(AddressCheck addresses, SoapClients clients, Supplier<UUID> ids, Duration patience) {
        this.addresses = addresses;
        this.clients = clients;
        this.ids = ids;
        this.patience = patience;
    }

    /** One of a partner's addresses, and what was found there. */
    public record Checked(String use, URI address, List<Step> steps) {
        public boolean isWell() {
            return steps.stream().noneMatch(step -> step.result() == Result.FAILED);
        }
    }

    /** Every address that the partner has; what is not done in time has failed. */
    public List<Checked> of(RemoteCommunity partner) {
        Deadline deadline = Deadline.in(patience);
        List<Checked> checked = new ArrayList<>();
        URI query = partner.addresses().query();
        List<Step> steps = new ArrayList<>(addresses.reach(query, deadline));
        if (steps.stream().noneMatch(step -> step.result() == Result.FAILED)) {
            steps.add(deadline.within(() -> crossGatewayQuery(partner))
                    .orElseGet(() -> new Step(QUERY, Result.FAILED, patience.toMillis(), deadline.words())));
        }
        checked.add(new Checked("query", query, steps));
        partner.imaging()
                .ifPresent(address -> checked.add(new Checked("imaging", address, addresses.reach(address, deadline))));
        partner.patientDiscovery()
                .ifPresent(address ->
                        checked.add(new Checked("patient-discovery", address, addresses.reach(address, deadline))));
        return checked;
    }

    private Step crossGatewayQuery(RemoteCommunity partner) {
        long begun = System.nanoTime();
        String home = partner.home().urn();
        StoredQueryRequest query = new StoredQueryRequest(
                StoredQueryId.GetDocuments.urn(),
                ReturnType.ObjectRef,
                home,
                List.of(SlotDraft.of("$XDSDocumentEntryEntryUUID", "('urn:uuid:" + ids.get() + "')")));
        Result result = Result.OK;
        String words = "answers as " + home;
        try {
            StoredQueryResponse answer = new CrossGatewayQueryClient(
                            clients, partner.addresses().query())
                    .perform(query, Caller.self("xdsi partner check"));
            Optional<String> wrong = wrong(answer.errors(), home);
            if (wrong.isPresent()) {
                result = Result.FAILED;
                words = wrong.get();
            } else if (!answer.errors().isEmpty()) {
                result = Result.DOUBT;
                words = "answers, and reports " + answer.errors().getFirst().errorCode();
            }
        } catch (PartnerException failed) {
            result = asksForAUser(failed) ? Result.OK : Result.FAILED;
            words = asksForAUser(failed)
                    ? "answers, and asks for a user, whom this check has not (XUA)"
                    : failed.getMessage() + " Look at " + deepest(failed)
                            + "; ask its operator whether ITI-38 is served at this address.";
        }
        return new Step(
                QUERY, result, Duration.ofNanos(System.nanoTime() - begun).toMillis(), words);
    }

    /** A node that is in order may still want to know for whom it is called (WS-Security 1.1: 12). */
    private static boolean asksForAUser(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SoapFault fault && fault.getSubCodes() != null) {
                return fault.getSubCodes().contains(Refusal.ABSENT.code());
            }
        }
        return false;
    }

    /** Whether it says that it is another community, or tells a wrong one in its errors. */
    private static Optional<String> wrong(List<XdsError> errors, String home) {
        for (XdsError error : errors) {
            String location = error.location();
            boolean other = location != null && location.startsWith("urn:oid:") && !location.equals(home);
            if (error.errorCode() == ErrorCode.XDSUnknownCommunity || other) {
                return Optional.of("it does not answer as " + home
                        + (other ? " but as " + location : "")
                        + ": correct home-community-id in the partners file, or agree on it with its operator");
            }
        }
        return Optional.empty();
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
