package dev.xdsi.imaging.cfind;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.DimseOperation;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryKeys;
import dev.xdsi.imaging.query.QueryKeys.DateTimeMatching;
import dev.xdsi.imaging.query.UnacceptableQuery;
import dev.xdsi.imaging.search.Matches;
import dev.xdsi.imaging.search.Question;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** C-FIND as its performer (PS3.4 C.4.1.3): one pending response for each match, until there are no more or the peer has enough. */
public final class FindScp implements DimseService {
    private static final int RELATIONAL = 0;
    private static final int COMBINED_DATE_TIME = 1;

    /** Matches are continuing, and one or more optional keys were not supported (PS3.4 C.4.1.1.4). */
    private static final Status PENDING_WITH_UNSUPPORTED_KEYS = new Status(0xFF01);

    private final Transaction<Question, Matches> search;
    private final Supplier<ImagingPartners> partners;
    private final String aeTitle;

    /** @param aeTitle Retrieve AE Title (0008,0054), of where the matches can be had */
    public FindScp(Transaction<Question, Matches> search, Supplier<ImagingPartners> partners, String aeTitle) {
        this.search = search;
        this.partners = partners;
        this.aeTitle = aeTitle;
    }

    @Override
    public void perform(DimseOperation operation) throws IOException {
        Optional<Caller> caller = partners.get().caller(operation.peer());
        if (caller.isEmpty()) {
            operation.respond(Status.NOT_AUTHORIZED);
            return;
        }
        Question question;
        try {
            question = question(operation);
        } catch (UnacceptableQuery wrong) {
            operation.respond(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(String.valueOf(wrong.getMessage())));
            return;
        }
        operation.respond(answer(operation, question, search.perform(question, caller.get())));
    }

    private static Question question(DimseOperation operation) throws IOException, UnacceptableQuery {
        Identifier identifier = Identifier.read(operation);
        if (identifier.sopClass().command() != CommandField.C_FIND) {
            throw new UnacceptableQuery("C-FIND in the presentation context of another service");
        }
        if (!operation.agreed(RELATIONAL)) {
            identifier.requireHierarchy();
        }
        InstanceQuery query = QueryKeys.read(
                identifier.level(),
                identifier.keys(),
                operation.agreed(COMBINED_DATE_TIME) ? DateTimeMatching.COMBINED : DateTimeMatching.SEPARATE);
        return new Question(
                query, identifier.sopClass().uid(), operation.context().transferSyntax(), identifier.written());
    }

    private Status answer(DimseOperation operation, Question question, Matches matches) throws IOException {
        Status pending = question.query().unsupported().isEmpty() ? Status.PENDING : PENDING_WITH_UNSUPPORTED_KEYS;
        TransferSyntax syntax = TransferSyntax.of(operation.context().transferSyntax());
        while (!operation.cancelled()) {
            switch (matches.next()) {
                case Matches.Next.End ignored -> {
                    return Status.SUCCESS;
                }
                case Matches.Next.TooBroad ignored -> {
                    return Status.OUT_OF_RESOURCES.withComment("too many matches: ask for less at a time");
                }
                case Matches.Next.Answer(Attributes match) -> {
                    match.setString(
                                    Tag.QueryRetrieveLevel,
                                    question.query().level().name())
                            .setString(Tag.RetrieveAETitle, aeTitle);
                    operation.respond(pending, response -> response, out -> Part10.writeDataSet(out, syntax, match));
                }
            }
        }
        return Status.CANCEL;
    }
}
