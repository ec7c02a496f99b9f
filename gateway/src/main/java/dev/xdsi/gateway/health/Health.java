package dev.xdsi.gateway.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks of everything that runs. */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Map<String, Check> checks = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Looks whether one actor could work now. */
    @FunctionalInterface
    public interface Check {
        /** What is wrong, if anything is; an exception counts as wrong too. */
        Optional<String> problem() throws Exception;
    }

    public void add(String name, Check check) {
        checks.put(name, check);
    }

    /** Every part and what is wrong with it, if anything is. */
    public Map<String, Optional<String>> look() {
        Map<String, Optional<String>> found = new LinkedHashMap<>();
        Map.copyOf(checks).keySet().stream().sorted().forEach(name -> found.put(name, problem(name)));
        return found;
    }

    private Optional<String> problem(String name) {
        try {
            return checks.getOrDefault(name, Optional::empty).problem();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (Exception failed) {
            LOG.warn("{} is not well", name, failed);
            return Optional.of("does not work; the log says why");
        }
    }
}
