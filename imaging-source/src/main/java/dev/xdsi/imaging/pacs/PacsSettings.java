package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.RemoteEntity;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The PACS whose studies are shared as if they were kept here.
 *
 * @param entity asked by C-FIND, and where C-GET and C-MOVE are asked for
 * @param cacheBytes of its instances that are kept for a while
 * @param forwarding what goes on to it
 */
public record PacsSettings(RemoteEntity entity, Way way, long cacheBytes, Forwarding forwarding) {
    /** One that only gives. */
    public PacsSettings(RemoteEntity entity, Way way, long cacheBytes) {
        this(entity, way, cacheBytes, Forwarding.NOTHING);
    }

    /** The same, to which this goes on. */
    public PacsSettings with(Forwarding other) {
        return new PacsSettings(entity, way, cacheBytes, other);
    }

    /** How its instances are fetched. */
    public sealed interface Way {
        /** On the association that asks (PS3.4 C.4.3). */
        record Get() implements Way {}

        /** To our own port (PS3.4 C.4.2); the PACS must know our AE title. */
        record Move() implements Way {}

        /**
         * By WADO-RS (PS3.18 10.4).
         *
         * @param base of its DICOMweb resources, without a slash at the end
         * @param tls for https; null for the virtual machine's own
         */
        record WadoRs(URI base, @Nullable SSLContext tls) implements Way {}
    }
}
