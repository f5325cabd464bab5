package jp.go.jica.partnerships.reporting.report;

import java.util.LinkedHashMap;
import java.util.Map;
import jp.go.jica.partnerships.referencedata.Label;

/** What people call the status of a figure. */
public final class StatusNames {

    private static final Map<String, Label> NAMES = names();

    private StatusNames() {}

    public static Map<String, Label> all() {
        return NAMES;
    }

    public static Label of(String status) {
        return NAMES.getOrDefault(status, new Label(status, status));
    }

    private static Map<String, Label> names() {
        Map<String, Label> names = new LinkedHashMap<>();
        names.put("normal", new Label("published", "公表値"));
        names.put("provisional", new Label("provisional", "暫定値"));
        names.put("estimated", new Label("estimated", "推計値"));
        names.put("break", new Label("break in the series", "系列の断層"));
        names.put("withheld", new Label("withheld", "秘匿"));
        return names;
    }
}
