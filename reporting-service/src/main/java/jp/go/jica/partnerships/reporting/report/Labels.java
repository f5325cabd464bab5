package jp.go.jica.partnerships.reporting.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.Facilities;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.referencedata.LocalGovernment;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.Scheme;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.Schemes;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.Sectors;
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
            default -> ofCode(dimension, key);
        };
    }

    private static Label ofCode(Dimension dimension, String key) {
        return switch (dimension) {
            case FISCAL_YEAR -> new Label("FY" + key, key + "年度");
            case COUNTRY -> Countries.of(CountryCode.parse(key)).name();
            case LEAD_OFFICE -> Offices.of(OfficeCode.parse(key)).name();
            case SCHEME -> Schemes.of(SchemeCode.parse(key)).name();
            case KIND -> kind(key);
            case FACILITY -> Facilities.of(FacilityCode.parse(key)).name();
            case SECTOR -> Sectors.of(SectorCode.parse(key)).name();
            case LOCAL_GOVERNMENT ->
                LocalGovernments.of(LocalGovernmentCode.parse(key)).name();
            case PREFECTURE -> prefecture(key);
            case AGREEMENT_TYPE -> agreementType(key);
        };
    }

    private static Label kind(String key) {
        return Schemes.all().stream()
                .flatMap(scheme -> scheme.kinds().stream())
                .filter(kind -> kind.code().name().equals(key))
                .map(Scheme.Kind::name)
                .findFirst()
                .orElseGet(() -> new Label(key, key));
    }

    private static Label prefecture(String number) {
        return LocalGovernments.prefectures().stream()
                .filter(each -> each.code().prefectureNumber().equals(number))
                .map(LocalGovernment::name)
                .findFirst()
                .orElseGet(() -> new Label(number, number));
    }

    private static Label agreementType(String key) {
        return switch (key) {
            case "COMPREHENSIVE_COOPERATION" -> new Label("Comprehensive cooperation agreement", "包括連携協定");
            case "MEMORANDUM" -> new Label("Memorandum", "覚書");
            default -> new Label("Project-specific agreement", "個別協定");
        };
    }
}
