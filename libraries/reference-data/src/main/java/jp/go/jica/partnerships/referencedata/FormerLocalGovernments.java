package jp.go.jica.partnerships.referencedata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The municipalities that ended between April 1970 and October 2024, most of them by merger, without the wards of designated
 * cities. One that ends from now on is closed with a date in the list of {@link LocalGovernments} instead.
 */
public final class FormerLocalGovernments {

    private static final List<FormerLocalGovernment> ALL = load();

    private FormerLocalGovernments() {}

    /** Ordered by code, of one code oldest first. */
    public static List<FormerLocalGovernment> all() {
        return ALL;
    }

    /** Those that were called so in a prefecture, or in the prefecture of a municipality. */
    public static List<FormerLocalGovernment> named(String nameJa, LocalGovernmentCode prefecture) {
        return matching(former -> former.prefecture().prefectureNumber().equals(prefecture.prefectureNumber())
                && former.isCalled(nameJa));
    }

    /** Those that bore a code, one after the other. */
    public static List<FormerLocalGovernment> withCode(String code) {
        return matching(former -> former.code().equals(code));
    }

    /** What the municipality that bore a code last has become, null if it is no such code or became several. */
    static @Nullable LocalGovernmentCode successorOf(String code) {
        List<FormerLocalGovernment> former = withCode(code);
        return former.isEmpty() ? null : onlySuccessor(former.get(former.size() - 1));
    }

    /** What to say about a text that is no code of today. */
    static InvalidCode explain(String text) {
        CodeList<LocalGovernmentCode, LocalGovernment> codes = LocalGovernments.CODES;
        InvalidCode unknown = codes.unknown(text);
        List<FormerLocalGovernment> former = withCode(text);
        if (former.isEmpty() && unknown.suggestion() == null) {
            former = matching(each -> each.isCalled(text));
        }
        // Two places of one name are no suggestion; one place under one name after the other is.
        if (former.stream().map(FormerLocalGovernment::successors).distinct().count() != 1) {
            return unknown;
        }
        FormerLocalGovernment last = former.get(former.size() - 1);
        return codes.invalid(
                "former-local-government",
                text,
                "is not a local government code of today: %s was one until %s".formatted(last.nameJa(), last.validTo()),
                onlySuccessor(last));
    }

    private static @Nullable LocalGovernmentCode onlySuccessor(FormerLocalGovernment former) {
        return former.successors().size() == 1 ? former.successors().get(0) : null;
    }

    private static List<FormerLocalGovernment> matching(Predicate<FormerLocalGovernment> condition) {
        return ALL.stream().filter(condition).toList();
    }

    private static List<FormerLocalGovernment> load() {
        Map<String, LocalGovernmentCode> prefectures = LocalGovernments.prefectures().stream()
                .map(LocalGovernment::code)
                .collect(Collectors.toMap(LocalGovernmentCode::prefectureNumber, code -> code));
        return Table.read(
                "former-local-governments.csv",
                row -> new FormerLocalGovernment(
                        row.text("code"),
                        row.optional("within"),
                        row.text("name_ja"),
                        row.text("kana"),
                        Objects.requireNonNull(prefectures.get(row.text("code").substring(0, 2))),
                        row.firstDay("valid_from"),
                        row.day("valid_to"),
                        FormerLocalGovernment.Change.valueOf(row.text("change").toUpperCase(Locale.ROOT)),
                        row.several("successors").stream()
                                .map(LocalGovernmentCode::new)
                                .toList()));
    }
}
