package jp.go.jica.partnerships.reporting.codelist.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.DomesticOfficeCount;
import jp.go.jica.partnerships.referencedata.Facilities;
import jp.go.jica.partnerships.referencedata.Facility;
import jp.go.jica.partnerships.referencedata.InvalidCode;
import jp.go.jica.partnerships.referencedata.LocalGovernment;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.Scheme;
import jp.go.jica.partnerships.referencedata.Schemes;
import jp.go.jica.partnerships.referencedata.Sector;
import jp.go.jica.partnerships.referencedata.Sectors;
import jp.go.jica.partnerships.reporting.codelist.OfficeHistory;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The lists of codes with their names, dates and relations. */
@Path("/v1/codelists")
@Tag(name = "Code lists")
@RolesAllowed({Permissions.READ, Permissions.REPORT})
public class CodelistResource {

    /**
     * A list.
     *
     * @param count how many items there are
     * @param unverified whether no source confirms which items these are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Codelist<E>(
            String codelist,
            List<E> items,
            int count,
            @Nullable Boolean unverified) {

        static <E> Codelist<E> of(String name, List<E> items) {
            return new Codelist<>(name, items, items.size(), null);
        }
    }

    /** An office with where it comes from. */
    public record OfficeItem(@JsonUnwrapped Office office, OfficeHistory history) {

        static OfficeItem of(Office office) {
            return new OfficeItem(office, OfficeHistory.of(office.code().value()));
        }
    }

    @GET
    @Path("countries")
    @Operation(operationId = "countryCodes", summary = "Countries, of today and former")
    public Codelist<Country> countries() {
        return Codelist.of("countries", Countries.all());
    }

    /** With {@code countedOn} only the domestic offices that JICA counted on that day; with {@code code} only that one. */
    @GET
    @Path("offices")
    @Operation(operationId = "officeCodes", summary = "Domestic offices, of today and former")
    public Codelist<OfficeItem> offices(
            @QueryParam("countedOn") @Nullable String countedOn, @QueryParam("code") @Nullable String code) {
        if (countedOn != null && code != null) {
            throw Refusal.invalid("ambiguous", "?code", "Give countedOn or code, not both");
        }
        if (countedOn != null) {
            DomesticOfficeCount count = Offices.domesticOfficesCountedOn(date(countedOn));
            return new Codelist<>(
                    "offices",
                    count.offices().stream().map(OfficeItem::of).toList(),
                    count.count(),
                    count.unverified());
        }
        List<Office> offices = code == null ? Offices.all() : List.of(office(code));
        return Codelist.of("offices", offices.stream().map(OfficeItem::of).toList());
    }

    @GET
    @Path("local-governments")
    @Operation(operationId = "localGovernmentCodes", summary = "Prefectures and municipalities")
    public Codelist<LocalGovernment> localGovernments() {
        return Codelist.of("local-governments", LocalGovernments.all());
    }

    @GET
    @Path("sectors")
    @Operation(operationId = "sectorCodes", summary = "Purpose codes of the DAC")
    public Codelist<Sector> sectors() {
        return Codelist.of("sectors", Sectors.all());
    }

    @GET
    @Path("schemes")
    @Operation(operationId = "schemeCodes", summary = "Schemes and their kinds")
    public Codelist<Scheme> schemes() {
        return Codelist.of("schemes", Schemes.all());
    }

    @GET
    @Path("facilities")
    @Operation(operationId = "facilityCodes", summary = "Facilities inside domestic offices")
    public Codelist<Facility> facilities() {
        return Codelist.of("facilities", Facilities.all());
    }

    private static Office office(String code) {
        try {
            return Offices.of(OfficeCode.parse(code));
        } catch (InvalidCode unknown) {
            throw Refusal.invalid(unknown.code(), "?code", String.valueOf(unknown.getMessage()));
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw Refusal.invalid("invalid-date", "?countedOn", "Give a date such as 2016-03-31");
        }
    }
}
