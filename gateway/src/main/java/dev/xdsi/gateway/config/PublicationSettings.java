package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import dev.xdsi.imaging.manifest.ManifestKind;
import java.util.List;
import java.util.Locale;

/** The keys for what an Imaging Document Source publishes. */
public final class PublicationSettings {
    private static final String BOTH = "both";

    public static final Setting<List<ManifestKind>> MANIFEST = setting(
            "imaging-source.manifest",
            "kos",
            "What studies are published as: kos, the list of their instances (RAD-68); mado, the same with a description of"
                    + " series and instances (IHE RAD MADO); both, two documents.",
            PublicationSettings::kinds);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(MANIFEST);

    private PublicationSettings() {}

    private static List<ManifestKind> kinds(String text) {
        String name = Values.oneOf(List.of("kos", "mado", BOTH)).apply(text);
        return name.equals(BOTH)
                ? List.of(ManifestKind.values())
                : List.of(ManifestKind.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
