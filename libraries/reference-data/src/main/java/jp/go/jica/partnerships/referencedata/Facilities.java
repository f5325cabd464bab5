package jp.go.jica.partnerships.referencedata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facilities inside domestic offices. */
public final class Facilities {

    static final CodeList<FacilityCode, Facility> CODES = load();

    private Facilities() {}

    public static List<Facility> all() {
        return CODES.entries();
    }

    public static Facility of(FacilityCode code) {
        return CODES.entry(code);
    }

    private static CodeList<FacilityCode, Facility> load() {
        Map<String, List<Facility.Host>> hosts = new HashMap<>();
        Table.read(
                "facility-hosts.csv",
                row -> hosts.computeIfAbsent(row.text("facility"), code -> new ArrayList<>())
                        .add(new Facility.Host(
                                new OfficeCode(row.text("office")),
                                row.firstDay("valid_from"),
                                row.lastDay("valid_to"))));
        List<Facility> facilities = Table.read(
                "facilities.csv",
                row -> new Facility(
                        new FacilityCode(row.text("code")),
                        new Label(row.text("name_en"), row.text("name_ja")),
                        PartialDate.parse(row.text("opened")),
                        new LocalGovernmentCode(row.text("local_government")),
                        List.copyOf(hosts.getOrDefault(row.text("code"), List.of())),
                        row.unverified()));
        return new CodeList<>("facility code", facilities, Facility::code, Facility::name);
    }
}
