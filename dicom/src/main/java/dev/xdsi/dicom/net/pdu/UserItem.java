package dev.xdsi.dicom.net.pdu;

import java.util.Arrays;

/** A sub-item of the user information, PS3.7 D.3.3. Kinds not named here are skipped when read. */
public sealed interface UserItem {
    /** PS3.8 D.1: an unsigned 32 bit number, 0 for no limit. */
    record MaximumLength(long bytes) implements UserItem {
        public MaximumLength {
            if (bytes < 0 || bytes > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("A maximum length has 32 bits");
            }
        }
    }

    /** PS3.7 D.3.3.2.1. */
    record ImplementationClassUid(String uid) implements UserItem {}

    /** PS3.7 D.3.3.2.3: up to 16 characters. */
    record ImplementationVersionName(String name) implements UserItem {}

    /** PS3.7 D.3.3.3: 0 stands for an unlimited number of operations. */
    record AsynchronousOperationsWindow(int invoked, int performed) implements UserItem {}

    /** PS3.7 D.3.3.4. */
    record RoleSelection(String sopClassUid, boolean scu, boolean scp) implements UserItem {}

    /** PS3.7 D.3.3.5: the meaning of the bytes belongs to the service class. */
    record SopClassExtendedNegotiation(String sopClassUid, Bytes information) implements UserItem {}

    /** PS3.7 D.3.3.7. What it holds may be a password: it never appears in text. */
    record UserIdentity(int type, boolean responseRequested, Bytes primary, Bytes secondary) implements UserItem {}

    /** PS3.7 D.3.3.7.2. */
    record UserIdentityResponse(Bytes response) implements UserItem {}

    /** A value of bytes, compared by content and silent about it. */
    final class Bytes {
        private final byte[] content;

        public Bytes(byte[] content) {
            this.content = content.clone();
        }

        public byte[] toByteArray() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return content.length + " bytes";
        }
    }
}
