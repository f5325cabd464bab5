package jp.go.jica.partnerships.programs.program;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.ThematicFieldCode;

/**
 * Which programs are listed: those that fit every filter given, each by any of its values.
 *
 * @param fiscalYears of the adoption
 * @param leadOffices that lead now
 * @param activeOn days on which it had started and not ended
 * @param runningIn fiscal years on any day of which it had started and not ended
 * @param relatedTo programs that it names as related
 * @param texts whose words all stand in the titles or the program code
 * @param annulled those that were entered in error, instead of all others
 */
public record ProgramFilter(
        List<String> programCodes,
        List<SchemeCode> schemes,
        List<SchemeKind> kinds,
        List<FiscalYear> fiscalYears,
        List<OfficeCode> leadOffices,
        List<OfficeCode> cooperatingOffices,
        List<FacilityCode> facilities,
        List<ThematicFieldCode> thematicFields,
        List<CountryCode> countries,
        List<LocalGovernmentCode> localGovernments,
        List<SectorCode> sectors,
        List<State> states,
        List<LocalDate> activeOn,
        List<FiscalYear> runningIn,
        List<UUID> relatedTo,
        List<UUID> agreementIds,
        List<String> texts,
        boolean annulled) {

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    Conditions conditions() {
        Conditions conditions = Conditions.none()
                .and(annulled ? "annulled" : "not annulled")
                .andOneOf("program_code", programCodes)
                .andOneOf("scheme", values(schemes))
                .andOneOf("adopted_fiscal_year", values(fiscalYears))
                .andOneOf("lead_office", values(leadOffices))
                .andOneOf("state", values(states));
        conditions = labelled(conditions, "kind", kinds);
        conditions = labelled(conditions, "cooperating", cooperatingOffices);
        conditions = labelled(conditions, "facility", facilities);
        conditions = labelled(conditions, "field", thematicFields);
        conditions = labelled(conditions, "country", countries);
        conditions = labelled(conditions, "partner", localGovernments);
        conditions = labelled(conditions, "sector", sectors);
        conditions = labelled(conditions, "related", relatedTo);
        conditions = labelled(conditions, "agreement", agreementIds);
        conditions = ran(conditions, activeOn, activeOn);
        conditions = ran(
                conditions,
                runningIn.stream().map(FiscalYear::start).toList(),
                runningIn.stream().map(FiscalYear::end).toList());
        return mentioning(conditions);
    }

    private static Conditions labelled(Conditions conditions, String field, List<?> values) {
        return values.isEmpty()
                ? conditions
                : conditions.and("labels && ?", (Object)
                        values.stream().map(value -> field + ":" + value).toArray(String[]::new));
    }

    private static Conditions ran(Conditions conditions, List<LocalDate> first, List<LocalDate> last) {
        List<Object> days = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            days.add(first.get(i));
            days.add(last.get(i));
        }
        return days.isEmpty()
                ? conditions
                : conditions.and(anyOf("ran && daterange(?, ?, '[]')", first.size()), days.toArray());
    }

    private Conditions mentioning(Conditions conditions) {
        List<String> alternatives = new ArrayList<>();
        List<Object> words = new ArrayList<>();
        for (String text : texts) {
            List<String> together = new ArrayList<>();
            for (String word : WHITE_SPACE.split(text.strip(), -1)) {
                if (hasGrams(word)) {
                    together.add("grams @> wanted_grams(searchable(?))");
                    words.add(word);
                }
                together.add("strpos(searched, searchable(?)) > 0");
                words.add(word);
            }
            alternatives.add(String.join(" and ", together));
        }
        return alternatives.isEmpty()
                ? conditions
                : conditions.and("(" + String.join(" or ", alternatives) + ")", words.toArray());
    }

    // One or two Latin letters are in nearly every title; no index would help.
    private static boolean hasGrams(String word) {
        String normalized = Normalizer.normalize(word, Normalizer.Form.NFKC);
        return normalized.length() > 2 || normalized.chars().anyMatch(c -> c > 127);
    }

    private static String anyOf(String condition, int times) {
        return "("
                + String.join(
                        " or ", Stream.generate(() -> condition).limit(times).toList()) + ")";
    }

    private static List<String> values(List<?> codes) {
        return codes.stream().map(Object::toString).toList();
    }
}
