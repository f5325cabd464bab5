package jp.go.jica.partnerships.programs.violating;

import java.util.UUID;
import java.util.function.Supplier;

public final class MakesItsOwnIds {
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
