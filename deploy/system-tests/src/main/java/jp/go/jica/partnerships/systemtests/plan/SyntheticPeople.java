package jp.go.jica.partnerships.systemtests.plan;

import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Name;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Organisation;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Person;

/** Numbers people one after the other; nobody of them exists, and their names say so. */
final class SyntheticPeople {

    private static final List<String> ORGANISATION_TYPES = List.of(
            "GOVERNMENT", "GOVERNMENT", "LOCAL_GOVERNMENT", "GOVERNMENT", "ACADEMIC", "GOVERNMENT", "COMPANY", "NGO");

    private final String numberPrefix;
    private final List<String> occupations;
    private int last;

    /** @param occupations taken in turn, so an occupation that stands twice is twice as frequent */
    SyntheticPeople(String numberPrefix, List<String> occupations) {
        this.numberPrefix = numberPrefix;
        this.occupations = occupations;
    }

    /** @param day at which the person is of working age */
    Person next(String country, LocalDate day) {
        int serial = ++last;
        String number = "%s-%05d".formatted(numberPrefix, serial);
        return new Person(
                number,
                new Name("Synthetic", "Person " + number),
                sex(serial),
                day.minusYears(24L + serial % 34).minusDays(serial * 37L % 365),
                country,
                new Organisation(
                        "Synthetic organisation in " + country,
                        ORGANISATION_TYPES.get(serial % ORGANISATION_TYPES.size())),
                occupations.get(serial % occupations.size()));
    }

    private static String sex(int serial) {
        // 37 and 100 have no common divisor, so a hundred people in a row take every percent once.
        int percent = serial * 37 % 100;
        if (percent < 54) {
            return "M";
        }
        if (percent < 98) {
            return "F";
        }
        return percent == 98 ? "X" : "NOT_STATED";
    }
}
