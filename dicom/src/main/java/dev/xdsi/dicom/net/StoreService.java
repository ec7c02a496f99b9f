package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.IOException;
import java.util.Optional;

/** The C-STORE service as its performer, PS3.7 9.1.1.2: checks the command before the handler sees a byte. */
final class StoreService implements DimseService {
    private final StoreHandler handler;

    StoreService(StoreHandler handler) {
        this.handler = handler;
    }

    @Override
    public void perform(DimseOperation operation) throws IOException {
        operation.respond(statusOf(operation));
    }

    private Status statusOf(DimseOperation operation) throws IOException {
        CommandSet command = operation.command();
        if (!command.hasDataSet()) {
            return Status.CANNOT_UNDERSTAND.withComment("C-STORE without a data set");
        }
        Optional<String> sopClass = command.uid(CommandElement.AFFECTED_SOP_CLASS_UID);
        if (!sopClass.equals(Optional.of(operation.context().abstractSyntax()))) {
            return Status.SOP_CLASS_NOT_SUPPORTED.withComment("not the SOP class of presentation context "
                    + operation.context().id());
        }
        Optional<String> instance = command.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID);
        if (instance.isEmpty()) {
            return Status.INVALID_SOP_INSTANCE.withComment("Affected SOP Instance UID missing or no UID");
        }
        return handler.store(new StoreRequest(
                operation.context(),
                instance.get(),
                operation.messageId(),
                operation.peer(),
                MoveOriginator.of(command),
                operation.dataSet()));
    }
}
