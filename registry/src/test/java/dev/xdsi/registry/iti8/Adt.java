package dev.xdsi.registry.iti8;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** ADT messages as Patient Identity Sources write them. */
public record Adt(String type, String version, String controlId, String charset, String pid) {
    /** A registration of an out-patient, with everything in PID that is taken over. */
    public static Adt a04(String controlId) {
        return new Adt(
                "ADT^A04^ADT_A01",
                "2.5",
                controlId,
                "UNICODE UTF-8",
                "PID|1||M1^^^&1.2.3&ISO^PI~4711^^^CLINIC&1.2.3.4&ISO^MR~77^^^LOCAL||Müller^Mary^Ann^^^^L~Doe^Mary^^^^^M||19700304|F|||Main"
                        + " St 1&Main St&1^^Springfield^IL^62701^USA||+1 (555) 12-34^PRN^PH~^NET^Internet^"
                        + "mary@example.org");
    }

    /** As registries were fed before HL7 v2.5. */
    public static Adt a01Of231(String controlId) {
        return new Adt("ADT^A01", "2.3.1", controlId, "8859/1", "PID|||J1^^^HOSP&1.2.3&ISO||Doé^John||19650102|M");
    }

    /** A merge of two patients, each given as a whole CX. */
    public static Adt a40(String controlId, String survivor, String subsumed) {
        return a04(controlId)
                .withType("ADT^A40^ADT_A39")
                .withPid("PID|||" + survivor + "||Doe^Mary\rMRG|" + subsumed + "||||||Doe^Mary");
    }

    public Adt withType(String other) {
        return new Adt(other, version, controlId, charset, pid);
    }

    public Adt withPid(String other) {
        return new Adt(type, version, controlId, charset, other);
    }

    public Adt withCharset(String other) {
        return new Adt(type, version, controlId, other, pid);
    }

    public Adt withVersion(String other) {
        return new Adt(type, other, controlId, charset, pid);
    }

    @Override
    public String toString() {
        return "MSH|^~\\&|ADT|CLINIC|XDSI|GATEWAY|20260304050607||" + type + "|" + controlId + "|P|" + version
                + "||||||" + charset + "\rEVN||20260304050607\r" + pid + "\rPV1||O\r";
    }

    public byte[] bytes() {
        Charset written = charset.startsWith("8859/") ? Charset.forName("ISO-" + charset.replace('/', '-')) : null;
        return toString().getBytes(written == null ? StandardCharsets.UTF_8 : written);
    }
}
