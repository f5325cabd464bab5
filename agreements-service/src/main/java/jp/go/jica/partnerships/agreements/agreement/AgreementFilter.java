package jp.go.jica.partnerships.agreements.agreement;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;

/**
 * Which agreements are listed: those that fit every filter given, each by any of its values.
 *
 * @param localGovernments that are parties themselves; found by a code or a name of the past too
 * @param prefectures that are parties themselves or by one of their municipalities
 * @param states what was done with it, or where it stands today
 * @param inForceOn days on one of which it is in force
 * @param texts parts of the titles or the agreement number
 * @param annulled those that were entered in error, instead of all others
 * @param today in Tokyo
 */
public record AgreementFilter(
        List<String> agreementNumbers,
        List<LocalGovernmentCode> localGovernments,
        List<LocalGovernmentCode> prefectures,
        List<OfficeCode> leadOffices,
        List<ListedState> states,
        List<AgreementType> types,
        List<CooperationField> fields,
        List<LocalDate> inForceOn,
        List<String> texts,
        boolean annulled,
        LocalDate today) {

    // Leaves in what may be in force on the day; fits() decides.
    private static final String MAY_BE_IN_FORCE = """
            (signed_on <= ? and effective_from <= ? and (terminated_on is null or terminated_on >= ?)
              and (effective_to is null or effective_to >= ? or renews)
              and (superseded_from is null or superseded_from > ?))""";

    /** What the database can decide: everything but the last word on being in force. */
    Conditions conditions() {
        Conditions conditions = Conditions.none()
                .and(annulled ? "annulled" : "not annulled")
                .andOneOf("agreement_number", agreementNumbers)
                .andOneOf(
                        "lead_office",
                        leadOffices.stream().map(OfficeCode::value).toList())
                .andOneOf(
                        "state",
                        states.stream()
                                .flatMap(state -> state.recordedAs().stream())
                                .map(State::name)
                                .distinct()
                                .toList())
                .andOneOf("type", types.stream().map(AgreementType::name).toList())
                .andContainsOneOf(documents(
                        "{\"fields\":[\"%s\"]}",
                        fields.stream().map(CooperationField::name).toList()))
                .andContainsOneOf(documents(
                        "{\"parties\":[{\"localGovernment\":\"%s\"}]}",
                        localGovernments.stream()
                                .map(LocalGovernmentCode::value)
                                .toList()))
                .andMentions("searched", texts);
        if (!prefectures.isEmpty()) {
            conditions = conditions.and("prefectures && ?", (Object) prefectures.stream()
                    .map(LocalGovernmentCode::prefectureNumber)
                    .toArray(String[]::new));
        }
        if (!inForceOn.isEmpty()) {
            // Spelt out for each day rather than joined with a list of them: the planner then reads in the list's
            // order.
            conditions = conditions.and(
                    "(" + String.join(" or ", Collections.nCopies(inForceOn.size(), MAY_BE_IN_FORCE)) + ")",
                    inForceOn.stream()
                            .map(LocalDate::toString)
                            .flatMap(day -> Stream.of(day, day, day, day, day))
                            .toArray());
        }
        return conditions;
    }

    /** Whether some of what fulfils the conditions may not fit. */
    boolean leftOpenByTheDatabase() {
        return !inForceOn.isEmpty() || states.stream().anyMatch(ListedState::dependsOnTheDay);
    }

    /** What the database leaves open. */
    boolean fits(Agreement agreement) {
        return (inForceOn.isEmpty() || inForceOn.stream().anyMatch(agreement::inForceOn))
                && (states.isEmpty() || states.stream().anyMatch(state -> state.isOf(agreement, today)));
    }

    // Codes and constants come from our own lists, never as a caller wrote them, so they need no escaping.
    private static List<String> documents(String form, List<String> codes) {
        return codes.stream().map(form::formatted).toList();
    }
}
