package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * What an amendment may change: with whom and what about. How long an agreement lasts is changed by renewal, notice and
 * termination.
 */
public record AgreedContents(
        @NotNull @Valid BilingualText title,
        @Size(max = 100) List<@NotNull @Valid Party> parties,
        @Size(max = 20) List<@NotNull CooperationField> fields,
        @Size(max = 250) List<@NotNull CountryCode> countries) {

    public AgreedContents {
        parties = parties == null ? List.of() : parties;
        fields = fields == null ? List.of() : fields;
        countries = countries == null ? List.of() : countries;
    }

    /** The same with what is given; null leaves as it is, a list is replaced as a whole. */
    public AgreedContents with(
            @Nullable BilingualText newTitle,
            @Nullable List<Party> newParties,
            @Nullable List<CooperationField> newFields,
            @Nullable List<CountryCode> newCountries) {
        return new AgreedContents(
                Objects.requireNonNullElse(newTitle, title),
                Objects.requireNonNullElse(newParties, parties),
                Objects.requireNonNullElse(newFields, fields),
                Objects.requireNonNullElse(newCountries, countries));
    }

    /** The names of what differs. */
    List<String> differingFrom(AgreedContents other) {
        List<String> differing = new ArrayList<>();
        if (!title.equals(other.title)) {
            differing.add("title");
        }
        if (!parties.equals(other.parties)) {
            differing.add("parties");
        }
        if (!fields.equals(other.fields)) {
            differing.add("fields");
        }
        if (!countries.equals(other.countries)) {
            differing.add("countries");
        }
        return differing;
    }
}
