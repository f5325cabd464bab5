package jp.go.jica.partnerships.referencedata;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds local governments by what they are or were called: code or Japanese name, of today or of a municipality that merged. */
public final class LocalGovernmentSearch {

    private LocalGovernmentSearch() {}

    /**
     * The local governments of today that are meant.
     *
     * @param prefectures in one of which a name is looked for; all if there are none
     * @throws InvalidCode if none is known; it says what may have been meant
     */
    public static Set<LocalGovernmentCode> meant(String text, List<LocalGovernmentCode> prefectures) {
        boolean isCode = text.matches("[0-9]+");
        if (isCode
                && LocalGovernments.all().stream()
                        .anyMatch(each -> each.code().value().equals(text))) {
            return Set.of(LocalGovernmentCode.parse(text));
        }
        Stream<LocalGovernmentCode> past = (isCode
                        ? FormerLocalGovernments.withCode(text).stream()
                        : FormerLocalGovernments.all().stream().filter(former -> former.isCalled(text)))
                .filter(former -> isIn(former.prefecture(), prefectures))
                .map(FormerLocalGovernment::successors)
                .flatMap(List::stream);
        Stream<LocalGovernmentCode> present = LocalGovernments.all().stream()
                .filter(each -> each.name().ja().equals(text))
                .filter(each -> isIn(each.prefecture(), prefectures))
                .map(LocalGovernment::code);
        Set<LocalGovernmentCode> meant = Stream.concat(past, present).collect(Collectors.toSet());
        return meant.isEmpty() ? Set.of(LocalGovernmentCode.parse(text)) : meant;
    }

    private static boolean isIn(LocalGovernmentCode prefecture, List<LocalGovernmentCode> wanted) {
        return wanted.isEmpty()
                || wanted.stream().anyMatch(each -> each.prefectureNumber().equals(prefecture.prefectureNumber()));
    }
}
