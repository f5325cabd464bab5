package jp.go.jica.partnerships.reporting.codelist;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.OfficeEvent;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;

/**
 * Where an office comes from.
 *
 * @param predecessors the offices that it took over
 * @param established the year in which it, or the first of them, was established under its code; null if not known
 * @param events what happened to all of them, oldest first
 */
public record OfficeHistory(
        OfficeCode office,
        List<Office> predecessors,
        @Nullable Integer established,
        List<OfficeEvent> events) {

    public static OfficeHistory of(String code) {
        return of(OfficeCode.parse(code));
    }

    static OfficeHistory of(OfficeCode office) {
        List<Office> lineage = Offices.all().stream()
                .filter(each -> each.siteOf() == null && Offices.covered(office).contains(each.code()))
                .toList();
        Integer established = lineage.stream()
                .map(Office::validFrom)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .map(LocalDate::getYear)
                .orElse(null);
        return new OfficeHistory(
                office,
                lineage.stream().filter(each -> !each.code().equals(office)).toList(),
                established,
                Offices.history(office));
    }

    /** The events as rows of a figure's details. */
    public List<Map<String, Object>> details() {
        return events.stream()
                .map(event -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("office", event.office());
                    row.put("date", event.date());
                    row.put("event", event.kind());
                    row.put("name", event.name());
                    row.put("predecessors", event.predecessors());
                    return row;
                })
                .toList();
    }
}
