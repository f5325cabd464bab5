package jp.go.jica.partnerships.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.reporting.measure.Dimension;
import org.jspecify.annotations.Nullable;

/** Reads the state that an event carries. What the reports do not need is not looked at. */
final class FactReader {

    private static final String NOT_STATED = "NOT_STATED";

    private final Codes codes;

    FactReader(Codes codes) {
        this.codes = codes;
    }

    /** @throws UnreadableEventException naming the part of the state that is not as the event's schema says */
    Fact read(JournalEvent event) throws UnreadableEventException {
        Shape after = new Shape(event.after(), "/after");
        if (!after.uuid("id").equals(event.aggregateId())) {
            throw new UnreadableEventException("/after/id is not the id of the event's subject");
        }
        return switch (event.aggregateType()) {
            case "program" -> program(event, after);
            case "agreement" -> agreement(event, after);
            case "participation" -> participation(event, after);
            case "participant" -> new Fact.Participant(event.aggregateId(), after.optionalUuid("mergedInto"));
            default ->
                throw new UnreadableEventException(
                        "the topic is about no aggregate that is known here: " + event.aggregateType());
        };
    }

    private Fact.Program program(JournalEvent event, Shape after) throws UnreadableEventException {
        List<String> partners = new ArrayList<>();
        for (Shape partner : after.each("partners")) {
            String localGovernment = partner.optionalText("localGovernment");
            if (localGovernment != null) {
                partners.add(localGovernment);
            }
        }
        List<Fact.Run> runs = new ArrayList<>();
        for (Shape run : after.each("runs")) {
            runs.add(new Fact.Run(
                    run.uuid("id"),
                    event.aggregateId(),
                    run.optionalDate("plannedStart"),
                    run.optionalDate("plannedEnd")));
        }
        List<String> localGovernments = codes.several(Dimension.LOCAL_GOVERNMENT, partners);
        String leadOffice = codes.office(after.optionalText("leadOffice"));
        List<String> ledBy = new ArrayList<>();
        List<LocalDate> ledFrom = new ArrayList<>();
        for (Shape led : after.each("leadOffices")) {
            if (!ledBy.isEmpty()) {
                ledFrom.add(led.date("from"));
            }
            ledBy.add(codes.office(led.text("office")));
        }
        if (ledBy.isEmpty()) {
            ledBy.add(leadOffice);
        }
        Days days = new Days(after, after.optionalDate("annulledOn") != null);
        return new Fact.Program(
                event.aggregateId(),
                event.aggregateVersion(),
                after.optionalText("programCode"),
                codes.one(Dimension.SCHEME, after.text("scheme")),
                codes.one(Dimension.KIND, after.optionalText("kind")),
                leadOffice,
                ledBy,
                ledFrom,
                codes.several(Dimension.COOPERATING_OFFICE, after.texts("cooperatingOffices")),
                codes.one(Dimension.FACILITY, after.optionalText("facility")),
                codes.one(Dimension.DELIVERY, after.optionalText("delivery")),
                codes.countries(shares(after, "countries")),
                codes.several(Dimension.SECTOR, shares(after, "sectors")),
                codes.one(Dimension.THEMATIC_FIELD, after.optionalText("thematicField")),
                codes.several(Dimension.SDG, after.numbers("sdgGoals")),
                localGovernments,
                after.text("state"),
                days.of("proposedOn"),
                days.of("adoptedOn"),
                days.of("rejectedOn"),
                days.of("withdrawnOn"),
                days.of("contractedOn"),
                days.of("startedOn"),
                days.of("completedOn"),
                days.of("cancelledOn"),
                after.optionalDate("plannedStart"),
                after.optionalDate("plannedEnd"),
                runs);
    }

    /** The days on which something happened; what was entered in error never happened. */
    private record Days(Shape after, boolean annulled) {

        @Nullable
        LocalDate of(String field) throws UnreadableEventException {
            LocalDate day = after.optionalDate(field);
            return annulled ? null : day;
        }
    }

