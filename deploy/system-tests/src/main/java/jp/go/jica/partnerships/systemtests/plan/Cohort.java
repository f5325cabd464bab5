package jp.go.jica.partnerships.systemtests.plan;

import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation.Term;

/** The dates of one run, and what they mean for those who take part. */
record Cohort(String runCode, LocalDate start, LocalDate end) {

    private static final int DAYS_FROM_ACCEPTANCE_TO_START = 30;
    private static final int SEATS_TO_ROUND_TO = 5;

    PlannedRun of(List<String> sendingCountries, SyntheticPeople people) {
        Term term = start.plusYears(1).isAfter(end) ? Term.SHORT : Term.LONG;
        List<PlannedParticipation> participations = sendingCountries.stream()
                .map(country -> new PlannedParticipation(
                        people.next(country, start),
                        country,
                        term,
                        start.minusDays(DAYS_FROM_ACCEPTANCE_TO_START),
                        start,
                        end))
                .toList();
        int capacity = (participations.size() + SEATS_TO_ROUND_TO - 1) / SEATS_TO_ROUND_TO * SEATS_TO_ROUND_TO;
        return new PlannedRun(new PlannedRun.Body(runCode, start, end, capacity), participations);
    }
}
