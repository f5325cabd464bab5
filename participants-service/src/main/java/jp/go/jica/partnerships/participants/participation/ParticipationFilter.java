package jp.go.jica.partnerships.participants.participation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;

/**
 * Which participations are listed: those that fit every filter given, each by any of its values.
 *
 * @param fiscalYears of the start: the planned first day of the run as it is now, from the arrival on the day of arrival
 * @param annulled those that were entered in error, instead of all others
 */
public record ParticipationFilter(
        List<UUID> programRunIds,
        List<UUID> participantIds,
        List<UUID> programIds,
        List<CountryCode> sendingCountries,
        List<State> states,
        List<FiscalYear> fiscalYears,
        List<LocalGovernmentCode> hostLocalGovernments,
        boolean annulled) {

    // With those of the records that were merged into this one.
    private static final String OF_PERSON = """
            participant_id in (
              select each.id from unnest(?::uuid[]) as named(id)
              cross join lateral (
                select named.id union all select merged.id from participant merged where merged.merged_into = named.id) as each(id))""";

    // Runs are moved by their owner without a word about each participant, so the days are asked of them.
    private static final String STARTS = """
            (arrived_on between ? and ? or (arrived_on is null and program_run_id in
              (select run_id from run_replica where planned_start between ? and ?)))""";

    Conditions conditions() {
        Conditions conditions = Conditions.none()
                .and(annulled ? "annulled" : "not annulled")
                .andOneOf("sending_country", texts(sendingCountries))
                .andOneOf("state", texts(states));
        conditions = oneOf(conditions, "program_run_id = any(?::uuid[])", programRunIds);
        conditions = oneOf(conditions, OF_PERSON, participantIds);
        conditions = oneOf(
                conditions,
                "program_run_id in (select run_id from run_replica where program_id = any(?::uuid[]))",
                programIds);
        // Most have no host, and are left out of the index.
        conditions = oneOf(conditions, "hosts <> '{}' and hosts && ?", hostLocalGovernments);
        return starting(conditions);
    }

    private Conditions starting(Conditions conditions) {
        List<Object> days = new ArrayList<>();
        for (FiscalYear year : fiscalYears) {
            days.addAll(List.of(year.start(), year.end(), year.start(), year.end()));
        }
        return days.isEmpty()
                ? conditions
                : conditions.and(
                        "(" + String.join(" or ", Collections.nCopies(fiscalYears.size(), STARTS)) + ")",
                        days.toArray());
    }

    private static Conditions oneOf(Conditions conditions, String condition, List<?> values) {
        return values.isEmpty()
                ? conditions
                : conditions.and(condition, (Object) texts(values).toArray(String[]::new));
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