    private static List<String> shares(Shape after, String field) throws UnreadableEventException {
        List<String> shares = new ArrayList<>();
        for (Shape share : after.each(field)) {
            shares.add(share.text("code"));
        }
        return shares;
    }

    private Fact.Participation participation(JournalEvent event, Shape after) throws UnreadableEventException {
        List<String> localGovernments = codes.several(Dimension.LOCAL_GOVERNMENT, after.texts("hostLocalGovernments"));
        UUID participant = after.uuid("participantId");
        UUID program = after.uuid("programId");
        Days days = new Days(after, after.optionalDate("annulledOn") != null);
        return new Fact.Participation(
                event.aggregateId(),
                event.aggregateVersion(),
                participant,
                program,
                after.optionalUuid("programRunId"),
                codes.country(after.optionalText("sendingCountry")),
                codes.one(Dimension.NATIONALITY, after.optionalText("nationality"), Codes.NO_COUNTRY),
                codes.one(Dimension.SEX, after.optionalText("sex"), NOT_STATED),
                codes.one(Dimension.AGE_BAND, after.optionalText("ageBand"), NOT_STATED),
                codes.one(Dimension.ORGANISATION_TYPE, after.optionalText("organisationType"), Codes.UNKNOWN),
                codes.one(Dimension.OCCUPATION, after.optionalText("occupation"), NOT_STATED),
                after.optionalText("term"),
                localGovernments,
                after.text("state"),
                days.of("acceptedOn"),
                days.of("cancelledOn"),
                days.of("noShowOn"),
                days.of("arrivedOn"),
                days.of("completedOn"),
                days.of("withdrawnOn"),
                after.optionalDate("plannedStart"),
                after.optionalDate("plannedEnd"));
    }

    private Fact.Agreement agreement(JournalEvent event, Shape after) throws UnreadableEventException {
        Days days = new Days(after, after.optionalDate("annulledOn") != null);
        LocalDate signedOn = days.of("signedOn");
        Terms terms = signedOn == null ? null : Terms.of(after, signedOn);
        List<LocalDate> amendedOn = new ArrayList<>();
        List<Fact.Contents> contents = new ArrayList<>();
        LocalDate from = null;
        for (Shape amendment : after.each("amendments")) {
            amendedOn.add(amendment.date("amendedOn"));
            LocalDate until = amendment.date("effectiveFrom");
            Shape before = amendment.optional("before");
            if (before != null && (from == null || from.isBefore(until))) {
                contents.add(contents(from, until, before));
                from = until;
            }
        }
        contents.add(contents(from, null, after));
        return new Fact.Agreement(
                event.aggregateId(),
                event.aggregateVersion(),
                after.optionalText("agreementNumber"),
                codes.one(Dimension.AGREEMENT_TYPE, after.text("type")),
                codes.office(after.optionalText("leadOffice")),
                contents,
                after.text("state"),
                signedOn,
                days.of("effectiveFrom"),
                days.of("terminatedOn"),
                terms == null ? Terms.NO_DAYS : terms.daysInForce(),
                terms == null ? List.of() : terms.renewals(),
                terms == null ? List.of() : amendedOn,
                terms == null ? List.of() : terms.expiries(),
                terms == null ? List.of() : terms.expiryKnownFrom());
    }

    private Fact.Contents contents(@Nullable LocalDate from, @Nullable LocalDate until, Shape agreed)
            throws UnreadableEventException {
        List<String> parties = new ArrayList<>();
        for (Shape party : agreed.each("parties")) {
            String localGovernment = party.optionalText("localGovernment");
            if (localGovernment != null) {
                parties.add(localGovernment);
            }
        }
        return new Fact.Contents(
                from,
                until,
                codes.countries(agreed.texts("countries")),
                codes.several(Dimension.COOPERATION_FIELD, agreed.texts("fields")),
                codes.several(Dimension.LOCAL_GOVERNMENT, parties));
    }
}
