package jp.go.jica.partnerships.reporting.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.referencedata.Code;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.Facilities;
import jp.go.jica.partnerships.referencedata.Facility;
import jp.go.jica.partnerships.referencedata.FacilityCode;
import jp.go.jica.partnerships.referencedata.IatiCodelist;
import jp.go.jica.partnerships.referencedata.IncomeGroup;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.referencedata.LocalGovernment;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.referencedata.Office;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.referencedata.Scheme;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.Schemes;
import jp.go.jica.partnerships.referencedata.Sector;
import jp.go.jica.partnerships.referencedata.SectorCode;
import jp.go.jica.partnerships.referencedata.Sectors;
import jp.go.jica.partnerships.referencedata.ThematicFields;

/** The lists of the dimensions; those that no reference data has are written here, with the owners' codes. */
final class Codelists {

    /** Countries that the DAC does not list, in the place of an income group. */
    static final String NOT_LISTED = "NOT_LISTED";

    static final Codelist YEARS = Codelist.open(year -> new Label("FY" + year, year + "年度"));
    static final Codelist MONTHS = Codelist.open(Codelists::month);

    static final Codelist COUNTRIES = Codelist.at(
            "/v1/codelists/countries",
            code -> Countries.of(CountryCode.parse(code)).name(),
            () -> codes(Countries.all(), Country::code));
    static final Codelist OFFICES = Codelist.at(
            "/v1/codelists/offices",
            code -> Offices.of(OfficeCode.parse(code)).name(),
            () -> codes(Offices.all(), Office::code));
    static final Codelist LOCAL_GOVERNMENTS = Codelist.at(
            "/v1/codelists/local-governments",
            code -> LocalGovernments.of(LocalGovernmentCode.parse(code)).name(),
            () -> codes(LocalGovernments.all(), LocalGovernment::code));
    static final Codelist SECTORS = Codelist.at(
            "/v1/codelists/sectors",
            code -> Sectors.of(SectorCode.parse(code)).name(),
            () -> codes(Sectors.all(), Sector::code));
    static final Codelist SCHEMES = Codelist.at(
            "/v1/codelists/schemes",
            code -> Schemes.of(SchemeCode.parse(code)).name(),
            () -> codes(Schemes.all(), Scheme::code));
    static final Codelist FACILITIES = Codelist.at(
            "/v1/codelists/facilities",
            code -> Facilities.of(FacilityCode.parse(code)).name(),
            () -> codes(Facilities.all(), Facility::code));

    static final Codelist REGIONS = Codelist.of(regions());
    static final Codelist INCOME_GROUPS = Codelist.of(incomeGroups());
    static final Codelist PREFECTURES = Codelist.of(labels(
            LocalGovernments.prefectures(), prefecture -> prefecture.code().prefectureNumber(), LocalGovernment::name));
    static final Codelist SECTOR_CATEGORIES =
            Codelist.of(labels(Sectors.categories(), Sector.Category::code, Sector.Category::name));
    static final Codelist THEMATIC_FIELDS =
            Codelist.of(labels(ThematicFields.all(), field -> field.code().value(), field -> field.name()));
    static final Codelist KINDS = Codelist.of(labels(
            Schemes.all().stream().flatMap(scheme -> scheme.kinds().stream()).toList(),
            kind -> kind.code().name(),
            Scheme.Kind::name));

    static final Codelist SDGS = Codelist.of(goals());

    static final Codelist DELIVERIES = words(
            "IN_JAPAN",
            "In Japan",
            "本邦",
            "ONLINE",
            "Online",
            "オンライン",
            "HYBRID",
            "Hybrid",
            "ハイブリッド",
            "IN_COUNTRY",
            "In the country",
            "現地国内",
            "THIRD_COUNTRY",
            "In a third country",
            "第三国");

    static final Codelist SEXES =
            words("F", "Female", "女性", "M", "Male", "男性", "X", "Other", "その他", "NOT_STATED", "Not stated", "不記載");

    static final Codelist AGE_BANDS = words(
            "UNDER_20",
            "Under 20",
            "20歳未満",
            "20-29",
            "20–29",
            "20~29歳",
            "30-39",
            "30–39",
            "30~39歳",
            "40-49",
            "40–49",
            "40~49歳",
            "50-59",
            "50–59",
            "50~59歳",
            "60_AND_OVER",
            "60 and over",
            "60歳以上",
            "NOT_STATED",
            "Not stated",
            "不記載");

