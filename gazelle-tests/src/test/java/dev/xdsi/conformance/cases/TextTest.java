package dev.xdsi.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTest {
    @TempDir
    private Path folder;

    private final Names names = new Scope(Map.of("a", "<1> & \"2\"", "b", "a"), _ -> Optional.empty());

    @Test
    void valuesAreEscapedInTemplatesAndNowhereElse() throws IOException {
        template("t.xml", "<x y='${a}'>${raw:a}</x>");

        assertThat(text().template("t.xml", names)).isEqualTo("<x y='&lt;1&gt; &amp; &quot;2&quot;'><1> & \"2\"</x>");
        assertThat(text().plain("${a}", names)).isEqualTo("<1> & \"2\"");
    }

    @Test
    void aNameMayBeMadeOfNamesAndHaveAnOtherwise() {
        assertThat(text().plain("${${b}}", names)).isEqualTo("<1> & \"2\"");
        assertThat(text().plain("${c:-${d:-e}} ${b:-x}", names)).isEqualTo("e a");
        assertThatThrownBy(() -> text().plain("${c}", names))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("${c}");
        assertThatThrownBy(() -> text().plain("${c", names)).isInstanceOf(BadCaseException.class);
    }

    @Test
    void includesHaveParametersThatEndWithThem() throws IOException {
        template("outer.xml", "${include:inner.xml; p=${a}; q=${r:-;}}${p:-none}");
        template("inner.xml", "<i>${p}</i>${q}");

        assertThat(text().template("outer.xml", names)).isEqualTo("<i>&lt;1&gt; &amp; &quot;2&quot;</i>;none");
    }

    @Test
    void whatIncludesItselfEndsAndWhatLeavesTheFolderIsRefused() throws IOException {
        template("self.xml", "${include:self.xml}");

        assertThatThrownBy(() -> text().template("self.xml", names))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> text().template("../secret", names))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("not the name of a template");
    }

    @Test
    void aValueIsDataAndNotLookedThrough() {
        Names hostile = new Scope(Map.of("x", "${include:self.xml}"), _ -> Optional.empty());

        assertThat(text().plain("${x}", hostile)).isEqualTo("${include:self.xml}");
    }

    private Text text() {
        return new Text(List.of(folder));
    }

    private void template(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
