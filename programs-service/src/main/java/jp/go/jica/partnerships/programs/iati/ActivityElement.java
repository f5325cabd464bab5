package jp.go.jica.partnerships.programs.iati;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.programs.program.Outcome;
import jp.go.jica.partnerships.programs.program.Partner;
import jp.go.jica.partnerships.programs.program.ProgramDetails;
import jp.go.jica.partnerships.programs.program.Progress;
import jp.go.jica.partnerships.programs.program.SectorShare;
import jp.go.jica.partnerships.referencedata.Iati;
import jp.go.jica.partnerships.referencedata.Iati.ActivityDateType;
import jp.go.jica.partnerships.referencedata.Iati.OrganisationRole;
import jp.go.jica.partnerships.referencedata.Iati.RelatedActivityType;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import org.jspecify.annotations.Nullable;

/** One {@code iati-activity}; its elements stand in the order that the schema of 2.03 prescribes. */
final class ActivityElement {

    private static final Label JICA = new Label("Japan International Cooperation Agency (JICA)", "独立行政法人国際協力機構(JICA)");
    // Codes of lists of the standard.
    private static final String GOVERNMENT = "10";
    private static final String LOCAL_GOVERNMENT = "11";
    private static final String GENERAL_DESCRIPTION = "1";
    private static final String INTERNAL_IDENTIFIER = "A1";
    private static final String DAC_REGIONS = "1";
    private static final String DAC_PURPOSES = "1";
    private static final String SDG_GOALS = "2";
    // "Sectors not specified": IATI wants at least one.
    private static final String NO_SECTOR = "99810";

    private final Markup xml;

    ActivityElement(Markup xml) {
        this.xml = xml;
    }

    void write(Activity activity) {
        ProgramDetails details = activity.program().details();
        xml.open(
                "iati-activity",
                "last-updated-datetime",
                activity.changedAt().toString(),
                "xml:lang",
                Language.ENGLISH.code());
        xml.text("iati-identifier", ActivityIdentifier.of(details.programCode()));
        xml.open("reporting-org", "ref", Iati.JICA, "type", GOVERNMENT)
                .narratives(JICA)
                .close();
        xml.open("title").narratives(details.title().en(), details.title().ja()).close();
        description(details);
        participatingOrganisations(details.partners());
        xml.empty("other-identifier", "ref", details.programCode(), "type", INTERNAL_IDENTIFIER);
        xml.empty("activity-status", "code", activity.status().code());
        dates(details, activity.program().progress());
        recipients(Recipient.of(details.countries()));
        sectors(details.sectors());
        details.sdgGoals().forEach(goal -> xml.empty("tag", "vocabulary", SDG_GOALS, "code", goal.toString()));
        activity.siblings()
                .forEach(code -> xml.empty(
                        "related-activity",
                        "ref",
                        ActivityIdentifier.of(code),
                        "type",
                        RelatedActivityType.SIBLING.code()));
        ResultElement result = new ResultElement(xml);
        activity.program().outcomes().stream().map(Outcome::details).forEach(result::write);
        xml.close();
    }

    private void description(ProgramDetails details) {
        String notes = details.notes();
        xml.open("description", "type", GENERAL_DESCRIPTION);
        if (notes == null || notes.isBlank()) {
            xml.narratives(details.title().en(), details.title().ja());
        } else {
            xml.narrative(Language.of(notes), notes);
        }
        xml.close();
    }

    private void participatingOrganisations(List<Partner> partners) {
        xml.open("participating-org", "ref", Iati.JICA, "type", GOVERNMENT, "role", OrganisationRole.EXTENDING.code())
                .narratives(JICA)
                .close();
        Participant.of(partners).forEach(this::participatingOrganisation);
    }

    private void participatingOrganisation(Participant participant) {
        Partner.Organisation organisation = participant.organisation();
        xml.open(
                "participating-org",
                "type",
                organisation == null ? LOCAL_GOVERNMENT : organisation.type(),
                "role",
                participant.role().code());
        if (organisation != null) {
            xml.narrative(Language.of(organisation.name()), organisation.name());
        }
        if (participant.localGovernment() != null) {
            xml.narratives(LocalGovernments.of(participant.localGovernment()).name());
        }
        xml.close();
    }

    private void dates(ProgramDetails details, Progress progress) {
        date(ActivityDateType.PLANNED_START, details.plannedStart());
        date(ActivityDateType.ACTUAL_START, progress.startedOn());
        date(ActivityDateType.PLANNED_END, details.plannedEnd());
        // What was given up after its start ended on that day; before it there was nothing to end.
        boolean endedEarly = progress.completedOn() == null && progress.startedOn() != null;
        date(ActivityDateType.ACTUAL_END, endedEarly ? progress.cancelledOn() : progress.completedOn());
    }

    private void date(ActivityDateType type, @Nullable LocalDate day) {
        if (day != null) {
            xml.empty("activity-date", "type", type.code(), "iso-date", day.toString());
        }
    }

    private void recipients(List<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            String percentage = Percentages.written(recipient.percentage());
            if (recipient.isRegion()) {
                xml.open(
                        "recipient-region",
                        "code",
                        recipient.code(),
                        "vocabulary",
                        DAC_REGIONS,
                        "percentage",
                        percentage);
            } else {
                xml.open("recipient-country", "code", recipient.code(), "percentage", percentage);
            }
            List<Label> former = recipient.formerCountries();
            if (!former.isEmpty()) {
                xml.narratives(
                        former.stream().map(Label::en).collect(Collectors.joining(", ")),
                        former.stream().map(Label::ja).collect(Collectors.joining("、")));
            }
            xml.close();
        }
    }

    private void sectors(List<SectorShare> sectors) {
        if (sectors.isEmpty()) {
            sector(NO_SECTOR, new BigDecimal(100));
        }
        List<BigDecimal> percentages =
                Percentages.of(sectors.stream().map(SectorShare::percentage).toList());
        for (int i = 0; i < sectors.size(); i++) {
            sector(sectors.get(i).code().value(), percentages.get(i));
        }
    }

    private void sector(String code, BigDecimal percentage) {
        xml.empty("sector", "vocabulary", DAC_PURPOSES, "code", code, "percentage", Percentages.written(percentage));
    }
}
