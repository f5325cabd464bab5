package jp.go.jica.partnerships.reporting.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.DevelopmentStatus;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.Offices;

/**
 * What follows from the code of a country or an office, as SQL looks it up. Lists of developing countries hold for several
 * years each: a year and a country are looked up by the first of these years.
 */
final class Genealogy {

    /** First fiscal year of each list but the oldest. */
    static final List<Integer> LIST_YEARS;

    /** Countries on a list: number of the list, from 0, and code. */
    static final List<String> DEVELOPING;

    /** Income groups by number of the list and code of the country. */
    static final Map<String, String> INCOME_GROUPS;

    static final Map<String, String> REGIONS = regions();
    static final Map<String, String> OFFICE_SUCCESSORS = officeSuccessors();
    static final Map<String, String> COUNTRY_SUCCESSORS = countrySuccessors();

    // No list is older or will ever be in this century's first years; beyond, the last one stands in.
    private static final int FIRST = 1950;
    private static final int LAST = 2150;

    static {
        List<Integer> years = new ArrayList<>();
        List<String> developing = new ArrayList<>();
        Map<String, String> groups = new TreeMap<>();
        Map<String, String> before = Map.of();
        Set<String> developingBefore = Set.of();
        for (int year = FIRST; year <= LAST; year++) {
            Map<String, String> now = new TreeMap<>();
            Set<String> developingNow = new TreeSet<>();
            for (Country country : Countries.all()) {
                String code = country.code().value();
                now.put(code, incomeGroup(country, FiscalYear.of(year)));
                if (Countries.isDeveloping(country.code(), FiscalYear.of(year))) {
                    developingNow.add(code);
                }
            }
            if (now.equals(before) && developingNow.equals(developingBefore)) {
                continue;
            }
            if (year > FIRST) {
                years.add(year);
            }
            int list = years.size();
            developingNow.forEach(code -> developing.add(list + code));
            now.forEach((code, group) -> groups.put(list + code, group));
            before = now;
            developingBefore = developingNow;
        }
        LIST_YEARS = List.copyOf(years);
        DEVELOPING = List.copyOf(developing);
        INCOME_GROUPS = Map.copyOf(groups);
    }

    private Genealogy() {}

    private static String incomeGroup(Country country, FiscalYear year) {
        if (country.status() == Country.Status.NO_COUNTRY) {
            return country.code().value();
        }
        DevelopmentStatus status = Countries.developmentStatus(country.code(), year);
        if (status.incomeGroup() != null) {
            return status.incomeGroup().name();
        }
        if (country.successors().size() == 1) {
            return incomeGroup(Countries.of(country.successors().get(0)), year);
        }
        // A country that split was in a group that no list at hand tells.
        return status.developing() ? "UNKNOWN" : "NOT_LISTED";
    }

    private static Map<String, String> regions() {
        return Countries.all().stream()
                .collect(Collectors.toUnmodifiableMap(country -> country.code().value(), Genealogy::region));
    }

    private static String region(Country country) {
        if (country.region() != null) {
            return country.region().code();
        }
        Set<String> regions = country.successors().stream()
                .map(successor -> region(Countries.of(successor)))
                .collect(Collectors.toSet());
        if (regions.size() == 1) {
            return regions.iterator().next();
        }
        // Antarctica lies in none; a country that split may have lain in two.
        return country.status() == Country.Status.NO_COUNTRY
                ? country.code().value()
                : regions.isEmpty() ? "NONE" : "UNKNOWN";
    }

    private static Map<String, String> officeSuccessors() {
        return Offices.all().stream()
                .filter(office -> office.successor() != null)
                .map(Office::code)
                .collect(Collectors.toUnmodifiableMap(
                        code -> code.value(), code -> Offices.successorOf(code).value()));
    }

    private static Map<String, String> countrySuccessors() {
        return Countries.all().stream()
                .filter(country -> country.successors().size() == 1)
                .map(Country::code)
                .collect(Collectors.toUnmodifiableMap(
                        code -> code.value(), code -> successorOf(code).value()));
    }

    private static CountryCode successorOf(CountryCode code) {
        List<CountryCode> successors = Countries.of(code).successors();
        return successors.size() == 1 ? successorOf(successors.get(0)) : code;
    }
}
