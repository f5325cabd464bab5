package jp.go.jica.partnerships.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import org.jspecify.annotations.Nullable;

/** Reads the state that an event carries. What the reports do not need is not looked at. */
final class FactReader {

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
        List<String> localGovernments = codes.localGovernments(partners);
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
                codes.scheme(after.text("scheme")),
                codes.kind(after.optionalText("kind")),
                leadOffice,
                ledBy,
                ledFrom,
                codes.facility(after.optionalText("facility")),
                after.optionalText("delivery"),
                codes.countries(shares(after, "countries")),
                codes.sectors(shares(after, "sectors")),
                localGovernments,
                codes.prefecturesOf(localGovernments),
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
        List<String> localGovernments = codes.localGovernments(after.texts("hostLocalGovernments"));
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
                after.optionalText("nationality"),
                after.optionalText("sex"),
                after.optionalText("ageBand"),
                after.optionalText("organisationType"),
                after.optionalText("occupation"),
                after.optionalText("term"),
                localGovernments,
                codes.prefecturesOf(localGovernments),
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
        List<String> parties = new ArrayList<>();
        for (Shape party : after.each("parties")) {
            String localGovernment = party.optionalText("localGovernment");
            if (localGovernment != null) {
                parties.add(localGovernment);
            }
        }
        List<String> localGovernments = codes.localGovernments(parties);
        Days days = new Days(after, after.optionalDate("annulledOn") != null);
        LocalDate signedOn = days.of("signedOn");
        return new Fact.Agreement(
                event.aggregateId(),
                event.aggregateVersion(),
                after.optionalText("agreementNumber"),
                codes.agreementType(after.text("type")),
                codes.office(after.optionalText("leadOffice")),
                codes.countries(after.texts("countries")),
                localGovernments,
                codes.prefecturesOf(localGovernments),
                after.text("state"),
                signedOn,
                days.of("effectiveFrom"),
                days.of("terminatedOn"),
                signedOn == null ? DaysInForce.NONE : DaysInForce.of(after, signedOn));
    }
}
