package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.ModelArbitraries;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryObjectXmlTest {
    private static final String RIM = "xmlns:rim='urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'";

    private static final String UNDECLARED_IN_A_VALUE = "<rim:ExtrinsicObject " + RIM + " id='a'><rim:Slot name='b'>"
            + "<rim:ValueList><rim:Value>&undeclared;</rim:Value></rim:ValueList></rim:Slot></rim:ExtrinsicObject>";

    @Provide
    Arbitrary<RegistryObject> registryObjects() {
        return ModelArbitraries.registryObjects();
    }

    @Provide
    Arbitrary<RegistryObjectDraft> drafts() {
        return DraftArbitraries.objects();
    }

    @Property(tries = 150)
    void everyModelSurvivesItsXml(@ForAll("registryObjects") RegistryObject object) {
        RegistryObjectDraft draft = DraftWriter.draft(object);

        RegistryObjectDraft read = RegistryObjectXml.read(RegistryObjectXml.write(draft));

        assertThat(read).isEqualTo(draft);
        assertThat(DraftReader.registryObject(read)).isEqualTo(object);
    }

    @Property(tries = 300)
    void everyDraftSurvivesItsXmlHoweverWrongItIs(@ForAll("drafts") RegistryObjectDraft draft) {
        assertThat(RegistryObjectXml.read(RegistryObjectXml.write(draft))).isEqualTo(draft);
    }

    @Test
    void theTextHasNoDeclarationSoThatItCanStandInsideAnotherDocument() {
        String xml = RegistryObjectXml.write(DraftArbitraries.empty(RegistryObjectDraft.Kind.RegistryPackage));

        assertThat(xml).startsWith("<").doesNotStartWith("<?xml");
    }

    /** It is kept by the million, and handed out by the thousand. */
    @Test
    void theTextDeclaresNoNamespaceThatItDoesNotUse() {
        String xml = RegistryObjectXml.write(DraftArbitraries.empty(RegistryObjectDraft.Kind.Association));

        assertThat(xml).containsOnlyOnce("xmlns").contains("=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\"");
    }

    @Test
    void defaultsOfTheSchemaAreNotTakenForWhatWasWritten() {
        RegistryObjectDraft draft = RegistryObjectXml.read("<rim:ExtrinsicObject " + RIM + " id='a'>"
                + "<rim:Name><rim:LocalizedString value='x'/></rim:Name><rim:VersionInfo/></rim:ExtrinsicObject>");

        assertThat(draft.header().mimeType()).isNull();
        assertThat(draft.header().versionName()).isNull();
        assertThat(draft.name()).isNotNull();
        assertThat(draft.name().localized()).singleElement().satisfies(text -> {
            assertThat(text.lang()).isNull();
            assertThat(text.charset()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<rim:ExtrinsicObject id='a'/>",
                "<rim:ExtrinsicObject " + RIM + " id='a'>",
                "<rim:ExtrinsicObject " + RIM + " id='a'><rim:Invented/></rim:ExtrinsicObject>",
                "<rim:Service " + RIM + " id='a'/>",
                "<rim:ObjectRef " + RIM + " id='a'/>",
                "<rim:Slot " + RIM + " name='a'/>",
                "<rim:ExtrinsicObject " + RIM + " id='&undeclared;'/>",
                UNDECLARED_IN_A_VALUE,
            })
    void refusesWhatIsNoRegistryObject(String xml) {
        assertThatThrownBy(() -> RegistryObjectXml.read(xml)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>",
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE x [<!ENTITY e 'expanded'>]>",
                "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://localhost:1/'> %p;]>",
            })
    void refusesEveryDocumentTypeDeclaration(String doctype) {
        String xml = doctype + "<rim:ExtrinsicObject " + RIM + " id='a'/>";

        assertThatThrownBy(() -> RegistryObjectXml.read(xml)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTooManyAttributesTooDeepNestingAndTooLongValues() {
        String attributes =
                IntStream.range(0, 100).mapToObj(i -> " a" + i + "='1'").collect(Collectors.joining());
        String open = "<rim:RegistryPackage " + RIM + " id='a'><rim:RegistryObjectList>";
        String close = "</rim:RegistryObjectList></rim:RegistryPackage>";

        for (String xml : new String[] {
            "<rim:ExtrinsicObject " + RIM + attributes + "/>",
            open.repeat(100) + close.repeat(100),
            "<rim:ExtrinsicObject " + RIM + " id='" + "x".repeat(100_000) + "'/>",
        }) {
            assertThatThrownBy(() -> RegistryObjectXml.read(xml))
                    .isInstanceOf(IllegalArgumentException.class)
                    .rootCause()
                    .hasMessageContaining("limit");
        }
    }
}
