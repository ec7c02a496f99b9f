package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import dev.xdsi.wsdl.hl7v3.CD;
import dev.xdsi.wsdl.hl7v3.CE;
import dev.xdsi.wsdl.hl7v3.CS;
import dev.xdsi.wsdl.hl7v3.ED;
import dev.xdsi.wsdl.hl7v3.II;
import dev.xdsi.wsdl.hl7v3.INT;
import dev.xdsi.wsdl.hl7v3.ST;
import dev.xdsi.wsdl.hl7v3.TS;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The small data types of HL7 v3. */
final class DataTypes {
    static final String INSTANCE = "INSTANCE";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String URN = "urn:oid:";

    private DataTypes() {}

    static II id(String root) {
        II id = new II();
        id.setRoot(root);
        return id;
    }

    static II id(String root, String extension) {
        II id = id(root);
        id.setExtension(extension);
        return id;
    }

    static II notApplicable() {
        II id = new II();
        id.setNullFlavor("NA");
        return id;
    }

    static II id(PatientId patient) {
        return id(patient.assigningAuthority().value(), patient.id());
    }

    /** An id as one text: root, and extension where it has one. */
    static String read(@Nullable II id) {
        if (id == null || id.getRoot() == null) {
            return "";
        }
        return id.getExtension() == null ? id.getRoot() : id.getRoot() + "^" + id.getExtension();
    }

    static II written(String text) {
        int end = text.indexOf('^');
        return end < 0 ? id(text) : id(text.substring(0, end), text.substring(end + 1));
    }

    /** Empty for what is no id of a patient: no root, no extension, a null flavour. */
    static Optional<PatientId> patientId(@Nullable II id) {
        return id == null || id.getRoot() == null || id.getExtension() == null
                ? Optional.empty()
                : PatientId.parse(id.getExtension() + "^^^&" + id.getRoot() + "&ISO");
    }

    /** The community among the ids of an organisation; some write it as a URN. */
    static Optional<HomeCommunityId> community(List<II> ids) {
        return ids.stream()
                .map(II::getRoot)
                .filter(root -> root != null)
                .map(root -> root.startsWith(URN) ? root : URN + root)
                .flatMap(urn -> HomeCommunityId.parse(urn).stream())
                .findFirst();
    }

    static CS cs(String code) {
        CS cs = new CS();
        cs.setCode(code);
        return cs;
    }

    static CE ce(String code, String codeSystem) {
        CE ce = new CE();
        ce.setCode(code);
        ce.setCodeSystem(codeSystem);
        return ce;
    }

    static CD cd(String code, String codeSystem) {
        CD cd = new CD();
        cd.setCode(code);
        cd.setCodeSystem(codeSystem);
        return cd;
    }

    /** Empty where nothing is said. */
    static String code(@Nullable CD coded) {
        return coded == null || coded.getCode() == null ? "" : coded.getCode();
    }

    static TS ts(Instant time) {
        TS ts = new TS();
        ts.setValue(TIME.format(time.atOffset(ZoneOffset.UTC)));
        return ts;
    }

    static INT number(int value) {
        INT number = new INT();
        number.setValue(Integer.toString(value));
        return number;
    }

    static ST st(String text) {
        ST st = new ST();
        st.setValue(text);
        return st;
    }

    static ED ed(String text) {
        ED ed = new ED();
        ed.setValue(text);
        return ed;
    }
}