    static final Codelist OCCUPATIONS = words(
            "ADMINISTRATIVE_OFFICIAL",
            "Administrative official",
            "行政官",
            "ENGINEER",
            "Engineer",
            "技術者",
            "RESEARCHER",
            "Researcher",
            "研究者",
            "EDUCATOR",
            "Educator",
            "教育関係者",
            "HEALTH_WORKER",
            "Health worker",
            "保健医療従事者",
            "AGRICULTURE",
            "Agriculture",
            "農業従事者",
            "BUSINESS",
            "Business",
            "企業関係者",
            "COMMUNITY",
            "Community worker",
            "地域活動従事者",
            "OTHER",
            "Other",
            "その他",
            "NOT_STATED",
            "Not stated",
            "不記載");

    static final Codelist ORGANISATION_TYPES = words(
            "GOVERNMENT",
            "Government",
            "中央政府",
            "LOCAL_GOVERNMENT",
            "Local government",
            "地方政府",
            "COMPANY",
            "Company",
            "企業",
            "NGO",
            "Non-governmental organisation",
            "NGO",
            "ACADEMIC",
            "Academic institution",
            "教育・研究機関",
            "OTHER",
            "Other",
            "その他");

    static final Codelist AGREEMENT_TYPES = words(
            "COMPREHENSIVE_COOPERATION",
            "Comprehensive cooperation agreement",
            "包括連携協定",
            "MEMORANDUM",
            "Memorandum",
            "覚書",
            "PROJECT_SPECIFIC",
            "Project-specific agreement",
            "個別協定");

    static final Codelist COOPERATION_FIELDS = words(
            "WATER",
            "Water supply",
            "上水道",
            "SEWERAGE",
            "Sewerage",
            "下水道",
            "WASTE",
            "Waste",
            "廃棄物",
            "ENVIRONMENT",
            "Environment",
            "環境",
            "AGRICULTURE",
            "Agriculture",
            "農業",
            "HEALTH",
            "Health",
            "保健医療",
            "EDUCATION",
            "Education",
            "教育",
            "URBAN_DEVELOPMENT",
            "Urban development",
            "都市開発",
            "DISASTER_RISK_REDUCTION",
            "Disaster risk reduction",
            "防災",
            "PRIVATE_SECTOR",
            "Private sector",
            "民間連携",
            "INTERNATIONAL_EXCHANGE",
            "International exchange",
            "国際交流",
            "OTHER",
            "Other",
            "その他");

    private Codelists() {}

    private static Label month(String month) {
        return new Label(month, month.substring(0, 4) + "年" + Integer.parseInt(month.substring(5)) + "月");
    }

    private static Map<String, Label> regions() {
        Map<String, Label> regions = new LinkedHashMap<>();
        for (Country country : Countries.all()) {
            if (country.region() != null) {
                regions.put(country.region().code(), country.region().name());
            }
        }
        return regions;
    }

    private static Map<String, Label> incomeGroups() {
        Map<String, Label> groups = new LinkedHashMap<>();
        for (IncomeGroup group : IncomeGroup.values()) {
            groups.put(group.name(), group.label());
        }
        groups.put(NOT_LISTED, new Label("Not on the DAC list", "DACリスト非掲載国"));
        return groups;
    }

    private static Map<String, Label> goals() {
        Map<String, Label> goals = new LinkedHashMap<>();
        for (int goal = 1; goal <= 17; goal++) {
            String code = Integer.toString(goal);
            goals.put(code, new Label(IatiCodelist.SDG_GOAL.parse(code).name(), "SDGsゴール" + goal));
        }
        return goals;
    }

    private static <E> Map<String, Label> labels(
            Collection<E> entries, Function<E, String> code, Function<E, Label> name) {
        Map<String, Label> labels = new LinkedHashMap<>();
        entries.forEach(entry -> labels.put(code.apply(entry), name.apply(entry)));
        return labels;
    }

    private static <E> List<String> codes(List<E> entries, Function<E, ? extends Code> code) {
        return entries.stream().map(entry -> code.apply(entry).value()).collect(Collectors.toUnmodifiableList());
    }

    /** Code, English and Japanese name, three by three. */
    private static Codelist words(String... words) {
        Map<String, Label> labels = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 3) {
            labels.put(words[i], new Label(words[i + 1], words[i + 2]));
        }
        return Codelist.of(labels);
    }
}
