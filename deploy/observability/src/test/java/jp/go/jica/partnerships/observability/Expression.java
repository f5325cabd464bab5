package jp.go.jica.partnerships.observability;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question in PromQL; whether it is one at all, promtool tells. */
record Expression(String text) {

    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![a-zA-Z0-9_:.])([a-zA-Z_:][a-zA-Z0-9_:]*+)\\s*+(\\{[^}]*})?+(?!\\()");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)\\s*(=~|!~|!=|=)");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");

    /** Each metric that it asks for, with the labels that it picks it by. */
    TreeMap<String, Set<String>> metrics() {
        String bare = RANGE.matcher(GROUPING.matcher(text).replaceAll(" ")).replaceAll("");
        TreeMap<String, Set<String>> metrics = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(bare);
        while (selector.find()) {
            if (!WORDS.contains(selector.group(1))) {
                Set<String> labels = metrics.computeIfAbsent(selector.group(1), metric -> new TreeSet<>());
                if (selector.group(2) != null) {
                    LABEL.matcher(selector.group(2)).results().forEach(label -> labels.add(label.group(1)));
                }
            }
        }
        return metrics;
    }
}
