package dev.xdsi.registry.iti8;

import dev.xdsi.registry.iti8.Acknowledgement.Condition;
import dev.xdsi.registry.iti8.Acknowledgement.Refused;
import dev.xdsi.registry.mllp.MessageHandler;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patient Identity Feed [ITI-8] as HL7 v2 messages: whatever comes, an acknowledgement goes back (ITI TF-2: 3.8.4.2). */
public final class PatientIdentityFeedEndpoint implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PatientIdentityFeedEndpoint.class);

    private final Transaction<PatientIdentityFeedRequest, Acknowledgement> feed;
    private final AdtReader reader = new AdtReader();
    private final AcknowledgementWriter writer;
    private final Supplier<UUID> ids;

    public PatientIdentityFeedEndpoint(
            Transaction<PatientIdentityFeedRequest, Acknowledgement> feed, InstantSource clock, Supplier<UUID> ids) {
        this.feed = feed;
        this.writer = new AcknowledgementWriter(clock, ids);
        this.ids = ids;
    }

    @Override
    public byte[] answer(byte[] message, Peer peer) {
        List<String> segments = AdtReader.segments(message);
        Optional<MessageHeader> msh = header(segments);
        Acknowledgement acknowledgement = msh.map(header -> acknowledge(header, segments, peer))
                .orElseGet(() -> Refused.rejected(
                        Condition.SEGMENT_SEQUENCE_ERROR, "MSH", "the message does not begin with a readable MSH"));
        if (acknowledgement instanceof Refused refused) {
            LOG.info("{} of {} to a message from {}: {}", refused.code(), refused.location(), peer, refused.text());
        }
        return writer.write(msh.orElseGet(MessageHeader::none), acknowledgement);
    }

    @Override
    public byte[] refuse(byte[] beginning, String why) {
        LOG.info("AR to a broken message: {}", why);
        return writer.write(
                header(AdtReader.segments(beginning)).orElseGet(MessageHeader::none),
                Refused.rejected(Condition.SEGMENT_SEQUENCE_ERROR, "MSH", why));
    }

    private static Optional<MessageHeader> header(List<String> segments) {
        return segments.stream().findFirst().flatMap(MessageHeader::parse);
    }

    /**
     * The boundary: the unexpected becomes a rejection with an error id, and its stack goes to the log. It says nothing of the content, so
     * the same message may be sent again, and is taken once (HL7 v2.5 2.9.2.2).
     */
    private Acknowledgement acknowledge(MessageHeader msh, List<String> segments, Peer peer) {
        try {
            PatientIdentityFeedRequest request = reader.read(msh, segments);
            Caller caller = new Caller(
                    new Caller.Node(peer.address(), request.header().sender(), peer.certificateSubject()), null);
            return feed.perform(request, caller);
        } catch (RefusedMessageException refused) {
            return refused.refusal();
        } catch (RuntimeException failed) {
            UUID id = ids.get();
            LOG.error("error {}", id, failed);
            return Refused.rejected(Condition.APPLICATION_INTERNAL_ERROR, "MSH", "internal error, error id " + id);
        }
    }
}
