package jp.go.jica.partnerships.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.network.Architecture;
import jp.go.jica.partnerships.kubernetes.network.Arrow;
import jp.go.jica.partnerships.kubernetes.network.Policies;

/** Every arrow of the architecture is allowed, and no other. */
public final class ArrowsAreThoseOfTheArchitecture implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        Policies policies = new Policies(manifests);
        SortedSet<Arrow> allowed = policies.leaving();
        allowed.addAll(policies.coming());
        SortedSet<Arrow> missing = Architecture.arrows();
        List<String> breaks = new ArrayList<>();
        for (Arrow arrow : allowed) {
            if (!missing.remove(arrow)) {
                breaks.add("%s is allowed and not in the architecture".formatted(arrow));
            }
        }
        missing.forEach(arrow -> breaks.add("%s is in the architecture and not allowed".formatted(arrow)));
        return breaks;
    }
}
