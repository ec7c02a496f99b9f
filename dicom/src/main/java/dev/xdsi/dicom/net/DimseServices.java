package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import java.util.EnumMap;
import java.util.Map;

/** The DIMSE services an acceptor performs. Verification (C-ECHO) is always among them, PS3.4 annex A. */
public final class DimseServices {
    private static final DimseService ECHO = operation -> operation.respond(Status.SUCCESS);
    private static final DimseService UNRECOGNIZED =
            operation -> operation.respond(Status.UNRECOGNIZED_OPERATION.withComment("not offered on this port"));

    private final Map<CommandField, DimseService> services;

    private DimseServices(Map<CommandField, DimseService> services) {
        this.services = services;
    }

    public static DimseServices verificationOnly() {
        return new DimseServices(new EnumMap<>(Map.of(CommandField.C_ECHO, ECHO)));
    }

    public static DimseServices storage(StoreHandler handler) {
        return verificationOnly().with(CommandField.C_STORE, new StoreService(handler));
    }

    public DimseServices with(CommandField command, DimseService service) {
        Map<CommandField, DimseService> more = new EnumMap<>(services);
        more.put(command, service);
        return new DimseServices(more);
    }

    DimseService serviceFor(int commandField) {
        return CommandField.ofRequest(commandField)
                .map(field -> services.getOrDefault(field, UNRECOGNIZED))
                .orElse(UNRECOGNIZED);
    }
}
