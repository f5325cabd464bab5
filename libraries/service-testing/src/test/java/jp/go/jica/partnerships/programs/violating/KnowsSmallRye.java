package jp.go.jica.partnerships.programs.violating;

import io.smallrye.mutiny.Uni;

public final class KnowsSmallRye {
    Uni<Integer> later() {
        return Uni.createFrom().item(1);
    }
}
