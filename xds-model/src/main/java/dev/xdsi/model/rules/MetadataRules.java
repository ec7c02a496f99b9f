package dev.xdsi.model.rules;

import static dev.xdsi.model.rules.MetadataRule.ofEachObject;
import static dev.xdsi.model.rules.MetadataRule.ofSubmission;

import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import java.util.List;

/** The rules of submitted metadata that need neither history nor configuration, all of them applied, every fault named. */
public final class MetadataRules {
    /** In the order in which their errors are reported. */
    public static final List<MetadataRule> ALL = List.of(
            ofSubmission("one SubmissionSet", "ITI TF-3: 4.2.1.4", SubmissionStructure::oneSubmissionSet),
            ofSubmission("nothing but XDS objects", "ITI TF-3: 4.2.1", SubmissionStructure::nothingElse),
            ofEachObject(
                    "packages are SubmissionSets or Folders", "ITI TF-3: 4.2.1.2", ObjectStructure::packageHasNode),
            ofEachObject("no limited metadata", "ITI TF-3: 4.2.1.5", ObjectStructure::noLimitedMetadata),
            ofSubmission("ids are there and unique", "ITI TF-3: 4.2.3.2.8", SubmissionStructure::idsAreUnique),
            ofEachObject("slot names are unique", "ITI TF-3: 4.2.3.1.4", ObjectStructure::slotNamesAreUnique),
            ofEachObject("slot values fit", "ITI TF-3: 4.2.3.1.4", ObjectStructure::slotValuesFit),
            ofEachObject(
                    "slot values are not too many", "ITI TF-3: 4.2.3.1.4", ObjectStructure::slotValuesAreNotTooMany),
            ofEachObject("parts name their object", "ITI TF-3: 4.2.3.1.2", ObjectStructure::partsNameTheirObject),
            ofEachObject("schemes are known", "ITI TF-3: 4.3.1.2", ObjectStructure::schemesAreKnown),
            ofEachObject("codes are complete", "ITI TF-3: 4.2.3.1.2", CodedValues::codesAreComplete),
            ofEachObject("authors are complete", "ITI TF-3: 4.2.3.2.1", CodedValues::authorsAreComplete),
            ofEachObject("attributes as tabled", "ITI TF-3: 4.3.1", MetadataRules::attributesAsTabled),
            ofEachObject("stable or on demand", "ITI TF-2: 3.61.4.1.2", ObjectStructure::objectTypeOfTransaction),
            ofEachObject("title fits", "ITI TF-3: 4.2.3.2.26", ObjectStructure::titleFits),
            ofEachObject("URI parts are numbered", "ITI TF-3: 4.2.3.2.27", ObjectStructure::uriPartsAreNumbered),
            ofEachObject("service ends after it starts", "ITI TF-3: 4.2.3.2.20", ObjectStructure::serviceTimesInOrder),
            ofEachObject("one birth date and sex", "ITI TF-3: 4.2.3.2.23", ObjectStructure::sourcePatientInfoOnce),
            ofSubmission("uniqueIds occur once", "ITI TF-3: 4.2.3.2.27", SubmissionStructure::uniqueIdsOccurOnce),
            ofSubmission("one patient", "ITI TF-2: 3.42.4.1.3", SubmissionStructure::onePatient),
            ofSubmission("all members are submitted", "ITI TF-3: 4.2.1.4", Membership::everythingIsAMember),
            ofSubmission("member status", "ITI TF-3: 4.2.2.2.1", Membership::memberStatus),
            ofEachObject("memberships have no documentation", "ITI TF-3: 4.2.2.1", Membership::noDocumentation),
            ofSubmission("snapshots are stable", "ITI TF-3: 4.2.2.2.6", Membership::snapshotsAreStable),
            ofSubmission("ends fit", "ITI TF-3: 4.2.2.1", Membership::endsFit),
            ofSubmission("relationships begin here", "ITI TF-2: 3.42.4.1.3", Membership::relationshipsBeginHere));

    private MetadataRules() {}

    /** Every fault that the rules find, in the error codes of that side; empty when there is none. */
    public static List<XdsError> check(SubmissionDraft submission, Side side) {
        Findings findings = new Findings(side);
        ALL.forEach(rule -> rule.check().accept(submission, findings));
        return List.copyOf(findings.errors());
    }

    private static void attributesAsTabled(RegistryObjectDraft object, Findings findings) {
        Subject.of(object)
                .ifPresent(subject -> AttributeTable.ROWS.stream()
                        .filter(row -> row.subject() == subject)
                        .forEach(row -> row.check(object, findings)));
    }
}
