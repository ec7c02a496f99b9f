package dev.xdsi.repository.store.sealed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.xdsi.repository.store.ContentName;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Master keys of several years. */
public final class TestKeys {
    private TestKeys() {}

    /** @param years of each there is a key, {@code of-YEAR} */
    public static MasterKeys of(int current, int... years) {
        Map<String, byte[]> keys = new TreeMap<>();
        for (int year : years) {
            keys.put("of-" + year, key(year));
        }
        return new MasterKeys(keys, "of-" + current, new SecureRandom());
    }

    private static byte[] key(int year) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) year);
        return key;
    }

    /** Gives a sealed content the header that it had when headers did not say whose they are. */
    static void makeFormer(Path sealed, int year, ContentName name) throws Exception {
        byte[] bytes = Files.readAllBytes(sealed);
        SecretKey key = of(year, year).unwrap(Arrays.copyOf(bytes, MasterKeys.HEADER), name);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        byte[] known = Arrays.copyOf(("XDS1of-" + year).getBytes(US_ASCII), 36);
        Cipher cipher = MasterKeys.cipher(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(year), "AES"), new byte[12]);
        cipher.updateAAD(known);
        header.put(known).put(new byte[12]).put(cipher.doFinal(key.getEncoded()));
        Files.write(sealed, bytes);
    }
}
