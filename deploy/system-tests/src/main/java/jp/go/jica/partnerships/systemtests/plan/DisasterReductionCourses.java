package jp.go.jica.partnerships.systemtests.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Country;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Held;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Partner;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Sector;

/**
 * The courses of the Disaster Reduction Learning Center. JICA Hyogo became part of JICA Kansai on 2012-04-01, so the
 * courses of before and after are different programs, each under the office of its time.
 */
final class DisasterReductionCourses {

    private static final int COURSES = 8;
    private static final int RUNS_A_YEAR_OF_EACH = 2;
    private static final int LAST_YEAR_OF_HYOGO = 2011;
    private static final int WEEKS = 5;

    private DisasterReductionCourses() {}

    static List<PlannedProgram> of2007To2015() {
        Map<Integer, Integer> participationsByYear = new TreeMap<>();
        SourceTable.read(
                "drlc-years.csv",
                row -> participationsByYear.put(
                        Integer.valueOf(row.getField("fiscal_year")), Integer.valueOf(row.getField("participations"))));
        Deck deck = new Deck(SendingCountries.drlc());
        // The report says who they were: "such as administrative officials and engineers".
        SyntheticPeople people = new SyntheticPeople(
                "AR15-D",
                List.of("ADMINISTRATIVE_OFFICIAL", "ENGINEER", "ADMINISTRATIVE_OFFICIAL", "ENGINEER", "RESEARCHER"));
        Map<String, List<PlannedRun>> runsByCourse = new LinkedHashMap<>();
        participationsByYear.forEach((year, participations) -> {
            int runs = COURSES * RUNS_A_YEAR_OF_EACH;
            for (int run = 0; run < runs; run++) {
                int seats = participations / runs + (run < participations % runs ? 1 : 0);
                runsByCourse
                        .computeIfAbsent(courseCode(year, run % COURSES), code -> new ArrayList<>())
                        .add(cohort(year, run).of(deck.deal(seats), people));
            }
        });
        return runsByCourse.entrySet().stream()
                .map(course -> course(course.getKey(), List.copyOf(course.getValue())))
                .toList();
    }

    private static String courseCode(int year, int course) {
        return "DRLC-%s-%d".formatted(year <= LAST_YEAR_OF_HYOGO ? "HYG" : "KNS", course + 1);
    }

    /** In the first half of the year from June, in the second from November, two weeks after one another. */
    private static Cohort cohort(int year, int run) {
        int half = run / COURSES;
        LocalDate start = LocalDate.of(year, half == 0 ? 6 : 11, 1)
                .plusWeeks(2L * (run % COURSES))
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        return new Cohort(
                "%d-%d".formatted(year, half + 1), start, start.plusWeeks(WEEKS).minusDays(3));
    }

    private static PlannedProgram course(String code, List<PlannedRun> runs) {
        boolean hyogo = code.contains("HYG");
        int firstYear = hyogo ? 2007 : LAST_YEAR_OF_HYOGO + 1;
        int lastYear = hyogo ? LAST_YEAR_OF_HYOGO : 2015;
        String number = code.substring(code.length() - 1);
        LocalDate adoptedOn = LocalDate.of(firstYear, 4, 2);
        return new PlannedProgram(
                new PlannedProgram.Body(
                        code,
                        new Title(
                                "Disaster risk reduction, course %s of the Disaster Reduction Learning Center, fiscal %d to %d (synthetic)"
                                        .formatted(number, firstYear, lastYear),
                                "国際防災研修センター 防災研修 第%sコース %d~%d年度(合成データ synthetic)"
                                        .formatted(number, firstYear, lastYear)),
                        "KCCP",
                        "GROUP_REGION",
                        hyogo ? "HYG" : "KNS",
                        "DRLC",
                        countriesOf(runs),
                        // 43060, disaster risk reduction, exists only from 2018 on.
                        List.of(new Sector("74010")),
                        List.of(new Partner("280003", "IMPLEMENTING"), new Partner("281000", "HOST")),
                        "IN_JAPAN",
                        "Generated: the report gives the sums of participations and countries only.",
                        adoptedOn,
                        LocalDate.of(firstYear, 5, 1),
                        LocalDate.of(lastYear + 1, 3, 31)),
                adoptedOn,
                new Held(
                        runs.get(0).body().plannedStart(),
                        runs.get(runs.size() - 1).body().plannedEnd()),
                runs);
    }

    static List<Country> countriesOf(List<PlannedRun> runs) {
        return runs.stream()
                .flatMap(run -> run.participations().stream())
                .map(PlannedParticipation::sendingCountry)
                .distinct()
                .sorted()
                .map(Country::new)
                .toList();
    }
}
