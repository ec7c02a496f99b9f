package dev.xdsi.registry.model;

/** One step of a history; whom and what it is about is settled when it is played. */
sealed interface Step permits Ask, PatientStep, SubmitStep, UpdateStep {
    void in(Story story);
}
