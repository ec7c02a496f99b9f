package dev.xdsi.registry.model;

import java.util.List;

/**
 * Which of several: so many before the last, among those that fit or, carelessly, among all. It means something in every history, also in one
 * that was made shorter.
 */
record Pick(int number, boolean careless) {
    String of(List<String> several) {
        return several.get(several.size() - 1 - number % several.size());
    }
}
