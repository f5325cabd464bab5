package jp.go.jica.partnerships.participants.participant;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.CountryCode;

/**
 * Which participants are listed: those that fit every filter given, each by any of its values.
 *
 * @param programRunIds runs in which they take part, in whatever state
 */
public record ParticipantFilter(
        List<String> participantNumbers, List<CountryCode> nationalities, List<UUID> programRunIds) {

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
        return conditions;
    }
}
