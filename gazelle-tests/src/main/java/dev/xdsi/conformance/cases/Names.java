package dev.xdsi.conformance.cases;

import java.util.Optional;

/** What the names in templates stand for. */
@FunctionalInterface
public interface Names {
    Optional<String> value(String name);
}
