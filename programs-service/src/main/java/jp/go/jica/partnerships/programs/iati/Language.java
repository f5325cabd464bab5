package jp.go.jica.partnerships.programs.iati;

import java.lang.Character.UnicodeScript;

/** In which of the two languages a text is that was stated in one only. */
enum Language {
    ENGLISH("en"),
    JAPANESE("ja");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** ISO 639-1, for {@code xml:lang}. */
    String code() {
        return code;
    }

    /** Japanese as soon as there is one kana or kanji in it. */
    static Language of(String text) {
        return text.codePoints().mapToObj(UnicodeScript::of).anyMatch(Language::isJapanese) ? JAPANESE : ENGLISH;
    }

    private static boolean isJapanese(UnicodeScript script) {
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || script == UnicodeScript.HAN;
    }
}
