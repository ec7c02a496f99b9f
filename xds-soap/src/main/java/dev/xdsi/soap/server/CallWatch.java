package dev.xdsi.soap.server;

import dev.xdsi.soap.addressing.Addressing;
import dev.xdsi.soap.reply.Replies;
import java.security.cert.X509Certificate;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the {@link SoapCall} what only the message chains know. */
final class CallWatch {
    static final String INVOKED = CallWatch.class.getName() + ".invoked";

    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);

    private CallWatch() {}

    /** Just before the endpoint's method: the message was understood, and from here on the fault is ours. */
    static final class BeforeInvoke extends AbstractPhaseInterceptor<Message> {
        private final @Nullable Replies replies;

        BeforeInvoke(@Nullable Replies replies) {
            super(Phase.PRE_INVOKE);
            this.replies = replies;
        }

        @Override
        public void handleMessage(Message message) {
            Exchange exchange = message.getExchange();
            Addressing addressing = exchange.get(Addressing.class);
            if (addressing != null) {
                SoapCall.current().addressed(addressing);
                takeTurn(addressing);
            }
            exchange.put(INVOKED, true);
            SoapCall.current().judged();
        }

        /** What is refused before this is answered on the connection, where its sender still is. */
        private void takeTurn(Addressing addressing) {
            boolean elsewhere = addressing.elsewhere(false).isPresent()
                    || addressing.elsewhere(true).isPresent();
            X509Certificate caller = SoapCall.current().presenter().certificate();
            if (elsewhere && replies != null && caller != null) {
                SoapCall.current()
                        .answerElsewhere(addressing, replies.turn(caller).orElseThrow(BeforeInvoke::busy));
            }
        }

        private static SoapFault busy() {
            return new SoapFault(
                    "as many answers are on their way elsewhere as this node sends at one time: send the message"
                            + " again later, or let it be answered on its connection",
                    Soap12.getInstance().getReceiver());
        }
    }

    /** First of the outgoing chain, so that it is the last to hear of a failure further down. */
    static final class AnswerFailed extends AbstractPhaseInterceptor<Message> {
        AnswerFailed() {
            super(Phase.SETUP);
        }

        @Override
        public void handleMessage(Message message) {
            // Only what goes wrong later is of interest.
        }

        @Override
        public void handleFault(Message message) {
            Exception cause = message.getContent(Exception.class);
            SoapCall call = SoapCall.current();
            call.failed(cause == null ? new IllegalStateException("the answer failed") : cause);
            if (call.isBegun()) {
                // A fault behind half an answer would help nobody: the connection is cut instead.
                LOG.warn("The answer broke off: {}", rootMessage(cause));
                message.getInterceptorChain().setFaultObserver(null);
            }
        }

        private static String rootMessage(@Nullable Throwable failure) {
            Throwable root = failure;
            while (root != null && root.getCause() != null) {
                root = root.getCause();
            }
            return String.valueOf(root);
        }
    }
}
