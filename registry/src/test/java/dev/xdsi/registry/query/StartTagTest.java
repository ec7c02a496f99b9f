package dev.xdsi.registry.query;

import static dev.xdsi.model.draft.Submissions.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTagTest {
    private static final String DEPRECATED = "status=\"" + AvailabilityStatus.DEPRECATED.urn() + "\"";

    private static String deprecated(String written) {
        return StartTag.with(written, "status", AvailabilityStatus.DEPRECATED.urn());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a status=\"x\" id=\"1\">t</a>          | <a $ id=\"1\">t</a>",
                "<r:a id='1' status='x'/>                | <r:a id='1' status='$'/>",
                "<a id=\"1\"><b status=\"x\"/></a>        | <a $ id=\"1\"><b status=\"x\"/></a>",
                "<a/>                                    | <a $/>",
                "<a>status=\"x\"</a>                     | <a $>status=\"x\"</a>",
                "<a x=\" status='y' > \" status=\"z\"/>  | <a x=\" status='y' > \" $/>",
                "<a xstatus=\"y\"  >t</a>                | <a $ xstatus=\"y\"  >t</a>",
                "<a x:status=\"y\">t</a>                 | <a $ x:status=\"y\">t</a>",
            })
    void standsInTheStartTag(String written, String expected) {
        assertThat(deprecated(written))
                .isEqualTo(expected.replace("'$'", "'" + AvailabilityStatus.DEPRECATED.urn() + "'")
                        .replace("$", DEPRECATED));
    }

    @Test
    void whatItSaysAlreadyIsNotCopied() {
        String written = deprecated("<a b='c' status=\"x\">t</a>");

        assertThat(deprecated(written)).isSameAs(written);
        assertThat(StartTag.with("<a b='&'/>", "b", "&")).as("not what it says").isEqualTo("<a b='&#38;'/>");
    }

    @Test
    void isReadAsTheObjectWithThatStatus() {
        RegistryObjectDraft draft = DraftWriter.draft(manifest("a"));

        assertThat(RegistryObjectXml.read(deprecated(RegistryObjectXml.write(draft))))
                .isEqualTo(draft.with(header -> header.withStatus(AvailabilityStatus.DEPRECATED.urn())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "<", "<a", "<a b", "<a b=", "<a b=\"", "<a b=\"c\"", " <a/>"})
    void whatIsNoObjectIsNotGivenOut(String written) {
        assertThatThrownBy(() -> deprecated(written)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aValueStaysAValue() {
        String hostile = "\" onload='x' <&> \n\t ä";
        RegistryObjectDraft draft = DraftWriter.draft(manifest("a"));

        assertThat(RegistryObjectXml.read(StartTag.with(RegistryObjectXml.write(draft), "home", hostile)))
                .isEqualTo(draft.with(header -> header.withHome(hostile)));
    }
}
