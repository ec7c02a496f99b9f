package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.dicom.UniqueIdentifiers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which instances of a study are images, each as a part of its own; a manifest tells it by their SOP classes (PS3.4 B.5). */
final class ImageChoice {
    private ImageChoice() {}

    static Stream<Manifest> all(List<Manifest> parts) {
        return parts.stream()
                .flatMap(part -> part.series().stream()
                        .flatMap(series -> images(series).stream().map(image -> alone(part, series, image))));
    }

    /** The one that stands for all: from the middle of the first series of images. */
    static Optional<Manifest> representative(List<Manifest> parts) {
        return parts.stream()
                .flatMap(part -> part.series().stream()
                        .map(series -> middle(part, series, images(series)))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<Manifest> middle(Manifest part, ManifestSeries series, List<ManifestInstance> images) {
        return images.isEmpty()
                ? Optional.empty()
                : Optional.of(alone(part, series, images.get((images.size() - 1) / 2)));
    }

    private static List<ManifestInstance> images(ManifestSeries series) {
        return series.instances().stream()
                .filter(instance ->
                        UniqueIdentifiers.nameOf(instance.sopClassUID()).contains("Image Storage"))
                .toList();
    }

    private static Manifest alone(Manifest part, ManifestSeries series, ManifestInstance image) {
        ManifestSeries only = series.of(List.of(image));
        return new Manifest(part.studyInstanceUID(), List.of(only), part.homeCommunityId());
    }
}
