package dev.xdsi.imaging.report;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.List;
import java.util.stream.Stream;

/** Whom a CDA document is about, as it says in recordTarget/patientRole/id (POCD_HD000040): a root says who issued the extension. */
public record RecordTarget(List<Id> ids) {
    /** What is no CDA document, or names nobody. */
    public static final RecordTarget NOBODY = new RecordTarget(List.of());

    public RecordTarget {
        ids = List.copyOf(ids);
    }

    /** An instance identifier (data types R1, II) as it is written. */
    public record Id(String root, String extension) {
        private boolean isOf(Oid authority) {
            return root.equals(authority.value());
        }

        private boolean is(PatientId patient) {
            return isOf(patient.assigningAuthority()) && extension.equals(patient.id());
        }

        @Override
        public String toString() {
            return extension + "^^^&" + root + "&ISO";
        }
    }

    /**
     * Whose a study is.
     *
     * @param ids the affinity domain's, and what the images say with the one who issued it
     * @param others under which the images know the patient too
     */
    public record StudyPatient(List<PatientId> ids, List<PatientId> others) {
        public StudyPatient {
            ids = List.copyOf(ids);
            others = List.copyOf(others);
        }

        private boolean isKnownAs(Id said) {
            return Stream.concat(ids.stream(), others.stream()).anyMatch(said::is);
        }
    }

    /**
     * By what both know: where somebody who issued an id of the study's patient issued ids in the document too, one of them is the patient's.
     * Nothing is known where nobody has issued ids of both.
     *
     * @throws UnusableReportException where it is about somebody else; says who, so it is for those alone who may see the study
     */
    public void check(StudyPatient patient) throws UnusableReportException {
        for (PatientId id : patient.ids()) {
            List<Id> said = ids.stream()
                    .filter(one -> one.isOf(id.assigningAuthority()))
                    .toList();
            if (!said.isEmpty() && said.stream().noneMatch(patient::isKnownAs)) {
                throw new UnusableReportException("it is about the patient " + said.getFirst()
                        + " (recordTarget), and the study is of " + id + ": give it for the study of its own patient,"
                        + " or with the right id; if the study is another patient's, link that first");
            }
        }
    }
}
