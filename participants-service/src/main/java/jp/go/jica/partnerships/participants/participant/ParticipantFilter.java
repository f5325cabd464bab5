package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/**
 * Which participants are listed: those that fit every filter given, each by any of its values.
 *
 * @param programRunIds runs in which they take part, in whatever state
 * @param inactiveSince only those of whom nothing was recorded and who took part in nothing since that day; null for all
 */
public record ParticipantFilter(
        List<String> participantNumbers,
        List<CountryCode> nationalities,
        List<UUID> programRunIds,
        @Nullable LocalDate inactiveSince) {

    private static final String INACTIVE = """
            participant.recorded_at < ? and participant.doc ->> 'state' <> 'ERASED'
            and not exists (select 1 from participation
                              left join run_replica on run_replica.run_id = participation.program_run_id
                            where participation.participant_id = participant.id
                              and (participation.recorded_at >= ? or run_replica.planned_end >= ?))
            and not exists (select 1 from person_change
                            where person_change.participant_id = participant.id and person_change.recorded_at >= ?)""";

    Conditions conditions(BlindIndex index) {
        Conditions conditions = Conditions.none();
        if (!participantNumbers.isEmpty()) {
            conditions = conditions.and(
                    "id in (select participant_id from person where number_hash in (select decode(hash, 'hex') from unnest(?) as numbers(hash)))",
                    (Object) participantNumbers.stream()
                            .map(number -> HexFormat.of().formatHex(index.number(number)))
                            .toArray(String[]::new));
        }
        if (!nationalities.isEmpty()) {
            conditions = conditions.and("id in (select participant_id from person where nationality = any(?))", (Object)
                    nationalities.stream().map(CountryCode::value).toArray(String[]::new));
        }
        if (!programRunIds.isEmpty()) {
            conditions = conditions.and(
                    "id in (select participant_id from participation where program_run_id = any(?::uuid[]))",
                    (Object) programRunIds.stream().map(UUID::toString).toArray(String[]::new));
        }
        if (inactiveSince != null) {
            Instant since = inactiveSince.atStartOfDay(Tokyo.ZONE).toInstant();
            conditions = conditions.and(INACTIVE, since, since, inactiveSince, since);
        }
        return conditions;
    }
}
