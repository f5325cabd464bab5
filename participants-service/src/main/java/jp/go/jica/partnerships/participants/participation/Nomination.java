package jp.go.jica.partnerships.participants.participation;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/**
 * Who is to take part in what, and from where.
 *
 * @param sendingCountryReason with {@code ZZ}, and only then
 * @param hostLocalGovernments where the person is received
 */
public record Nomination(
        UUID participantId,
        UUID programRunId,
        UUID programId,
        CountryCode sendingCountry,
        @Nullable SendingCountryReason sendingCountryReason,
        Term term,
        List<LocalGovernmentCode> hostLocalGovernments) {

    void check() {
        boolean noCountry = sendingCountry.equals(Countries.NONE);
        if (noCountry && sendingCountryReason == null) {
            throw Refusal.brokenRule(
                    "reason-missing", "/sendingCountryReason", "ZZ needs the reason why no country sends the person");
        }
        if (!noCountry && sendingCountryReason != null) {
            throw Refusal.brokenRule(
                    "reason-without-need", "/sendingCountryReason", "A reason is given with ZZ and not with a country");
        }
        if (new HashSet<>(hostLocalGovernments).size() < hostLocalGovernments.size()) {
            throw Refusal.brokenRule("named-twice", "/hostLocalGovernments", "A local government stands there twice");
        }
    }
}
