package dev.xdsi.registry.model;

/** The Patient Identity Feed says something. */
sealed interface PatientStep extends Step {
    /** A patient is registered, who may be known or merged into another. */
    record Register(int patient) implements PatientStep {
        @Override
        public void in(Story story) {
            story.register(story.patient(patient % Story.PATIENTS.size()));
        }
    }

    /** Something is told of a patient. */
    record Tell(int patient) implements PatientStep {
        @Override
        public void in(Story story) {
            story.update(story.patient(patient % Story.PATIENTS.size()));
        }
    }

    /** Two patients are one. */
    record Merge(int survivor, int subsumed) implements PatientStep {
        @Override
        public void in(Story story) {
            story.merge(story.patient(survivor), story.patient(subsumed));
        }
    }
}
