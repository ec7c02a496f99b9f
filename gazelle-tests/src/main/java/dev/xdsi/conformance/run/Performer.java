package dev.xdsi.conformance.run;

/** Does steps of one kind. */
@FunctionalInterface
public interface Performer {
    Exchange perform(StepContext context) throws Exception;
}
