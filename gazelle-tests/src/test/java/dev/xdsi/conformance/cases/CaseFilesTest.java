package dev.xdsi.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFilesTest {
    @TempDir
    private Path root;

    @Test
    void aFileIsACaseOrATableOfVariants() throws IOException {
        write("registry/one", "id: '1'\ntitle: One\nfamily: f\nrefs: [r]\nsteps: [{soap: iti-18, body: b.xml}]");
        write(
                "registry/two",
                "title: All\nfamily: f\nvars: {a: 1, b: 1}\nsteps: []\nvariants:\n  - {id: 2a, vars: {b: 2}}\n  - {id: 2b, title:"
                        + " Other, family: g}");

        List<Case> cases = new CaseFiles(root).read();

        assertThat(cases).extracting(Case::path).containsExactly("registry/1", "registry/2a", "registry/2b");
        assertThat(cases.get(0).steps())
                .singleElement()
                .satisfies(step ->
                        assertThat(step.kind() + step.what() + step.fields()).isEqualTo("soapiti-18{body=b.xml}"));
        assertThat(cases.get(1).variables()).containsEntry("a", "1").containsEntry("b", "2");
        assertThat(cases.get(2)).returns("Other", Case::title).returns("g", Case::family);
    }

    @Test
    void whatIsNotWrittenAsItShouldBeIsNamedWithItsFile() throws IOException {
        write("registry/bad", "id: x\ntitle: y\nfamily: f\nstep: []");
        assertThatThrownBy(() -> new CaseFiles(root).read())
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("bad/case.yaml")
                .hasMessageContaining("step");

        write("registry/bad", "id: x\ntitle: y");
        assertThatThrownBy(() -> new CaseFiles(root).read()).hasMessageContaining("has no family");

        write("registry/bad", "id: [");
        assertThatThrownBy(() -> new CaseFiles(root).read()).isInstanceOf(BadCaseException.class);
    }

    @Test
    void anIdIsThereOnceForAnActor() throws IOException {
        write("registry/a", "id: x\ntitle: y\nfamily: f\nsteps: []");
        write("registry/b", "id: x\ntitle: y\nfamily: f\nsteps: []");

        assertThatThrownBy(() -> new CaseFiles(root).read()).hasMessageContaining("registry/x is there twice");
    }

    @Test
    void casesAreChosenByIdByActorAndByBeginning() throws IOException {
        write("registry/a", "id: 119-x\ntitle: y\nfamily: f\nsteps: []");
        Case one = new CaseFiles(root).read().getFirst();

        assertThat(List.of("119-x", "registry/119-x", "registry/", "registry", "119*", "registry/1*", "*"))
                .allMatch(one::isMeantBy);
        assertThat(List.of("119", "repository/", "repository/119-x", "12*", "")).noneMatch(one::isMeantBy);
    }

    private void write(String folder, String yaml) throws IOException {
        Files.createDirectories(root.resolve(folder));
        Files.writeString(root.resolve(folder).resolve("case.yaml"), yaml);
    }
}
