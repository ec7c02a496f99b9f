package dev.xdsi.dicom.io;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.Value;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * DICOM files (PS3.10 section 7) and bare data sets, read and written. Of a file, large values are referred to and
 * passed over by seeking, so that reading the attributes of an image costs the same whatever its size.
 */
public final class Part10 {
    private Part10() {}

    public static DicomFile read(Path file) throws IOException {
        return read(file, ReadOptions.DEFAULT);
    }

    /** Reads a file, with or without preamble and File Meta Information; the syntax is guessed if it is not told. */
    public static DicomFile read(Path file, ReadOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(new FileInput(file, channel), Optional.of(file), options);
        }
    }

    /** Reads a whole DICOM file from a stream. */
    public static DicomFile read(InputStream in, ReadOptions options) throws IOException {
        return read(new StreamInput(in), Optional.empty(), options);
    }

    /** Reads the File Meta Information alone; empty where a stream begins with none. */
    public static Attributes readFileMeta(InputStream in, ReadOptions options) throws IOException {
        return fileMeta(new StreamInput(in), options);
    }

    private static Attributes fileMeta(DicomInput input, ReadOptions options) throws IOException {
        return FileStart.findFileMeta(input) ? new DataSetReader(input, options).readFileMeta() : new Attributes();
    }

    private static DicomFile read(DicomInput input, Optional<Path> file, ReadOptions options) throws IOException {
        Attributes meta = fileMeta(input, options);
        Optional<String> declared = meta.string(Tag.TransferSyntaxUID);
        TransferSyntax syntax = declared.isPresent() ? TransferSyntax.of(declared.get()) : FileStart.guess(input);
        long offset = input.position();
        Attributes dataSet = syntax.deflated()
                ? readDeflated(inflated(input, offset, file, options), syntax, options)
                : new DataSetReader(input, options).readDataSet(syntax.encoding());
        return new DicomFile(meta, syntax, dataSet, offset);
    }

    /** Reads a data set as it comes over an association or follows a header: without File Meta Information. */
    public static Attributes readDataSet(InputStream in, TransferSyntax syntax, ReadOptions options)
            throws IOException {
        DicomInput input = new StreamInput(in);
        return syntax.deflated()
                ? readDeflated(inflated(input, 0, Optional.empty(), options), syntax, options)
                : new DataSetReader(input, options).readDataSet(syntax.encoding());
    }

    private static DicomInput inflated(DicomInput input, long offset, Optional<Path> file, ReadOptions options) {
        InflatedStream inflated =
                new InflatedStream(new RestOf(input), options.limits().inflation());
        return file.<DicomInput>map(path -> new DeflatedInput(inflated, path, offset))
                .orElseGet(() -> new StreamInput(inflated));
    }

    private static Attributes readDeflated(DicomInput inflated, TransferSyntax syntax, ReadOptions options)
            throws IOException {
        try {
            return new DataSetReader(inflated, options).readDataSet(syntax.encoding());
        } catch (EOFException e) {
            throw new DicomException("the deflated data set ends early", e);
        }
    }

    /** Writes a file: beside its place first, then moved there, so that it is never seen half written. */
    public static void write(Path file, Attributes fileMeta, Attributes dataSet) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 64 << 10)) {
                write(out, fileMeta, dataSet);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Writes preamble, File Meta Information and the data set in the transfer syntax that this names. */
    public static void write(OutputStream out, Attributes fileMeta, Attributes dataSet) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(fileMeta.string(Tag.TransferSyntaxUID)
                .orElseThrow(() -> new DicomException("the File Meta Information names no transfer syntax")));
        FileMeta.write(fileMeta, out);
        writeDataSet(out, syntax, dataSet);
    }

    /** Writes a data set alone. The stream stays open; give a buffered one. */
    public static void writeDataSet(OutputStream out, TransferSyntax syntax, Attributes dataSet) throws IOException {
        checkEncapsulation(syntax, dataSet);
        if (!syntax.deflated()) {
            new DataSetWriter(out).write(dataSet, syntax.encoding());
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 8 << 10);
            OutputStream buffered = new BufferedOutputStream(deflated, 8 << 10);
            new DataSetWriter(buffered).write(dataSet, syntax.encoding());
            buffered.flush();
            deflated.finish();
            if ((deflater.getBytesWritten() & 1) == 1) {
                out.write(0);
            }
        } finally {
            deflater.end();
        }
    }

    /** Encapsulated pixel data in a syntax that does not know them would be a file that nobody can read. */
    private static void checkEncapsulation(TransferSyntax syntax, Attributes dataSet) throws DicomException {
        Optional<Element> fragments = dataSet.stream()
                .filter(element -> element.value() instanceof Value.Fragments)
                .findFirst();
        if (fragments.isPresent() && !syntax.encapsulated()) {
            throw new DicomException(
                    Tags.toString(fragments.get().tag()) + " is encapsulated and cannot be written in " + syntax);
        }
    }

    /** What an input has not been read of. */
    private static final class RestOf extends InputStream {
        private final DicomInput input;

        RestOf(DicomInput input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            return input.read(into, from, count);
        }
    }
}
