package dev.xdsi.repository.store.sealed;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Master keys of several years. */
public final class TestKeys {
    private TestKeys() {}

    /** @param years of each there is a key, {@code of-YEAR} */
    public static MasterKeys of(int current, int... years) {
        Map<String, byte[]> keys = new TreeMap<>();
        for (int year : years) {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) year);
            keys.put("of-" + year, key);
        }
        return new MasterKeys(keys, "of-" + current, new SecureRandom());
    }
}
