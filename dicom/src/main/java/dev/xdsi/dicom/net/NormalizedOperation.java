package dev.xdsi.dicom.net;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;

/**
 * One operation, or one notification, of the DIMSE-N services with a data set, PS3.7 10.1.
 *
 * @param type Event Type ID or Action Type ID; without meaning where the service has none
 */
public record NormalizedOperation(
        CommandField command, String sopClassUid, String sopInstanceUid, int type, Attributes dataSet) {
    /** N-EVENT-REPORT, PS3.7 10.1.1. */
    public static NormalizedOperation eventReport(
            String sopClassUid, String sopInstanceUid, int eventTypeId, Attributes information) {
        return new NormalizedOperation(
                CommandField.N_EVENT_REPORT, sopClassUid, sopInstanceUid, eventTypeId, information);
    }

    /** N-ACTION, PS3.7 10.1.4. */
    public static NormalizedOperation action(
            String sopClassUid, String sopInstanceUid, int actionTypeId, Attributes information) {
        return new NormalizedOperation(CommandField.N_ACTION, sopClassUid, sopInstanceUid, actionTypeId, information);
    }

    /** N-CREATE of an instance that is named by who asks, PS3.7 10.1.5. */
    public static NormalizedOperation create(String sopClassUid, String sopInstanceUid, Attributes attributes) {
        return new NormalizedOperation(CommandField.N_CREATE, sopClassUid, sopInstanceUid, 0, attributes);
    }

    /** N-SET, PS3.7 10.1.3. */
    public static NormalizedOperation set(String sopClassUid, String sopInstanceUid, Attributes modifications) {
        return new NormalizedOperation(CommandField.N_SET, sopClassUid, sopInstanceUid, 0, modifications);
    }

    /** The request, but for its Message ID: what exists is requested, what is made or tells of itself is affected. */
    CommandSet.Builder request() {
        boolean requested = command == CommandField.N_ACTION || command == CommandField.N_SET;
        CommandSet.Builder request = CommandSet.builder(command.request())
                .uid(
                        requested ? CommandElement.REQUESTED_SOP_CLASS_UID : CommandElement.AFFECTED_SOP_CLASS_UID,
                        sopClassUid)
                .uid(
                        requested
                                ? CommandElement.REQUESTED_SOP_INSTANCE_UID
                                : CommandElement.AFFECTED_SOP_INSTANCE_UID,
                        sopInstanceUid);
        return switch (command) {
            case N_EVENT_REPORT -> request.number(CommandElement.EVENT_TYPE_ID, type);
            case N_ACTION -> request.number(CommandElement.ACTION_TYPE_ID, type);
            default -> request;
        };
    }
}
