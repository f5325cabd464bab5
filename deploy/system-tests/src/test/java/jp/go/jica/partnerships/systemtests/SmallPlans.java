package jp.go.jica.partnerships.systemtests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.systemtests.plan.AnnualReport2015;
import jp.go.jica.partnerships.systemtests.plan.LoadPlan;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Name;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Organisation;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Person;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Term;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram;
import jp.go.jica.partnerships.systemtests.plan.PlannedRun;
import jp.go.jica.partnerships.systemtests.plan.Title;

/** Plans that are loaded in seconds. */
final class SmallPlans {

    private static final int PERSONS_A_RUN = 8;

    private SmallPlans() {}

    /** The agreements, Marugame's program and the first course of DRLC with two runs. */
    static LoadPlan annualReport() {
        LoadPlan whole = AnnualReport2015.plan();
        return new LoadPlan(
                whole.agreements(),
                whole.programs().stream()
                        .filter(program -> program.code().equals("JPP-2015-07")
                                || program.code().equals("DRLC-HYG-1"))
                        .map(program -> withRuns(
                                program, program.runs().stream().limit(2).toList()))
                        .toList());
    }

    /** The same as far as a load comes that is killed in the middle: nothing is completed, half of the people are there. */
    static LoadPlan half(LoadPlan plan) {
        return new LoadPlan(
                plan.agreements().subList(0, 2),
                plan.programs().stream()
                        .map(program -> new PlannedProgram(
                                program.body(),
                                program.adoptedOn(),
                                null,
                                program.runs().stream()
                                        .limit(1)
                                        .map(SmallPlans::halfOfThePeople)
                                        .toList()))
                        .toList());
    }

    /** Two courses of fiscal 2017 under one office, two runs each; every number gives other business numbers. */
    static LoadPlan round(String office, int number) {
        List<PlannedProgram> programs = new ArrayList<>();
        for (int course = 1; course <= 2; course++) {
            String code = "ROUND-%s-%04d-%d".formatted(office, number, course);
            programs.add(new PlannedProgram(
                    new PlannedProgram.Body(
                            code,
                            new Title(code + " (synthetic)", code + "(合成データ synthetic)"),
                            "KCCP",
                            "GROUP_REGION",
                            office,
                            null,
                            List.of(new PlannedProgram.Country("FJ"), new PlannedProgram.Country("WS")),
                            List.of(new PlannedProgram.Sector("14050")),
                            List.of(),
                            "IN_JAPAN",
                            "Made by a test.",
                            LocalDate.of(2017, 4, 3),
                            LocalDate.of(2017, 4, 10),
                            LocalDate.of(2018, 3, 31)),
                    LocalDate.of(2017, 4, 10),
                    new PlannedProgram.Held(LocalDate.of(2017, 6, 5), LocalDate.of(2017, 10, 6)),
                    List.of(
                            run(code, "2017-1", LocalDate.of(2017, 6, 5)),
                            run(code, "2017-2", LocalDate.of(2017, 9, 4)))));
        }
        return new LoadPlan(List.of(), programs);
    }

    private static PlannedRun run(String programCode, String runCode, LocalDate start) {
        LocalDate end = start.plusDays(32);
        List<PlannedParticipation> participations = new ArrayList<>();
        for (int i = 1; i <= PERSONS_A_RUN; i++) {
            String number = "%s-%s-%02d".formatted(programCode, runCode, i);
            String country = i % 2 == 0 ? "FJ" : "WS";
            participations.add(new PlannedParticipation(
                    new Person(
                            number,
                            new Name("Synthetic", "Person " + number),
                            "F",
                            LocalDate.of(1985, 1, i),
                            country,
                            new Organisation("Synthetic organisation", "GOVERNMENT"),
                            "ENGINEER"),
                    country,
                    Term.SHORT,
                    start.minusDays(30),
                    start,
                    end));
        }
        return new PlannedRun(new PlannedRun.Body(runCode, start, end, PERSONS_A_RUN), participations);
    }

    private static PlannedRun halfOfThePeople(PlannedRun run) {
        return new PlannedRun(
                run.body(), run.participations().subList(0, run.participations().size() / 2));
    }

    private static PlannedProgram withRuns(PlannedProgram program, List<PlannedRun> runs) {
        return new PlannedProgram(program.body(), program.adoptedOn(), program.held(), runs);
    }
}
