package jp.go.jica.partnerships.reporting.fold;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import jp.go.jica.partnerships.referencedata.Code;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.SectorCode;
import org.jspecify.annotations.Nullable;

/**
 * Codes as facts hold them. A code that the reference data do not know never drops a record: it counts under {@link
 * #UNKNOWN}, and {@link #unknown()} tells of it. The code itself stays in the event.
 */
@Singleton
public class Codes {

    /** A code that this version of the reference data does not have, or a program that has not been folded yet. */
    public static final String UNKNOWN = "UNKNOWN";

    /** No office, or not yet. */
    public static final String UNASSIGNED = "UNASSIGNED";

    /** Nothing given where nothing has to be: no facility, no sector, no local government. */
    public static final String NONE = "NONE";

    /** No country. */
    public static final String NO_COUNTRY = "ZZ";

    private final Map<String, LongAdder> unknown = new ConcurrentHashMap<>();

    /** How often each list was asked for a code that it does not have, by the name of the list. */
    public Map<String, LongAdder> unknown() {
        return unknown;
    }

    String country(@Nullable String code) {
        return code == null ? NO_COUNTRY : known("country", CountryCode::parse, code);
    }

    List<String> countries(List<String> codes) {
        return codes.isEmpty() ? List.of(NO_COUNTRY) : distinct(codes, this::country);
    }

    String office(@Nullable String code) {
        return code == null ? UNASSIGNED : known("office", OfficeCode::parse, code);
    }

    String scheme(@Nullable String code) {
        return code == null ? UNKNOWN : known("scheme", SchemeCode::parse, code);
    }

    String kind(@Nullable String code) {
        if (code == null) {
            return NONE;
        }
        try {
            return SchemeKind.valueOf(code).name();
        } catch (IllegalArgumentException notAKind) {
            return unknown("kind");
        }
    }

    String facility(@Nullable String code) {
        return code == null ? NONE : known("facility", FacilityCode::parse, code);
    }

    List<String> sectors(List<String> codes) {
        return codes.isEmpty() ? List.of(NONE) : distinct(codes, code -> known("sector", SectorCode::parse, code));
    }

    List<String> localGovernments(List<String> codes) {
        return codes.isEmpty()
                ? List.of(NONE)
                : distinct(codes, code -> known("localGovernment", LocalGovernmentCode::parse, code));
    }

    /** The two digits of the prefecture of each, {@code 37} for Marugame, as facts hold it. */
    List<String> prefecturesOf(List<String> localGovernments) {
        return distinct(
                localGovernments,
                code -> code.equals(NONE) || code.equals(UNKNOWN)
                        ? code
                        : LocalGovernmentCode.parse(code).prefectureNumber());
    }

    String agreementType(String code) {
        return switch (code) {
            case "COMPREHENSIVE_COOPERATION", "MEMORANDUM", "PROJECT_SPECIFIC" -> code;
            default -> unknown("agreementType");
        };
    }

    private String known(String list, Function<String, ? extends Code> parse, String code) {
        try {
            return parse.apply(code).value();
        } catch (InvalidCode notInTheList) {
            return unknown(list);
        }
    }

    private String unknown(String list) {
        unknown.computeIfAbsent(list, name -> new LongAdder()).increment();
        return UNKNOWN;
    }

    // A program that names a country twice is one program in that country.
    private static List<String> distinct(List<String> codes, Function<String, String> reading) {
        TreeSet<String> distinct = new TreeSet<>();
        codes.forEach(code -> distinct.add(reading.apply(code)));
        return new ArrayList<>(distinct);
    }
}
