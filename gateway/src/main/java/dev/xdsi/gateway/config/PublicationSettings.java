package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import dev.xdsi.imaging.manifest.IssuerNames;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Oid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys for what an Imaging Document Source publishes. */
public final class PublicationSettings {
    private static final String BOTH = "both";

    public static final Setting<List<ManifestKind>> MANIFEST = setting(
            "imaging-source.manifest",
            "kos",
            "What studies are published as: kos, the list of their instances (RAD-68); mado, the same with a description of"
                    + " series and instances (IHE RAD MADO); both, two documents.",
            PublicationSettings::kinds);

    public static final Setting<String> POLICY = setting(
            "imaging-source.publication-policy",
            "",
            "YAML file of the rules that say which studies are published, and how (docs/operations.md). It is read at the"
                    + " start. Empty: every study is published.",
            text -> text);

    public static final Setting<Set<ReportKind>> REPORTS = setting(
            "imaging-source.reports",
            "",
            "Which reports that come with the images are documents of their own beside the manifest: pdf (Encapsulated PDF), cda"
                    + " (Encapsulated CDA), sr (Structured Reports that people write), as a list. Empty: none.",
            PublicationSettings::reports);

    public static final Setting<String> PIX_MANAGER = setting(
            "imaging-source.pix-manager",
            "",
            "URL of a Patient Identifier Cross-reference Manager (ITI-45) that knows the affinity domain's ids of patients whose"
                    + " images come with the department's. Empty: the Patient IDs in images are the affinity domain's own,"
                    + " but for those that name another issuer than it and the department: such a study waits for a link.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<IssuerNames> ISSUERS = setting(
            "imaging-source.patient-id-issuers",
            "",
            "What the names mean that images have for the issuer of their Patient ID (0010,0021) instead of an OID, as a list: a name"
                    + " alone is the department's own, name=OID another domain's. A study with any other name waits for a link. any:"
                    + " every name is the department's own, also that of another hospital.",
            PublicationSettings::issuers);

    public static final Setting<String> ASKED_REGISTRY = setting(
            "imaging-source.registry",
            "",
            "URL of the Document Registry for ITI-18, which ./xdsi reconcile asks what became of manifests. Empty: the"
                    + " registry of this process, where manifests are registered in it; else none is asked.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(MANIFEST, POLICY, REPORTS, PIX_MANAGER, ISSUERS, ASKED_REGISTRY);

    private PublicationSettings() {}

    private static Set<ReportKind> reports(String text) {
        Map<String, ReportKind> known = Stream.of(ReportKind.PDF, ReportKind.CDA, ReportKind.SR)
                .collect(Collectors.toMap(ReportKind::word, kind -> kind));
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> known.get(Values.oneOf(List.of("pdf", "cda", "sr")).apply(word)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static IssuerNames issuers(String text) {
        if (text.strip().equals("any")) {
            return IssuerNames.ANY;
        }
        Set<String> ours = new HashSet<>();
        Map<String, Oid> others = new HashMap<>();
        for (String each : text.split(",", -1)) {
            int equals = each.lastIndexOf('=');
            String name = (equals < 0 ? each : each.substring(0, equals)).strip();
            if (name.isEmpty() && !each.isBlank()) {
                throw new IllegalArgumentException("has an OID without a name before it: " + each.strip());
            }
            if (equals >= 0) {
                others.put(name, Values.oid(each.substring(equals + 1).strip()));
            } else if (!name.isEmpty()) {
                ours.add(name);
            }
        }
        return new IssuerNames(ours, others, false);
    }

    private static List<ManifestKind> kinds(String text) {
        String name = Values.oneOf(List.of("kos", "mado", BOTH)).apply(text);
        return name.equals(BOTH)
                ? List.of(ManifestKind.values())
                : List.of(ManifestKind.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
