package jp.go.jica.partnerships.systemtests.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Held;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram.Sector;

/** The courses of the Knowledge Co-Creation Program of fiscal 2015 outside DRLC, in all 14 domestic offices. */
final class KnowledgeCoCreationCourses {

    private static final int PERSONS_A_RUN = 20;
    private static final int RUNS_A_COURSE = 2;
    // Decided in the year before: in fiscal 2015 itself only the Partnership Programs were adopted.
    private static final LocalDate PROPOSED_ON = LocalDate.of(2014, 8, 1);
    private static final LocalDate ADOPTED_ON = LocalDate.of(2015, 2, 2);
    private static final LocalDate FIRST_MONDAY = LocalDate.of(2015, 4, 6);
    private static final int MONDAYS = 51;

    private KnowledgeCoCreationCourses() {}

    static List<PlannedProgram> of2015() {
        List<Course> courses = courses();
        Map<String, Integer> countries = new TreeMap<>(SendingCountries.kccp2015());
        Map<Course, String> focus = new HashMap<>();
        for (Course course : courses) {
            if (course.kind() == Kind.COUNTRY) {
                String country = mostFrequent(countries);
                focus.put(course, country);
                countries.merge(country, -course.seats(), Integer::sum);
            }
        }
        Deck deck = new Deck(countries);
        SyntheticPeople people = new SyntheticPeople(
                "AR15-K",
                List.of(
                        "ADMINISTRATIVE_OFFICIAL",
                        "ENGINEER",
                        "RESEARCHER",
                        "EDUCATOR",
                        "HEALTH_WORKER",
                        "AGRICULTURE",
                        "BUSINESS",
                        "ADMINISTRATIVE_OFFICIAL",
                        "COMMUNITY",
                        "OTHER",
                        "ADMINISTRATIVE_OFFICIAL",
                        "NOT_STATED"));
        List<PlannedProgram> programs = new ArrayList<>();
        for (Course course : courses) {
            List<PlannedRun> runs = new ArrayList<>();
            for (int run = 0; run < course.seatsOfRuns().size(); run++) {
                int seats = course.seatsOfRuns().get(run);
                String country = focus.get(course);
                List<String> sending = country == null ? deck.deal(seats) : Collections.nCopies(seats, country);
                runs.add(course.cohort(run).of(sending, people));
            }
            programs.add(program(course, List.copyOf(runs)));
        }
        return programs;
    }

    private static List<Course> courses() {
        List<Theme> themes = SourceTable.read(
                "kccp-themes.csv",
                row -> new Theme(
                        row.getField("sector"), new Label(row.getField("theme_en"), row.getField("theme_ja"))));
        List<Course> courses = new ArrayList<>();
        SourceTable.read(
                        "kccp-offices-2015.csv",
                        row -> Map.entry(row.getField("office"), Integer.parseInt(row.getField("participations"))))
                .forEach(office -> {
                    List<Integer> runs = evenly(office.getValue());
                    for (int first = 0; first < runs.size(); first += RUNS_A_COURSE) {
                        int number = first / RUNS_A_COURSE + 1;
                        courses.add(new Course(
                                office.getKey(),
                                number,
                                courses.size(),
                                themes.get(courses.size() % themes.size()),
                                kind(number),
                                runs.subList(first, Math.min(first + RUNS_A_COURSE, runs.size()))));
                    }
                });
        return courses;
    }

    private static List<Integer> evenly(int persons) {
        int runs = (persons + PERSONS_A_RUN - 1) / PERSONS_A_RUN;
        List<Integer> seats = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            seats.add(persons / runs + (run < persons % runs ? 1 : 0));
        }
        return seats;
    }

    private static Kind kind(int number) {
        if (number % 32 == 0) {
            return Kind.LONG_TERM;
        }
        return switch (number % 8) {
            case 5 -> Kind.COUNTRY;
            case 7 -> Kind.YOUNG_LEADERS;
            default -> Kind.GROUP_REGION;
        };
    }

    private static String mostFrequent(Map<String, Integer> countries) {
        return Collections.max(
                        countries.entrySet(),
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .getKey();
    }

    private static PlannedProgram program(Course course, List<PlannedRun> runs) {
        Label office = Offices.of(OfficeCode.parse(course.office())).name();
        Label theme = course.theme().name();
        LocalDate lastDay = Collections.max(
                runs.stream().map(run -> run.body().plannedEnd()).toList());
        LocalDate firstDay = Collections.min(
                runs.stream().map(run -> run.body().plannedStart()).toList());
        return new PlannedProgram(
                new PlannedProgram.Body(
                        "KCCP-2015-%s-%03d".formatted(course.office(), course.number()),
                        new Title(
                                "%s, course %d of %s in fiscal 2015 (synthetic)"
                                        .formatted(theme.en(), course.number(), office.en()),
                                "2015年度 %s 第%dコース %s(合成データ synthetic)"
                                        .formatted(office.ja(), course.number(), theme.ja())),
                        "KCCP",
                        course.kind().name(),
                        course.office(),
                        null,
                        DisasterReductionCourses.countriesOf(runs),
                        List.of(new Sector(course.theme().sector())),
                        List.of(),
                        "IN_JAPAN",
                        "Generated: the report gives the rounded sums of participants and countries only.",
                        PROPOSED_ON,
                        LocalDate.of(2015, 4, 1),
                        lastDay.isBefore(LocalDate.of(2016, 6, 30)) ? LocalDate.of(2016, 6, 30) : lastDay),
                ADOPTED_ON,
                new Held(firstDay, lastDay),
                runs);
    }

    private enum Kind {
        GROUP_REGION,
        COUNTRY,
        YOUNG_LEADERS,
        LONG_TERM
    }

    private record Theme(String sector, Label name) {}

    /**
     * @param number within the office, from 1
     * @param serial over all offices, from 0
     * @param seatsOfRuns one entry for each run
     */
    private record Course(String office, int number, int serial, Theme theme, Kind kind, List<Integer> seatsOfRuns) {

        int seats() {
            return seatsOfRuns.stream().mapToInt(Integer::intValue).sum();
        }

        Cohort cohort(int run) {
            String code = "2015-" + (run + 1);
            if (kind == Kind.LONG_TERM) {
                LocalDate start = LocalDate.of(2015, 9, 28);
                return new Cohort(code, start, start.plusYears(2).minusDays(1));
            }
            // 11 and 51 have no common divisor, so the runs take every Monday of the year in turn.
            LocalDate start = FIRST_MONDAY.plusWeeks((serial * RUNS_A_COURSE + run) * 11L % MONDAYS);
            LocalDate end = kind == Kind.YOUNG_LEADERS
                    ? start.plusDays(17)
                    : start.plusWeeks(3L + serial % 6).minusDays(3);
            return new Cohort(code, start, end);
        }
    }
}
