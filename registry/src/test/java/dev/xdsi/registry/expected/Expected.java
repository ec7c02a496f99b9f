package dev.xdsi.registry.expected;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The sentence of the Technical Framework's expected actions that a test holds the Document Registry to. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Expected {
    /** Where it stands: {@code ITI TF-2: 3.18.4.1.3}. */
    String reference();

    /** What it says, in our words. */
    String value();
}
