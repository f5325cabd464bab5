package jp.go.jica.partnerships.programs.program;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Warning;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.Facilities;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.Scheme;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SchemeKind;
import jp.go.jica.partnerships.referencedata.Schemes;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.Sectors;
import jp.go.jica.partnerships.referencedata.ThematicFieldCode;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder states of a program: the body of its creation, and all that a PATCH may change.
 *
 * @param programCode JICA's own number of it, unique
 * @param kind only for schemes that are divided into kinds
 * @param leadOffice the one office that answers for it; a site cannot
 * @param facility where it takes place, if at a facility of its own, such as DRLC
 * @param capacity persons of a run, at most, where a new run does not say otherwise
 * @param seats likewise, persons per sending country
 * @param agreementIds the agreements under which it runs
 * @param relatedPrograms earlier phases, predecessors and whatever else it has to do with
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
        @Nullable ThematicFieldCode thematicField,
        @Size(max = 100) List<@NotNull @Valid Partner> partners,
        @Size(max = 50) List<@NotNull @Valid RelatedProgram> relatedPrograms,
        @Size(max = 50) List<@NotNull UUID> agreementIds,
        @Nullable Delivery delivery,
        @Size(max = 17) List<@NotNull @Min(1) @Max(17) Integer> sdgGoals,
        @Min(0) @Max(100_000) @Nullable Integer capacity,
        @Size(max = 250) List<@NotNull @Valid Seats> seats,
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
        relatedPrograms = listOrEmpty(relatedPrograms);
        agreementIds = listOrEmpty(agreementIds);
        sdgGoals = listOrEmpty(sdgGoals);
        seats = listOrEmpty(seats);
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
        checkOnce("/partners", partners);
        checkOnce("/cooperatingOffices", cooperatingOffices);
        checkOnce(
                "/relatedPrograms",
                relatedPrograms.stream().map(RelatedProgram::programId).toList());
        checkOnce("/agreementIds", agreementIds);
        checkOnce("/sdgGoals", sdgGoals);
        Seats.check(capacity, seats);
        checkCodesOfItsDays();
    }

    /** What is taken as it is, although it may be wrong. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        for (int i = 0; i < sectors.size(); i++) {
            SectorCode code = sectors.get(i).code();
            LocalDate last = Sectors.of(code).withdrawnAfter();
            if (last != null && last.isBefore(plannedStart)) {
                warnings.add(new Warning(
                        "/sectors/%d/code".formatted(i),
                        "sector-withdrawn",
                        "%s was withdrawn after %s; the program begins on %s".formatted(code, last, plannedStart)));
            }
        }
        return warnings;
    }

    /** The same with this lead office. */
    public ProgramDetails ledBy(OfficeCode office) {
        return new ProgramDetails(
                programCode,
                title,
                scheme,
                kind,
                office,
                cooperatingOffices,
                facility,
                countries,
                sectors,
                thematicField,
                partners,
                relatedPrograms,
                agreementIds,
                delivery,
                sdgGoals,
                capacity,
                seats,
                notes,
                proposedOn,
                plannedStart,
                plannedEnd);
    }

    boolean needsContract() {
        // Courses are held by JICA itself; a contract is made for projects.
        return Schemes.of(scheme).form() == Scheme.Form.PROJECT;
    }

    // A code counts as long as it was there on any day of the program. A sector that was withdrawn only warns: what it
    // stood for goes on, and records of long programs keep it.
    private void checkCodesOfItsDays() {
        for (int i = 0; i < sectors.size(); i++) {
            SectorCode code = sectors.get(i).code();
            refuseIfLater(
                    "/sectors/%d/code".formatted(i), code, Sectors.of(code).activeFrom());
        }
        for (int i = 0; i < cooperatingOffices.size(); i++) {
            Office office = Offices.of(cooperatingOffices.get(i));
            refuseIfLater("/cooperatingOffices/" + i, office.code(), office.validFrom());
            refuseIfEarlier("/cooperatingOffices/" + i, office.code(), office.validTo());
        }
        for (int i = 0; i < countries.size(); i++) {
            Country country = Countries.of(countries.get(i).code());
            String pointer = "/countries/%d/code".formatted(i);
            refuseIfLater(pointer, country.code(), country.introduced());
            refuseIfEarlier(
                    pointer,
                    country.code(),
                    country.withdrawn() == null ? null : country.withdrawn().lastDay());
        }
        for (int i = 0; i < partners.size(); i++) {
            LocalGovernmentCode code = partners.get(i).localGovernment();
            if (code != null) {
                String pointer = "/partners/%d/localGovernment".formatted(i);
                refuseIfLater(pointer, code, LocalGovernments.of(code).validFrom());
                refuseIfEarlier(pointer, code, LocalGovernments.of(code).validTo());
            }
        }
        if (facility != null) {
            refuseIfLater(
                    "/facility", facility, Facilities.of(facility).opened().firstDay());
        }
    }

    private void refuseIfEarlier(String pointer, Object code, @Nullable LocalDate last) {
        if (last != null && last.isBefore(plannedStart)) {
            throw Refusal.brokenRule("code-not-valid", pointer, "%s was there until %s".formatted(code, last));
        }
    }

    private void refuseIfLater(String pointer, Object code, @Nullable LocalDate first) {
        if (first != null && first.isAfter(plannedEnd)) {
            throw Refusal.brokenRule("code-not-valid", pointer, "%s is there from %s on".formatted(code, first));
        }
    }

    private static void checkOnce(String pointer, List<?> values) {
        var seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(values.get(i))) {
                throw Refusal.brokenRule("named-twice", pointer + "/" + i, "This stands there twice");
            }
        }
    }

    private static <T> void checkShares(
            String pointer, List<T> shares, Function<T, Object> code, Function<T, @Nullable BigDecimal> percentage) {
        checkOnce(pointer, shares.stream().map(code).toList());
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
