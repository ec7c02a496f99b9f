package dev.xdsi.conformance.run;

/**
 * One thing that was looked at.
 *
 * @param what in words
 * @param wanted what the case demands
 * @param found what was there
 */
public record Finding(String what, String wanted, String found, boolean isGood) {
    public static Finding of(String what, String wanted, String found) {
        return new Finding(what, wanted, found, wanted.equals(found));
    }

    @Override
    public String toString() {
        return isGood ? what + ": " + found : what + ": wanted " + wanted + ", found " + found;
    }
}
