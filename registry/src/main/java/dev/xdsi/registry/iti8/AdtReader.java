package dev.xdsi.registry.iti8;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v25.group.ADT_A39_PATIENT;
import ca.uhn.hl7v2.model.v25.message.ADT_A39;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import dev.xdsi.registry.iti8.Acknowledgement.Condition;
import dev.xdsi.registry.iti8.Acknowledgement.Refused;
import dev.xdsi.registry.iti8.PatientIdentityFeedRequest.Header;
import dev.xdsi.registry.iti8.PatientIdentityFeedRequest.Trigger;
import dev.xdsi.registry.patients.PatientIdentifierList;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads ADT messages (HL7 v2.5 3.3; v2.3.1 has the same fields in the same places). Only MSH, PID and MRG are parsed, however many
 * segments the message has.
 */
final class AdtReader {
    private static final Set<String> VERSIONS = Set.of("2.3.1", "2.4", "2.5", "2.5.1");
    private static final int MOST_SEGMENTS = 2000;
    private static final int LONGEST_SEGMENT = 64 * 1024;
    private static final int MOST_REPETITIONS = 200;
    private static final int MOST_PARTS = 2000;
    private static final int MSH_18 = 18;

    private final PipeParser parser;

    AdtReader() {
        DefaultHapiContext context = new DefaultHapiContext(ValidationContextFactory.noValidation());
        parser = context.getPipeParser();
    }

    /**
     * The segments as they were sent, byte by character. Of too many none is left out, not even a blank one: the last would be all the
     * rest of the message, and pass for one of few.
     */
    static List<String> segments(byte[] message) {
        List<String> all = List.of(new String(message, StandardCharsets.ISO_8859_1).split("\r\n?", MOST_SEGMENTS + 1));
        return all.size() > MOST_SEGMENTS && !all.getLast().isBlank()
                ? all
                : all.stream().filter(segment -> !segment.isBlank()).toList();
    }

    PatientIdentityFeedRequest read(MessageHeader msh, List<String> segments) throws RefusedMessageException {
        Header header = header(msh);
        if (segments.size() > MOST_SEGMENTS) {
            throw refused(Refused.rejected(
                    Condition.SEGMENT_SEQUENCE_ERROR, "MSH", "more than " + MOST_SEGMENTS + " segments"));
        }
        String pid = only("PID", msh, segments);
        return header.trigger() == Trigger.A40
                ? parsed(header, msh, pid, only("MRG", msh, segments))
                : parsed(header, msh, pid, null);
    }

    /** The one segment of its kind, in its characters. */
    private static String only(String name, MessageHeader msh, List<String> segments) throws RefusedMessageException {
        List<String> found = segments.stream()
                .filter(segment -> segment.startsWith(name + msh.fieldSeparator()))
                .toList();
        if (found.size() != 1 || found.getFirst().length() > LONGEST_SEGMENT) {
            throw refused(Refused.error(
                    Condition.SEGMENT_SEQUENCE_ERROR,
                    name,
                    "a message is about one patient: it has one " + name + " of at most " + LONGEST_SEGMENT
                            + " bytes"));
        }
        Charset charset = CharacterSet.of(msh.component(MSH_18, 1))
                .orElseThrow(() -> refused(Refused.error(
                        Condition.TABLE_VALUE_NOT_FOUND,
                        "MSH-18",
                        "the character set is none of ASCII, 8859/1 to 8859/15, UNICODE UTF-8")));
        if (!isModest(found.getFirst(), msh)) {
            throw refused(Refused.error(
                    Condition.DATA_TYPE_ERROR,
                    name,
                    "more than " + MOST_REPETITIONS + " repetitions or " + MOST_PARTS + " parts in all"));
        }
        return CharacterSet.decode(charset, found.getFirst().getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> refused(Refused.error(
                        Condition.DATA_TYPE_ERROR, name, "the bytes are not of the character set of MSH-18")));
    }

    /** The parser makes thousands of bytes of each repetition, also of an empty one, and hundreds of each field or component. */
    private static boolean isModest(String segment, MessageHeader msh) {
        String encoding = msh.encodingCharacters();
        String delimiters = "" + msh.fieldSeparator() + encoding.charAt(0) + encoding.charAt(1) + encoding.charAt(3);
        return segment.chars().filter(c -> c == encoding.charAt(1)).count() < MOST_REPETITIONS
                && segment.chars().filter(c -> delimiters.indexOf(c) >= 0).count() < MOST_PARTS;
    }

    private static Header header(MessageHeader msh) throws RefusedMessageException {
        if (!msh.component(9, 1).equals("ADT")) {
            throw refused(
                    Refused.rejected(Condition.UNSUPPORTED_MESSAGE_TYPE, "MSH-9", "only ADT messages are taken here"));
        }
        Trigger trigger = Arrays.stream(Trigger.values())
                .filter(known -> known.name().equals(msh.component(9, 2)))
                .findFirst()
                .orElseThrow(() -> refused(Refused.rejected(
                        Condition.UNSUPPORTED_EVENT_CODE, "MSH-9", "only A01, A04, A05, A08 and A40 are taken here")));
        if (!VERSIONS.contains(msh.component(12, 1))) {
            throw refused(Refused.rejected(
                    Condition.UNSUPPORTED_VERSION_ID, "MSH-12", "the version is none of 2.3.1, 2.4, 2.5, 2.5.1"));
        }
        if (msh.field(10).isEmpty()) {
            throw refused(Refused.rejected(
                    Condition.REQUIRED_FIELD_MISSING, "MSH-10", "a message needs a control id of at most 250 bytes"));
        }
        return new Header(msh.field(4) + "|" + msh.field(3), msh.field(6) + "|" + msh.field(5), trigger, msh.field(10));
    }

    private PatientIdentityFeedRequest parsed(Header header, MessageHeader msh, String pid, @Nullable String mrg)
            throws RefusedMessageException {
        // The structure that has both segments, whatever the trigger.
        ADT_A39 message = new ADT_A39();
        message.setParser(parser);
        ADT_A39_PATIENT patient = message.getPATIENT();
        try {
            message.getMSH().getFieldSeparator().setValue("" + msh.fieldSeparator());
            message.getMSH()
                    .getEncodingCharacters()
                    .setValue(msh.encodingCharacters().substring(0, 4));
            patient.getPID().parse(pid);
            if (mrg != null) {
                patient.getMRG().parse(mrg);
            }
        } catch (HL7Exception unreadable) {
            throw refused(Refused.error(Condition.DATA_TYPE_ERROR, "PID", "the segment, or MRG, cannot be read"));
        }
        PatientIdentifierList priorIds =
                mrg == null ? PatientIdentifierList.EMPTY : PidReader.priorIds(patient.getMRG());
        String content = header.trigger() + "\r" + pid + (mrg == null ? "" : "\r" + mrg);
        return new PidReader(patient.getPID()).read(header, priorIds, digest(content));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }

    private static RefusedMessageException refused(Refused refusal) {
        return new RefusedMessageException(refusal);
    }
}
