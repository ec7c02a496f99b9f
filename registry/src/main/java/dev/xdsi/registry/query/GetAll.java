package dev.xdsi.registry.query;

import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.ArrayList;
import java.util.List;

/**
 * GetAll, ITI TF-2: 3.18.4.1.2.3.7.4: everything of a patient, and every Association with one of its ends in it. The other end may be
 * outside.
 */
record GetAll(
        List<Criterion.OfDocumentEntry> ofDocuments,
        PatientIn patient,
        StatusIn ofSubmissionSets,
        StatusIn ofFolders,
        Criterion.OfAssociation ofAssociations)
        implements StoredQuery {
    GetAll {
        ofDocuments = List.copyOf(ofDocuments);
    }

    static GetAll of(Arguments arguments) {
        PatientIn patient = new PatientIn(arguments.any(Parameter.PATIENT_ID));
        List<Criterion.OfDocumentEntry> ofDocuments = new ArrayList<>(DocumentEntryCriteria.ofContents(arguments));
        ofDocuments.add(patient);
        ofDocuments.add(new StatusIn(arguments.any(Parameter.DE_STATUS)));
        return new GetAll(
                ofDocuments,
                patient,
                new StatusIn(arguments.any(Parameter.SS_STATUS)),
                new StatusIn(arguments.any(Parameter.FOLDER_STATUS)),
                AssociationCriteria.status(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        List<RegisteredObject> found = new ArrayList<>(registry.documentEntries(ofDocuments));
        found.addAll(registry.submissionSets(List.of(patient, ofSubmissionSets)));
        found.addAll(registry.folders(List.of(patient, ofFolders)));
        registry.bounded(found);
        registry
                .associations(
                        EitherEndIn::new,
                        Memberships.uuids(found, RegisteredObject::entryUUID),
                        List.of(ofAssociations))
                .stream()
                .map(RegisteredAssociation::object)
                .forEach(found::add);
        return registry.bounded(found);
    }
}
