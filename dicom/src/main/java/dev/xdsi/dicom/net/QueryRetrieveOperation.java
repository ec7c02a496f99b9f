package dev.xdsi.dicom.net;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A C-FIND, C-GET or C-MOVE that a peer is asked to perform, PS3.4 C.4.
 *
 * @param identifier the keys, with the Query/Retrieve Level (0008,0052)
 * @param most matches of a C-FIND, or instances of a C-GET, that are taken; a peer that has more is told to end
 * @param within the whole of it must be over, however lively the peer is
 * @param wanted asked whenever something has come of a C-GET or C-MOVE; from then on that it says no, the peer is told to end
 */
public record QueryRetrieveOperation(
        QueryRetrieveSopClass sopClass, Attributes identifier, int most, Duration within, BooleanSupplier wanted) {
    private static final int MEDIUM_PRIORITY = 0;

    public QueryRetrieveOperation {
        if (most < 1 || within.toMillis() < 1) {
            throw new IllegalArgumentException("A query takes at least one answer, and some time");
        }
    }

    /** One that is wanted to its end. */
    public QueryRetrieveOperation(QueryRetrieveSopClass sopClass, Attributes identifier, int most, Duration within) {
        this(sopClass, identifier, most, within, () -> true);
    }

    /** The same, for those who say this. */
    public QueryRetrieveOperation whileWanted(BooleanSupplier other) {
        return new QueryRetrieveOperation(sopClass, identifier, most, within, other);
    }

    /** The request, but for its Message ID. */
    CommandSet.Builder request() {
        return CommandSet.builder(sopClass.command().request())
                .uid(CommandElement.AFFECTED_SOP_CLASS_UID, sopClass.uid())
                .number(CommandElement.PRIORITY, MEDIUM_PRIORITY);
    }
}
