package dev.xdsi.consumer.studies;

import java.util.List;

/** The studies found, newest first, and in plain words what could not be found out. */
public record SharedStudies(List<SharedStudy> studies, List<String> problems) {
    public SharedStudies {
        studies = List.copyOf(studies);
        problems = List.copyOf(problems);
    }
}
