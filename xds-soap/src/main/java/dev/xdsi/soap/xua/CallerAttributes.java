package dev.xdsi.soap.xua;

import dev.xdsi.model.Code;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.NameID;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What an assertion says about the user, from the table of ITI TF-2: 3.40.4.1.2. Statements, attributes and values may repeat, in any
 * mixture: all values of one name count.
 */
final class CallerAttributes {
    private static final int MAX_VALUES = 256;
    private static final int MAX_VALUE = 1024;

    private final Map<String, List<Element>> values = new HashMap<>();

    private CallerAttributes() {}

    static Caller.User user(Assertion assertion) throws NotBelievedException {
        CallerAttributes read = new CallerAttributes();
        read.collect(assertion);
        return new Caller.User(read.identity(assertion), read.affiliation(), read.intent());
    }

    private void collect(Assertion assertion) throws NotBelievedException {
        int count = 0;
        for (var statement : assertion.getAttributeStatements()) {
            for (var attribute : statement.getAttributes()) {
                for (var value : attribute.getAttributeValues()) {
                    count++;
                    demand(count <= MAX_VALUES);
                    values.computeIfAbsent(String.valueOf(attribute.getName()), ignored -> new ArrayList<>())
                            .add(Objects.requireNonNull(value.getDOM()));
                }
            }
        }
    }

    private Caller.Identity identity(Assertion assertion) throws NotBelievedException {
        NameID id = assertion.getSubject().getNameID();
        String name = first(XuaAttribute.SUBJECT_ID);
        String alias = id.getSPProvidedID();
        String user = AssertionRules.name(id);
        return new Caller.Identity(
                user,
                Objects.requireNonNull(assertion.getIssuer().getDOM()).getTextContent(),
                name == null ? user : name,
                alias == null || alias.isBlank() ? null : plain(alias));
    }

    private Caller.Affiliation affiliation() throws NotBelievedException {
        String community = only(XuaAttribute.HOME_COMMUNITY_ID);
        demand(community == null
                || (community.startsWith("urn:oid:") && Oid.isValid(community.substring("urn:oid:".length()))));
        return new Caller.Affiliation(
                first(XuaAttribute.ORGANIZATION),
                first(XuaAttribute.ORGANIZATION_ID),
                community,
                providerIdentifier(),
                codes(XuaAttribute.ROLE, List.of("Role")));
    }

    private Caller.Intent intent() throws NotBelievedException {
        String patient = only(XuaAttribute.PATIENT_ID);
        PatientId patientId = patient == null ? null : PatientId.parse(patient).orElse(null);
        demand(patient == null || patientId != null);
        return new Caller.Intent(
                codes(XuaAttribute.PURPOSE_OF_USE, List.of("PurposeOfUse", "PurposeForUse")),
                only(XuaAttribute.EMERGENCY_REASON),
                patientId,
                texts(XuaAttribute.CONSENT_DOCUMENT),
                texts(XuaAttribute.POLICY));
    }

    /** The identifier with its authority where it is given, else the number of the national registry alone. */
    private @Nullable String providerIdentifier() throws NotBelievedException {
        for (Element value : values.getOrDefault(XuaAttribute.PROVIDER_IDENTIFIER, List.of())) {
            Element id = demanded(child(value, List.of("id")));
            String root = id.getAttributeNS(null, "root");
            demand(Oid.isValid(root));
            String extension = plain(id.getAttributeNS(null, "extension"));
            return extension.isEmpty() ? root : extension + "^^^&" + root + "&ISO";
        }
        for (Element value : values.getOrDefault(XuaAttribute.NPI, List.of())) {
            Element coded = coded(value, List.of());
            return plain(coded == null ? value.getTextContent() : coded.getAttributeNS(null, "code"));
        }
        return null;
    }

    private List<Code> codes(String attribute, List<String> names) throws NotBelievedException {
        LinkedHashSet<Code> codes = new LinkedHashSet<>();
        for (Element value : values.getOrDefault(attribute, List.of())) {
            Element coded = demanded(coded(value, names));
            String code = plain(coded.getAttributeNS(null, "code"));
            String system = plain(coded.getAttributeNS(null, "codeSystem"));
            demand(!code.isEmpty() && !system.isEmpty());
            String display = plain(coded.getAttributeNS(null, "displayName"));
            codes.add(new Code(code, system, display.isEmpty() ? null : InternationalString.of(display)));
        }
        return List.copyOf(codes);
    }

    /** HL7's CE as an element in the value, or, as some write it, as the value itself. */
    private static @Nullable Element coded(Element value, List<String> names) {
        Element inner = child(value, names);
        return inner == null && value.hasAttributeNS(null, "code") ? value : inner;
    }

    /** The one child element, of one of these names where any are given. */
    private static @Nullable Element child(Element value, List<String> names) {
        Element found = null;
        for (Node child = value.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                if (found != null || (!names.isEmpty() && !names.contains(element.getLocalName()))) {
                    return null;
                }
                found = element;
            }
        }
        return found;
    }

    private @Nullable String first(String attribute) throws NotBelievedException {
        List<String> all = texts(attribute);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** For what decides about access: two different values are none that one could go by. */
    private @Nullable String only(String attribute) throws NotBelievedException {
        List<String> all = texts(attribute);
        demand(all.size() <= 1);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The distinct values that are not empty. */
    private List<String> texts(String attribute) throws NotBelievedException {
        LinkedHashSet<String> texts = new LinkedHashSet<>();
        for (Element value : values.getOrDefault(attribute, List.of())) {
            String text = plain(value.getTextContent());
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private static String plain(String text) throws NotBelievedException {
        String stripped = text.strip();
        demand(stripped.length() <= MAX_VALUE
                && stripped.codePoints().noneMatch(character -> Character.isISOControl(character)));
        return stripped;
    }

    private static Element demanded(@Nullable Element element) throws NotBelievedException {
        if (element == null) {
            throw new NotBelievedException(Refusal.ATTRIBUTE);
        }
        return element;
    }

    private static void demand(boolean met) throws NotBelievedException {
        if (!met) {
            throw new NotBelievedException(Refusal.ATTRIBUTE);
        }
    }
}
