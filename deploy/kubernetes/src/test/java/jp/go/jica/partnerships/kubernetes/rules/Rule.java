package jp.go.jica.partnerships.kubernetes.rules;

import java.util.List;
import jp.go.jica.partnerships.kubernetes.Manifests;

/** Something that must hold for everything that is deployed. */
@FunctionalInterface
public interface Rule {

    /** One line for each break, that names the resource; none where the rule holds. */
    List<String> breaks(Manifests manifests);
}
