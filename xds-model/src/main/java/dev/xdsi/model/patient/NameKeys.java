package dev.xdsi.model.patient;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a name is compared by: letters and digits only, in capitals, without diacritical marks. A name with an umlaut has two keys, since
 * systems write Müller as MULLER or as MUELLER; two names are alike when they share one.
 */
final class NameKeys {
    private static final Map<String, String> LETTERS = Map.of(
            "Æ", "AE", "Œ", "OE", "Ø", "O", "Đ", "D", "Ð", "D", "Ł", "L", "Þ", "TH", "ẞ", "SS", "Ħ", "H", "İ", "I");
    private static final Map<String, String> UMLAUTS = Map.of("Ä", "AE", "Ö", "OE", "Ü", "UE", "Ø", "OE", "Å", "AA");

    private NameKeys() {}

    static Set<String> of(String name) {
        String capitals = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        Set<String> keys = new LinkedHashSet<>();
        keys.add(bare(capitals));
        keys.add(bare(replaced(capitals, UMLAUTS)));
        keys.remove("");
        return keys;
    }

    private static String bare(String capitals) {
        return Normalizer.normalize(replaced(capitals, LETTERS), Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String replaced(String text, Map<String, String> letters) {
        String result = text;
        for (Map.Entry<String, String> letter : letters.entrySet()) {
            result = result.replace(letter.getKey(), letter.getValue());
        }
        return result;
    }
}
