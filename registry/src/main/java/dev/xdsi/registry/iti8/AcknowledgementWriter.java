package dev.xdsi.registry.iti8;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes ACK messages (HL7 v2.5 2.14.1). What an answer gives back of the message it answers goes back in the same delimiters and the
 * same bytes, so that it needs no character set of its own; the words are ASCII.
 */
final class AcknowledgementWriter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'");
    private static final int CONTROL_ID = 20;
    private static final int LONGEST_TEXT = 80;

    private final InstantSource clock;
    private final Supplier<UUID> ids;

    AcknowledgementWriter(InstantSource clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    byte[] write(MessageHeader msh, Acknowledgement acknowledgement) {
        StringBuilder message = new StringBuilder();
        message.append("MSH").append(msh.fieldSeparator());
        segment(message, msh, header(msh));
        switch (acknowledgement) {
            case Acknowledgement.Accepted accepted -> segment(message, msh, List.of("MSA", "AA", msh.field(10)));
            case Acknowledgement.Refused refused -> {
                String text = refused.text();
                String brief = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
                segment(message, msh, List.of("MSA", refused.code().name(), msh.field(10), msh.escaped(brief)));
                segment(message, msh, error(msh, refused));
            }
        }
        return message.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void segment(StringBuilder message, MessageHeader msh, List<String> fields) {
        message.append(String.join("" + msh.fieldSeparator(), fields)).append('\r');
    }

    private List<String> header(MessageHeader msh) {
        String version = msh.component(12, 1).isEmpty() ? "2.5" : msh.field(12);
        String trigger = msh.component(9, 2);
        String component = msh.encodingCharacters().substring(0, 1);
        boolean old = version.startsWith("2.3");
        String type = trigger.isEmpty() ? "ACK" : "ACK" + component + trigger + (old ? "" : component + "ACK");
        return List.of(
                msh.encodingCharacters(),
                msh.field(5),
                msh.field(6),
                msh.field(3),
                msh.field(4),
                TIME.format(clock.instant().atOffset(ZoneOffset.UTC)),
                "",
                type,
                ids.get().toString().replace("-", "").substring(0, CONTROL_ID),
                msh.field(11).isEmpty() ? "P" : msh.field(11),
                version,
                "",
                "",
                "",
                "",
                "",
                msh.field(18));
    }

    /** ERR had one field until HL7 v2.5 gave each of its parts one of its own. */
    private static List<String> error(MessageHeader msh, Acknowledgement.Refused refused) {
        String component = msh.encodingCharacters().substring(0, 1);
        String subcomponent = msh.encodingCharacters().substring(3, 4);
        String[] place = refused.location().split("-", -1);
        String where = place[0] + component + "1" + (place.length > 1 ? component + place[1] : component);
        List<String> condition =
                List.of(refused.condition().code(), refused.condition().text(), "HL70357");
        if (msh.component(12, 1).startsWith("2.3") || msh.component(12, 1).equals("2.4")) {
            return List.of("ERR", where + component + String.join(subcomponent, condition));
        }
        return List.of(
                "ERR", "", where, String.join(component, condition), "E", "", "", "", msh.escaped(refused.text()));
    }
}
