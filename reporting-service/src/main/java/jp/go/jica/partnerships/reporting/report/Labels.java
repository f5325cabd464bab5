package jp.go.jica.partnerships.reporting.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.fold.Codes;
import jp.go.jica.partnerships.reporting.measure.Dimension;

/** What the keys of rows are called. */
final class Labels {

    static final Label TOTAL = new Label("Total", "合計");

    private Labels() {}

    static Label of(List<Dimension> dimensions, List<String> keys) {
        if (dimensions.size() == 1) {
            return of(dimensions.get(0), keys.get(0));
        }
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            labels.add(of(dimensions.get(i), keys.get(i)));
        }
        return new Label(
                labels.stream().map(Label::en).collect(Collectors.joining(", ")),
                labels.stream().map(Label::ja).collect(Collectors.joining("、")));
    }

    static Label of(Dimension dimension, String key) {
        return switch (key) {
            case Codes.UNKNOWN -> new Label("Not known", "不明");
            case Codes.UNASSIGNED -> new Label("No office yet", "未定");
            case Codes.NONE -> new Label("None", "なし");
            case Codes.NO_COUNTRY -> Countries.of(Countries.NONE).name();
            default -> dimension.codelist().label(key);
        };
    }
}
