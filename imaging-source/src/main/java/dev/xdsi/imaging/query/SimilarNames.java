package dev.xdsi.imaging.query;

import dev.xdsi.dicom.PersonName;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fuzzy matching of persons' names (PS3.18 8.3.4.2): every word that is asked for begins a word of the name, or sounds like one (Soundex).
 * Accents, upper and lower case, and the order of words do not matter.
 */
public record SimilarNames(List<String> words) {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern LATIN = Pattern.compile("[a-z]{3,}");
    /** Of a to z: vowels are 0, and h and w, across which two letters of one sound are one, are 9. */
    private static final String SOUNDS = "01230129022455012623019202";

    private static final int SOUNDEX_LENGTH = 4;

    public SimilarNames {
        words = List.copyOf(words);
    }

    /** What a key asks for; wild cards mean nothing more than that a word may go on. */
    public static SimilarNames of(String key) {
        return new SimilarNames(wordsOf(key).toList());
    }

    private static Stream<String> wordsOf(String text) {
        String folded = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("ø", "o");
        return NO_WORD.splitAsStream(folded).filter(word -> !word.isEmpty());
    }

    public boolean matches(PersonName name) {
        List<String> known = wordsOf(name.toString()).toList();
        return words.stream().allMatch(word -> known.stream().anyMatch(one -> isSimilar(word, one)));
    }

    private static boolean isSimilar(String asked, String known) {
        return known.startsWith(asked)
                || (LATIN.matcher(asked).matches()
                        && LATIN.matcher(known).matches()
                        && sound(asked).equals(sound(known)));
    }

    private static String sound(String word) {
        StringBuilder code = new StringBuilder(word.substring(0, 1));
        char last = soundOf(word.charAt(0));
        for (int i = 1; i < word.length() && code.length() < SOUNDEX_LENGTH; i++) {
            char sound = soundOf(word.charAt(i));
            if (sound == '9') {
                continue;
            }
            if (sound != '0' && sound != last) {
                code.append(sound);
            }
            last = sound;
        }
        return code.toString();
    }

    private static char soundOf(char letter) {
        return SOUNDS.charAt(letter - 'a');
    }
}
