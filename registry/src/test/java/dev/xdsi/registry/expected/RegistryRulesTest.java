package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The list of rules that {@code docs/} prints is that of the tests. */
class RegistryRulesTest {
    private static final Path WRITTEN = Path.of("target/registry-rules.md");
    private static final Path SHIPPED =
            Path.of(System.getProperty("xdsi.root", "..")).resolve("docs/registry-rules.md");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private record Rule(String reference, String says, Class<?> topic, String test) {
        static Rule of(Method test) {
            Expected expected = test.getAnnotation(Expected.class);
            return new Rule(expected.reference(), expected.value(), test.getDeclaringClass(), test.getName());
        }

        /** The reference with its numbers in the order in which one counts. */
        String order() {
            return NUMBER.matcher(reference).replaceAll(number -> "%05d".formatted(Integer.parseInt(number.group())))
                    + " " + test;
        }

        String row() {
            return "| %s | %s | `%s` |".formatted(reference, says.replace("|", "\\|"), test);
        }
    }

    @Test
    void theShippedFileListsTheRulesThatAreTested() throws IOException, URISyntaxException {
        Files.writeString(WRITTEN, render(rules()));

        assertThat(SHIPPED).as("a copy of registry/" + WRITTEN).hasSameTextualContentAs(WRITTEN);
    }

    @Test
    void everyRuleIsRunAsATest() throws IOException, URISyntaxException {
        assertThat(expected()).isNotEmpty().allMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class));
    }

    @Test
    void everyReferenceCanBeSearchedFor() throws IOException, URISyntaxException {
        assertThat(rules())
                .allSatisfy(rule -> assertThat(rule.reference())
                        .matches("ITI TF-[123]: [0-9]+(\\.[0-9A-Z-]+)*|XDS Metadata Update: .*|XCA: .*"));
    }

    private static List<Rule> rules() throws IOException, URISyntaxException {
        return expected().stream().map(Rule::of).toList();
    }

    private static List<Method> expected() throws IOException, URISyntaxException {
        Path classes = Path.of(Expected.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("dev/xdsi/registry"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> named(
                            file.substring(0, file.length() - ".class".length()).replace('/', '.')))
                    .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Expected.class))
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, RegistryRulesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String render(List<Rule> rules) {
        Map<String, List<Rule>> byTopic = rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> rule.topic().getName().replaceFirst("^dev\\.xdsi\\.registry\\.", ""),
                        TreeMap::new,
                        Collectors.toList()));
        return """
                # What the Document Registry is held to

                The sentences of the Technical Framework about what a Document Registry does, in our words, with the test
                that asks it of a running registry over HTTP: once with its memory as the store, once with PostgreSQL.
                This list is generated from the tests.

                """
                + byTopic.entrySet().stream()
                        .map(topic -> "## `" + topic.getKey() + "`\n\n| Reference | Rule | Test |\n|---|---|---|\n"
                                + topic.getValue().stream()
                                        .sorted(Comparator.comparing(Rule::order))
                                        .map(Rule::row)
                                        .collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n\n"))
                + "\n\n" + rules.size() + " rules.\n";
    }
}
