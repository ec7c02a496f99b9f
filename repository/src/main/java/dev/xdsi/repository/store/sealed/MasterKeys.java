package dev.xdsi.repository.store.sealed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.NoKeyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap the key of each content. New contents are wrapped with the current one; the others still open what they
 * wrapped.
 */
public final class MasterKeys {
    /** What stands before a sealed content: which master key wrapped its key, and the wrapped key. */
    static final int HEADER = 96;

    private static final byte[] MAGIC = "XDS2".getBytes(US_ASCII);
    /** Before the header was bound to the name of its content. */
    private static final byte[] FORMER_MAGIC = "XDS1".getBytes(US_ASCII);

    private static final int ID = 32;
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final int TAG_BITS = 128;
    private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final Map<String, SecretKey> keys;
    private final String current;
    private final SecureRandom random;

    /**
     * @param keys 32 bytes each, by their ids
     * @param current the id of the one that wraps new contents
     */
    public MasterKeys(Map<String, byte[]> keys, String current, SecureRandom random) {
        keys.forEach((id, key) -> {
            if (!ID_FORM.matcher(id).matches() || key.length != KEY) {
                throw new IllegalArgumentException("the key \"" + id + "\" must have an id of 1 to 32 letters, digits,"
                        + " dots, underscores or hyphens, and " + KEY + " bytes, not " + key.length);
            }
        });
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException("there is no key with the id \"" + current + "\"");
        }
        this.keys = keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> new SecretKeySpec(each.getValue(), "AES")));
        this.current = current;
        this.random = random;
    }

    /** A new key for one content. */
    SecretKey newKey() {
        return new SecretKeySpec(randomBytes(KEY), "AES");
    }

    /** The header that leads to the key of a content, and of no other. */
    byte[] wrap(SecretKey key, ContentName name) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put(MAGIC).put(Arrays.copyOf(current.getBytes(US_ASCII), ID));
        byte[] nonce = randomBytes(NONCE);
        byte[] known = Arrays.copyOf(header.array(), header.position());
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, Objects.requireNonNull(keys.get(current)), nonce);
            cipher.updateAAD(known);
            cipher.updateAAD(bytes(name));
            return header.put(nonce).put(cipher.doFinal(key.getEncoded())).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The key of a content, by its header; a former one may be that of any other. */
    SecretKey unwrap(byte[] header, ContentName name) throws IOException {
        ByteBuffer parts = ByteBuffer.wrap(header);
        byte[] known = new byte[MAGIC.length + ID];
        byte[] nonce = new byte[NONCE];
        byte[] wrapped = new byte[HEADER - known.length - NONCE];
        parts.get(known).get(nonce).get(wrapped);
        String id = id(known);
        SecretKey master = keys.get(id);
        if (master == null) {
            throw new NoKeyException("a content is sealed with the key \"" + id + "\", which is not configured");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, master, nonce);
            cipher.updateAAD(known);
            if (isBound(header)) {
                cipher.updateAAD(bytes(name));
            }
            return new SecretKeySpec(cipher.doFinal(wrapped), "AES");
        } catch (GeneralSecurityException e) {
            throw (IOException) new CorruptContentException(
                            "the key \"" + id + "\" does not open a content that was sealed with it, or as another")
                    .initCause(e);
        }
    }

    /** Whether this header was wrapped by the current key, and as it is done now. */
    boolean isCurrent(byte[] header) throws IOException {
        return isBound(header) && id(Arrays.copyOf(header, MAGIC.length + ID)).equals(current);
    }

    /** Whether a header belongs to the content by whose name it is opened; a former one does not say so. */
    static boolean isBound(byte[] header) {
        return Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static byte[] bytes(ContentName name) {
        return name.toString().getBytes(US_ASCII);
    }

    private static String id(byte[] known) throws CorruptContentException {
        String text = new String(known, US_ASCII);
        if (!isBound(known) && !Arrays.equals(known, 0, MAGIC.length, FORMER_MAGIC, 0, MAGIC.length)) {
            throw new CorruptContentException("a sealed content does not begin as one");
        }
        String id = text.substring(MAGIC.length).replace("\0", "");
        if (!ID_FORM.matcher(id).matches()) {
            throw new CorruptContentException("a sealed content names no key");
        }
        return id;
    }

    static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
