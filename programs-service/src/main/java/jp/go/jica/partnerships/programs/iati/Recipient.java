package jp.go.jica.partnerships.programs.iati;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.programs.program.CountryShare;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.Label;

/**
 * A country of today, or a region of the DAC, that a program is for.
 *
 * @param code of IATI's list Country or, with three digits, Region
 * @param percentage of the whole program
 * @param formerCountries what was stated, where IATI has no code for it
 */
record Recipient(String code, BigDecimal percentage, List<Label> formerCountries) {

    /** "Developing countries, unspecified". */
    static final String UNSPECIFIED = "998";

    boolean isRegion() {
        return code.equals(UNSPECIFIED);
    }

    /** Countries first, as IATI wants them, each once; a program without any is for developing countries, unspecified. */
    static List<Recipient> of(List<CountryShare> countries) {
        if (countries.isEmpty()) {
            return List.of(new Recipient(UNSPECIFIED, new BigDecimal(100), List.of()));
        }
        List<BigDecimal> percentages =
                Percentages.of(countries.stream().map(CountryShare::percentage).toList());
        Map<String, Recipient> byCode = new LinkedHashMap<>();
        for (int i = 0; i < countries.size(); i++) {
            Recipient one = of(Countries.of(countries.get(i).code()), percentages.get(i));
            byCode.merge(one.code(), one, Recipient::and);
        }
        List<Recipient> recipients = new ArrayList<>(byCode.values());
        recipients.sort((one, other) -> Boolean.compare(one.isRegion(), other.isRegion()));
        return recipients;
    }

    private static Recipient of(Country country, BigDecimal percentage) {
        return switch (country.status()) {
            case ASSIGNED, USER_ASSIGNED -> new Recipient(country.code().value(), percentage, List.of());
            case NO_COUNTRY -> new Recipient(UNSPECIFIED, percentage, List.of());
            case FORMER -> new Recipient(codeOfToday(country), percentage, List.of(country.name()));
        };
    }

    // The one country that it became. Which of several was meant is not known, and none is made up.
    private static String codeOfToday(Country former) {
        List<CountryCode> successors = former.successors();
        if (successors.size() != 1) {
            return UNSPECIFIED;
        }
        Country successor = Countries.of(successors.get(0));
        return successor.status() == Country.Status.FORMER
                ? codeOfToday(successor)
                : successor.code().value();
    }

    private Recipient and(Recipient other) {
        List<Label> names = new ArrayList<>(formerCountries);
        names.addAll(other.formerCountries);
        return new Recipient(code, percentage.add(other.percentage), names);
    }
}
