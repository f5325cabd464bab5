package jp.go.jica.partnerships.programs.iati;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a whole in per cent, which IATI wants for all of several and to sum to 100 exactly. */
final class Percentages {

    private static final int WHOLE_IN_HUNDREDTHS = 10_000;

    private Percentages() {}

    /** Those that are stated; if none are, equal shares with two decimals, of which the first get what is left over. */
    static List<BigDecimal> of(List<@Nullable BigDecimal> stated) {
        int parts = stated.size();
        List<BigDecimal> percentages = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            BigDecimal given = stated.get(i);
            int hundredths = WHOLE_IN_HUNDREDTHS / parts + (i < WHOLE_IN_HUNDREDTHS % parts ? 1 : 0);
            percentages.add(given == null ? BigDecimal.valueOf(hundredths, 2) : given);
        }
        return percentages;
    }

    /** Without zeros at the end: 50, 33.34. */
    static String written(BigDecimal percentage) {
        return percentage.stripTrailingZeros().toPlainString();
    }
}
