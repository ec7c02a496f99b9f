package dev.xdsi.registry.query;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.EntryUuidIn;
import dev.xdsi.registry.store.Criterion.SourceObjectIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * GetSubmissionSetAndContents, ITI TF-2: 3.18.4.1.2.3.7.10. It has no $XDSAssociationStatus: what was submitted stays submitted, whatever an
 * update made of it.
 */
record GetSubmissionSetAndContents(Criterion.OfSubmissionSet named, List<Criterion.OfDocumentEntry> restriction)
        implements StoredQuery {
    GetSubmissionSetAndContents {
        restriction = List.copyOf(restriction);
    }

    static GetSubmissionSetAndContents of(Arguments arguments) {
        return new GetSubmissionSetAndContents(
                arguments.has(Parameter.SS_ENTRY_UUID)
                        ? new EntryUuidIn(arguments.any(Parameter.SS_ENTRY_UUID))
                        : new Criterion.UniqueIdIn(arguments.any(Parameter.SS_UNIQUE_ID)),
                DocumentEntryCriteria.ofContents(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredObject> sets = registry.submissionSets(List.of(named));
        List<RegisteredAssociation> links =
                new ArrayList<>(Memberships.of(registry, Memberships.uuids(sets, RegisteredObject::entryUUID)));
        Set<EntryUuid> members = Memberships.uuids(links, RegisteredAssociation::targetObject);
        List<RegisteredObject> found = new ArrayList<>(sets);
        found.addAll(registry.documentEntries(members, restriction));
        List<RegisteredObject> folders = registry.folders(members);
        found.addAll(folders);
        // Of what the Folders hold by now, what this submission put into them: a Folder may have thousands of members
        // since.
        if (!folders.isEmpty()) {
            links.addAll(Memberships.to(
                    registry, members, new SourceObjectIn(Memberships.uuids(folders, RegisteredObject::entryUUID))));
        }
        found.addAll(Memberships.inside(found, links));
        return registry.bounded(found);
    }
}
