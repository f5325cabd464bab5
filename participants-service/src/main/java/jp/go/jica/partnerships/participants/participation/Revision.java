package jp.go.jica.partnerships.participants.participation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH may change: all of it while the person is nominated, the hosts alone once the person is accepted, since the
 * rest is what reports count by.
 */
public record Revision(
        @NotNull CountryCode sendingCountry,
        @Nullable SendingCountryReason sendingCountryReason,
        @NotNull Term term,
        @Size(max = 50) List<@NotNull LocalGovernmentCode> hostLocalGovernments) {

    public Revision {
        // Jackson hands over null for a list that is absent.
        hostLocalGovernments = hostLocalGovernments == null ? List.of() : hostLocalGovernments;
    }

    /** With other hosts only. */
    boolean countsLike(Revision other) {
        return sendingCountry.equals(other.sendingCountry)
                && sendingCountryReason == other.sendingCountryReason
                && term == other.term;
    }
}
