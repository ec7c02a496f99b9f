package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text that came in a part of its own. It is in UTF-8 like the metadata that name it, whatever character set an original had (PS3.18
 * F.2.2), and in ASCII where no character set is used.
 */
record TextElsewhere(BulkData data, boolean isBeyondAscii) implements BulkData {
    private static final int BUFFER = 8 << 10;

    /** Reads it once, and holds none of it. */
    static TextElsewhere of(Element element, BulkData data) throws IOException {
        boolean beyondAscii = false;
        try (Reader text = new InputStreamReader(data.open(), StandardCharsets.UTF_8.newDecoder())) {
            char[] buffer = new char[BUFFER];
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    beyondAscii |= buffer[i] > 0x7F;
                }
            }
        } catch (CharacterCodingException otherCharacters) {
            throw new DicomException(
                    Tags.toString(element.tag()) + " has bulk data that are no UTF-8", otherCharacters);
        }
        if (beyondAscii && !element.vr().usesCharacterSet()) {
            throw new DicomException(Tags.toString(element.tag()) + " has bulk data that are no ASCII");
        }
        return new TextElsewhere(data, beyondAscii);
    }

    @Override
    public long length() {
        return data.length();
    }

    @Override
    public InputStream open() throws IOException {
        return data.open();
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
        data.transferTo(out);
    }
}
