package dev.xdsi.assertion.wstrust;

import dev.xdsi.assertion.issue.TokenClaims.About;
import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.xua.XuaAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads {@code wst:Claims} that are written like the attributes of the assertion that is wanted (ITI TF-2: 3.40.4.1.2). */
final class ClaimsReader {
    /** The attributes of SAML as a dialect have no name of their own; the second is the one that the Swiss EPR gave them. */
    private static final Set<String> DIALECTS =
            Set.of(Namespaces.SAML, "http://www.bag.admin.ch/epr/2017/annex/5/amendment/2");

    private static final int MOST_VALUES = 32;

    private final List<Code> purposesOfUse = new ArrayList<>();
    private final List<Code> roles = new ArrayList<>();
    private @Nullable PatientId patient;
    private @Nullable String emergencyReason;

    void read(Element claims) throws RefusedRequestException {
        if (!DIALECTS.contains(claims.getAttribute("Dialect"))) {
            throw new RefusedRequestException(
                    TrustFault.BAD_REQUEST,
                    "Claims must be saml:Attribute elements, of the Dialect " + Namespaces.SAML);
        }
        for (Element claim : Elements.children(claims)) {
            if (!Elements.is(claim, Namespaces.SAML, "Attribute")) {
                throw new RefusedRequestException(
                        TrustFault.BAD_REQUEST, "Claims must hold saml:Attribute elements alone.");
            }
            attribute(claim.getAttribute("Name"), values(claim));
        }
    }

    List<Code> purposesOfUse() {
        return purposesOfUse;
    }

    List<Code> roles() {
        return roles;
    }

    About about() {
        return new About(patient, emergencyReason);
    }

    private void attribute(String name, List<Element> values) throws RefusedRequestException {
        switch (name) {
            case XuaAttribute.PURPOSE_OF_USE -> addCodes(purposesOfUse, values);
            case XuaAttribute.ROLE -> addCodes(roles, values);
            case XuaAttribute.PATIENT_ID -> {
                String cx = single(name, values);
                patient = PatientId.parse(cx)
                        .orElseThrow(() -> new RefusedRequestException(
                                TrustFault.INVALID_REQUEST,
                                "The resource-id must be a patient id such as 1234^^^&1.2.3.4&ISO."));
            }
            case XuaAttribute.EMERGENCY_REASON -> emergencyReason = single(name, values);
            default ->
                throw new RefusedRequestException(
                        TrustFault.BAD_REQUEST, "This service does not take the claim " + name + ".");
        }
    }

    private static List<Element> values(Element attribute) throws RefusedRequestException {
        List<Element> values = Elements.children(attribute);
        if (values.size() > MOST_VALUES || values.stream().anyMatch(value -> !isValue(value))) {
            throw new RefusedRequestException(
                    TrustFault.INVALID_REQUEST, "A claim must hold at most " + MOST_VALUES + " AttributeValues.");
        }
        return values;
    }

    private static boolean isValue(Element element) {
        return Elements.is(element, Namespaces.SAML, "AttributeValue");
    }

    private static String single(String name, List<Element> values) throws RefusedRequestException {
        if (values.size() != 1) {
            throw new RefusedRequestException(TrustFault.INVALID_REQUEST, "The claim " + name + " has one value.");
        }
        return Elements.text(values.getFirst()).strip();
    }

    private static void addCodes(List<Code> codes, List<Element> values) throws RefusedRequestException {
        for (Element value : values) {
            List<Element> coded = Elements.children(value);
            String code = coded.size() == 1 ? coded.getFirst().getAttribute("code") : "";
            String scheme = coded.size() == 1 ? coded.getFirst().getAttribute("codeSystem") : "";
            if (code.isEmpty()
                    || scheme.isEmpty()
                    || !Namespaces.HL7.equals(coded.getFirst().getNamespaceURI())) {
                throw new RefusedRequestException(
                        TrustFault.INVALID_REQUEST,
                        "A coded claim must hold one element of urn:hl7-org:v3 with code and codeSystem.");
            }
            codes.add(new Code(code, scheme, null));
        }
    }
}
