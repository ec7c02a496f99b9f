package dev.xdsi.model.rules;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.ArrayList;
import java.util.List;

/** Collects every fault of one submission. */
final class Findings {
    /** More would help nobody and cost memory when the sender is hostile. */
    static final int LIMIT = 100;

    private final Side side;
    private final List<XdsError> errors = new ArrayList<>();

    Findings(Side side) {
        this.side = side;
    }

    Side side() {
        return side;
    }

    /** A fault for which the standard has no code of its own. */
    void metadata(RegistryObjectDraft object, String codeContext) {
        add(side.metadataError(), object, codeContext);
    }

    void metadata(String codeContext) {
        add(XdsError.of(side.metadataError(), codeContext));
    }

    void add(ErrorCode code, RegistryObjectDraft object, String codeContext) {
        add(XdsError.of(code, codeContext, object.id()));
    }

    private void add(XdsError error) {
        if (errors.size() < LIMIT) {
            errors.add(error);
        }
    }

    List<XdsError> errors() {
        return errors;
    }
}
