package dev.xdsi.dicom.charset;

/** The characters in a text after which the first character set holds again (PS3.5 6.1.2.5.3); control characters are it in every text. */
public enum Delimiters {
    /** Between values, groups and components of person names. */
    OF_NAMES("\\^="),
    /** Between values. */
    OF_VALUES("\\"),
    /** Text that is one value: a backslash is a character in it. */
    NONE("");

    private final String characters;

    Delimiters(String characters) {
        this.characters = characters;
    }

    boolean contain(int c) {
        return characters.indexOf(c) >= 0;
    }
}
