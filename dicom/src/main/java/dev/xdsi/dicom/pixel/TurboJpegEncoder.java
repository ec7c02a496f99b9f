package dev.xdsi.dicom.pixel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The TurboJPEG interface of libjpeg-turbo, version 2 or 3, where the machine has it. Only pictures that were made here are given to it, never
 * what came from elsewhere.
 */
@SuppressWarnings("restricted") // foreign functions are
final class TurboJpegEncoder implements JpegEncoder {
    /** What Linux, macOS and Windows call the library. */
    private static final List<String> NAMES = List.of("libturbojpeg.so.0", "libturbojpeg.0.dylib", "turbojpeg.dll");

    /** It has the whole picture in memory besides the heap; what is larger Java writes, line by line. */
    private static final long MOST_SAMPLES = 16L << 20;

    private static final int BGR = 1;
    private static final int GRAY = 6;
    private static final int HALVED_COLOURS = 2;
    private static final int NO_COLOURS = 3;
    /** TJFLAG_ACCURATEDCT. */
    private static final int ACCURATE = 4096;

    private final Functions functions;
    private final PlatformJpegEncoder otherwise = new PlatformJpegEncoder();

    private record Functions(MethodHandle init, MethodHandle compress, MethodHandle free, MethodHandle destroy) {
        static Functions in(SymbolLookup library) {
            return new Functions(
                    function(library, "tjInitCompress", FunctionDescriptor.of(ADDRESS)),
                    function(
                            library,
                            "tjCompress2",
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
                                    ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT)),
                    function(library, "tjFree", FunctionDescriptor.ofVoid(ADDRESS)),
                    function(library, "tjDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS)));
        }

        private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor form) {
            return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), form);
        }
    }

    private TurboJpegEncoder(Functions functions) {
        this.functions = functions;
    }

    static Optional<TurboJpegEncoder> find() {
        // unsigned long, which the length of a JPEG stream is, has other sizes elsewhere
        MemoryLayout length = Linker.nativeLinker().canonicalLayouts().get("long");
        if (length == null || length.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        return NAMES.stream().flatMap(name -> open(name).stream()).findFirst();
    }

    private static Optional<TurboJpegEncoder> open(String name) {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
            return Optional.of(new TurboJpegEncoder(Functions.in(library)));
        } catch (IllegalArgumentException | IllegalCallerException | NoSuchElementException none) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] encode(BufferedImage picture, int quality) throws IOException {
        byte[] samples = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        if (samples.length > MOST_SAMPLES) {
            return otherwise.encode(picture, quality);
        }
        try (Arena memory = Arena.ofConfined()) {
            return compressed(picture, memory.allocateFrom(JAVA_BYTE, samples), quality, memory);
        } catch (IOException | RuntimeException | Error known) {
            throw known;
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }

    /** The library finds memory for the stream itself, and says where. */
    private byte[] compressed(BufferedImage picture, MemorySegment pixels, int quality, Arena memory) throws Throwable {
        boolean gray = picture.getType() == BufferedImage.TYPE_BYTE_GRAY;
        MemorySegment stream = memory.allocate(ADDRESS);
        MemorySegment length = memory.allocate(JAVA_LONG);
        MemorySegment handle = (MemorySegment) functions.init().invokeExact();
        if (handle.equals(MemorySegment.NULL)) {
            throw new IOException("libjpeg-turbo has no memory.");
        }
        try {
            int failed = (int) functions
                    .compress()
                    .invokeExact(
                            handle,
                            pixels,
                            picture.getWidth(),
                            0,
                            picture.getHeight(),
                            gray ? GRAY : BGR,
                            stream,
                            length,
                            gray ? NO_COLOURS : HALVED_COLOURS,
                            quality,
                            ACCURATE);
            if (failed != 0) {
                throw new IOException("libjpeg-turbo did not write a picture of " + picture.getWidth() + " by "
                        + picture.getHeight() + " pixels.");
            }
            return stream.get(ADDRESS, 0).reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        } finally {
            functions.free().invokeExact(stream.get(ADDRESS, 0));
            int ignored = (int) functions.destroy().invokeExact(handle);
        }
    }

    @Override
    public String name() {
        return "libjpeg-turbo";
    }
}
