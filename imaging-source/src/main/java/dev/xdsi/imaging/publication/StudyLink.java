package dev.xdsi.imaging.publication;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;

/** That a study belongs to a patient of the affinity domain. */
public record StudyLink(Oid study, PatientId patient) {}
