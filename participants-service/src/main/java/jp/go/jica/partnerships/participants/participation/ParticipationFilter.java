package jp.go.jica.partnerships.participants.participation;

import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.CountryCode;

/** Which participations are listed: those that fit every filter given, each by any of its values. */
public record ParticipationFilter(
        List<UUID> programRunIds, List<UUID> participantIds, List<CountryCode> sendingCountries, List<State> states) {

    Conditions conditions() {
        return oneOf(
                oneOf(
                        Conditions.none()
                                .andOneOf(
                                        "sending_country",
                                        sendingCountries.stream()
                                                .map(CountryCode::value)
                                                .toList())
                                .andOneOf(
                                        "state",
                                        states.stream().map(State::name).toList()),
                        "program_run_id",
                        programRunIds),
                "participant_id",
                participantIds);
    }

    private static Conditions oneOf(Conditions conditions, String column, List<UUID> ids) {
        return ids.isEmpty()
                ? conditions
                : conditions.and(column + " = any(?::uuid[])", (Object)
                        ids.stream().map(UUID::toString).toArray(String[]::new));
    }
}
