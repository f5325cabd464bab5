package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.FormerLocalGovernments;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import org.jspecify.annotations.Nullable;

/**
 * With whom the agreement is made: either a local government by its code or another organisation by its name.
 *
 * @param formerName the Japanese name of the municipality that made it, if that has since become the local government named
 * @param unit the part of the local government that acts for it, such as "Waterworks Bureau"; it stays the local
 *     government's agreement
 */
public record Party(
        @Nullable LocalGovernmentCode localGovernment,

        @Size(max = 100) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
        String formerName,

        @Size(max = 200) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
        String unit,

        @Valid @Nullable Organisation organisation) {

    /** An organisation that is no local government of Japan. */
    public record Organisation(
            @NotBlank @Size(max = 300) String name, @NotNull OrganisationType type) {}

    /** What sort of organisation; a local government here is one of another country. */
    public enum OrganisationType {
        GOVERNMENT,
        LOCAL_GOVERNMENT,
        COMPANY,
        NGO,
        ACADEMIC,
        OTHER
    }

    void check(String at) {
        boolean oneOfTwo = (localGovernment == null) != (organisation == null);
        if (!oneOfTwo || (localGovernment == null && (unit != null || formerName != null))) {
            throw Refusal.brokenRule(
                    "party-ambiguous",
                    at,
                    "Either localGovernment, with its unit if one acts for it, or organisation is wanted");
        }
        if (localGovernment != null && formerName != null && !hasBecome(formerName, localGovernment)) {
            throw Refusal.brokenRule(
                    "not-its-predecessor",
                    at + "/formerName",
                    "No municipality called %s is known to have become %s".formatted(formerName, localGovernment));
        }
    }

    private static boolean hasBecome(String formerName, LocalGovernmentCode today) {
        return FormerLocalGovernments.named(formerName, today).stream()
                .anyMatch(former -> former.successors().contains(today));
    }

    boolean canSign() {
        return localGovernment == null || LocalGovernments.of(localGovernment).canSign();
    }
}
