package jp.go.jica.partnerships.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.network.Arrow;
import jp.go.jica.partnerships.kubernetes.network.Policies;

/** Nothing is allowed that is not said; and what one pod may send another may take, and the other way round. */
public final class ArrowsHaveTwoEnds implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        Policies policies = new Policies(manifests);
        List<String> breaks = new ArrayList<>();
        policies.open().forEach(pods -> breaks.add("%s: everything that is not said is allowed".formatted(pods)));
        SortedSet<Arrow> leaving = policies.leaving();
        SortedSet<Arrow> coming = policies.coming();
        for (Arrow arrow : leaving) {
            if (policies.isBetweenOurs(arrow) && !coming.contains(arrow)) {
                breaks.add("%s may leave and not come in".formatted(arrow));
            }
        }
        for (Arrow arrow : coming) {
            if (policies.isBetweenOurs(arrow) && !leaving.contains(arrow)) {
                breaks.add("%s may come in and not leave".formatted(arrow));
            }
        }
        return breaks;
    }
}
