package dev.xdsi.soap.server;

import dev.xdsi.soap.mtom.BrokenRequestException;
import dev.xdsi.soap.mtom.NoRoomException;
import dev.xdsi.soap.mtom.RefusedMessageException;
import dev.xdsi.soap.mtom.UnprovenEnvelopeException;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.XServiceProvider;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import jakarta.xml.bind.JAXBException;
import java.io.EOFException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.frontend.WSDLQueryException;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what went wrong becomes a SOAP fault. A message that could not be understood is the sender's; all else is ours, and
 * leaves nothing but an error id: the stack is in the log under the same id. In HTTP each is a 500: SOAP 1.2 has 400 for the sender's (Part 2:
 * 7.5.2.2), behind which the stacks of most partners do not look for a fault, and so would not learn what is wrong.
 */
final class SoapBoundary extends AbstractPhaseInterceptor<Message> implements FaultListener {
    private static final Logger LOG = LoggerFactory.getLogger(SoapBoundary.class);
    private static final int MAX_CAUSES = 20;
    private static final int MAX_REASON = 300;

    private final Supplier<UUID> ids;
    private final @Nullable XServiceProvider users;

    SoapBoundary(Supplier<UUID> ids, @Nullable XServiceProvider users) {
        super(Phase.SETUP);
        this.ids = ids;
        this.users = users;
    }

    @Override
    public void handleMessage(Message message) {
        Exception failure = message.getContent(Exception.class);
        boolean invoked = message.getExchange().get(CallWatch.INVOKED) != null;
        message.setContent(Exception.class, faultFor(failure, invoked));
        if (invoked) {
            SoapCall.current().answersWithFault();
        }
    }

    /** The stack's own log of faults repeats what stands here, at a level that a stranger could flood. */
    @Override
    public boolean faultOccurred(Exception exception, String description, Message message) {
        LOG.debug("Fault in {}", description, exception);
        return false;
    }

    private SoapFault faultFor(@Nullable Exception failure, boolean invoked) {
        UnprovenEnvelopeException unproven = find(failure, UnprovenEnvelopeException.class);
        if (unproven != null && users != null && users.demand(SoapCall.current().isSecure()) != Demand.OFF) {
            // Read no further than to the assertion, so nobody else has refused, or reported, the call.
            return AssertionIn.refused(users, SoapCall.current(), new Verdict.Refused(unproven.reason(), null));
        }
        SoapFault deliberate = find(failure, SoapFault.class);
        if (deliberate != null) {
            LOG.info("SOAP fault: {}", deliberate.getMessage());
            return clean(deliberate);
        }
        BrokenRequestException broken = find(failure, BrokenRequestException.class);
        if (!invoked || broken != null) {
            RefusedMessageException refused = find(failure, RefusedMessageException.class);
            if (refused != null) {
                return sender(refused.getMessage());
            }
            NoRoomException full = find(failure, NoRoomException.class);
            if (full != null) {
                LOG.warn("SOAP message refused: {}", full.getMessage());
                return new SoapFault(full.getMessage(), Soap12.getInstance().getReceiver());
            }
            if (broken != null || isCutOff(failure)) {
                return sender("the message broke off");
            }
            if (find(failure, WSDLQueryException.class) != null) {
                return sender("the service's description has no such part");
            }
            if (failure instanceof Fault fault && fault.getFaultCode().equals(Fault.FAULT_CODE_CLIENT)) {
                return sender(fault.getMessage());
            }
            XMLStreamException malformed = find(failure, XMLStreamException.class);
            if (malformed != null) {
                return sender("the envelope cannot be read: " + malformed.getMessage());
            }
            if (find(failure, JAXBException.class) != null) {
                return sender("the body is not of the expected kind, or exceeds a limit");
            }
        }
        String id = ids.get().toString();
        LOG.error("Unexpected failure, error id {}", id, failure);
        return new SoapFault(
                "internal error, error id " + id, Soap12.getInstance().getReceiver());
    }

    /** The connection ended, fell silent or became nonsense before the message had come. */
    private static boolean isCutOff(@Nullable Exception failure) {
        return find(failure, EOFException.class) != null
                || find(failure, TimeoutException.class) != null
                || find(failure, HttpException.RuntimeException.class) != null;
    }

    private static SoapFault sender(@Nullable String reason) {
        LOG.info("SOAP message refused: {}", reason);
        return new SoapFault(shortened(reason), Soap12.getInstance().getSender());
    }

    /** Without the cause, whose text may tell of the inside. The stack has a code of SOAP 1.1 for what is no envelope of any version. */
    private static SoapFault clean(SoapFault fault) {
        boolean isNoEnvelope = fault.getFaultCode().equals(Soap11.getInstance().getVersionMismatch());
        QName code = isNoEnvelope ? Soap12.getInstance().getVersionMismatch() : fault.getFaultCode();
        SoapFault clean = new SoapFault(shortened(fault.getMessage()), code);
        if (fault.getSubCodes() != null) {
            fault.getSubCodes().forEach(clean::addSubCode);
        }
        if (fault.hasDetails()) {
            clean.setDetail(fault.getDetail());
        }
        return clean;
    }

    /** The first line: parsers add where they were, in words that change with their versions. */
    private static String shortened(@Nullable String reason) {
        String line = String.valueOf(reason).lines().findFirst().orElse("");
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) : line;
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
