package jp.go.jica.partnerships.programs.program;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.Schemes;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder states of a program: the body of its creation, and all that a PATCH may change.
 *
 * @param programCode JICA's own number of it, unique
 * @param kind only for schemes that are divided into kinds
 * @param leadOffice the one office that answers for it; a site cannot
 * @param facility where it takes place, if at a facility of its own, such as DRLC
 * @param agreementIds the agreements under which it runs
 * @param sdgGoals 1 to 17
 * @param notes narrative, shown as it stands
 */
public record ProgramDetails(
        @NotBlank @Size(max = 60) String programCode,
        @NotNull @Valid BilingualText title,
        @NotNull SchemeCode scheme,
        @Nullable SchemeKind kind,
        @NotNull OfficeCode leadOffice,
        @Size(max = 20) List<@NotNull OfficeCode> cooperatingOffices,
        @Nullable FacilityCode facility,
        @Size(max = 250) List<@NotNull @Valid CountryShare> countries,
        @Size(max = 50) List<@NotNull @Valid SectorShare> sectors,
        @Size(max = 100) @Nullable String thematicField,
        @Size(max = 100) List<@NotNull @Valid Partner> partners,
        @Size(max = 50) List<@NotNull UUID> agreementIds,
        @Nullable Delivery delivery,
        @Size(max = 17) List<@NotNull @Min(1) @Max(17) Integer> sdgGoals,
        @Size(max = 10_000) @Nullable String notes,
        @NotNull LocalDate proposedOn,
        @NotNull LocalDate plannedStart,
        @NotNull LocalDate plannedEnd) {

    private static final BigDecimal WHOLE = new BigDecimal(100);

    public ProgramDetails {
        cooperatingOffices = listOrEmpty(cooperatingOffices);
        countries = listOrEmpty(countries);
        sectors = listOrEmpty(sectors);
        partners = listOrEmpty(partners);
        agreementIds = listOrEmpty(agreementIds);
        sdgGoals = listOrEmpty(sdgGoals);
    }

    // Jackson hands over null for a list that is absent. A null within a list is Bean Validation's to refuse.
    private static <T> List<T> listOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** The rules that bind at any time; those that bind from a state on stand at the command that enters it. */
    void check() {
        if (plannedEnd.isBefore(plannedStart)) {
            throw Refusal.brokenRule("dates-out-of-order", "/plannedEnd", "plannedEnd is before plannedStart");
        }
        if (kind != null && !Schemes.of(scheme).has(kind)) {
            throw Refusal.brokenRule("kind-not-of-scheme", "/kind", "%s has no kind %s".formatted(scheme, kind));
        }
        if (!Offices.of(leadOffice).canLead()) {
            throw Refusal.brokenRule(
                    "office-cannot-lead", "/leadOffice", "%s is a site and cannot lead".formatted(leadOffice));
        }
        for (int i = 0; i < partners.size(); i++) {
            if (!partners.get(i).namesOneParty()) {
                throw Refusal.brokenRule(
                        "partner-ambiguous", "/partners/" + i, "Either localGovernment or organisation is wanted");
            }
        }
        if (scheme.equals(Schemes.JPP_LG)
                && partners.stream().noneMatch(Partner::isLocalGovernmentThatProposesOrImplements)) {
            throw Refusal.brokenRule(
                    "local-government-missing",
                    "/partners",
                    "JPP-LG needs a local government as proposer or implementing partner");
        }
        checkShares("/countries", countries, CountryShare::code, CountryShare::percentage);
        checkShares("/sectors", sectors, SectorShare::code, SectorShare::percentage);
    }

    private static <T> void checkShares(
            String pointer, List<T> shares, Function<T, Object> code, Function<T, @Nullable BigDecimal> percentage) {
        var codes = new HashSet<>();
        for (int i = 0; i < shares.size(); i++) {
            Object each = code.apply(shares.get(i));
            if (!codes.add(each)) {
                throw Refusal.brokenRule("named-twice", pointer + "/" + i, "%s stands there twice".formatted(each));
            }
        }
        List<BigDecimal> given =
                shares.stream().map(percentage).filter(Objects::nonNull).toList();
        if (given.isEmpty()) {
            return;
        }
        BigDecimal sum = given.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (given.size() < shares.size() || sum.compareTo(WHOLE) != 0) {
            throw Refusal.brokenRule(
                    "percentages-not-100",
                    pointer,
                    "Percentages are given for all or none and sum to 100; these sum to %s"
                            .formatted(sum.toPlainString()));
        }
    }
}
