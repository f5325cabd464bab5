package jp.go.jica.partnerships.agreements.agreement.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import jp.go.jica.partnerships.agreements.agreement.Agreement;
import jp.go.jica.partnerships.conventions.Warning;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a change: the whole agreement.
 *
 * @param warnings what was taken although it may be wrong, or needs attention soon; absent if there is nothing
 */
public record ChangedAgreement(
        @JsonUnwrapped Agreement agreement, @Nullable List<Warning> warnings) {

    static ChangedAgreement of(Agreement agreement, List<Warning> warnings) {
        return new ChangedAgreement(agreement, warnings.isEmpty() ? null : warnings);
    }
}
