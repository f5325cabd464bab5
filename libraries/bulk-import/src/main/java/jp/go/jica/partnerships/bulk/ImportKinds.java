package jp.go.jica.partnerships.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import org.jspecify.annotations.Nullable;

/** The kinds of file that this service takes in. */
@ApplicationScoped
public class ImportKinds {

    private final Instance<ImportKind<?>> kinds;
    private final Caller caller;

    public ImportKinds(@Any Instance<ImportKind<?>> kinds, Caller caller) {
        this.kinds = kinds;
        this.caller = caller;
    }

    /** The kind of a query parameter, if the caller may import it. */
    public ImportKind<?> required(@Nullable String name) {
        ImportKind<?> kind = find(String.valueOf(name))
                .orElseThrow(() -> Refusal.invalid("unknown-value", "?kind", "One of %s is wanted".formatted(names())));
        if (!caller.may(kind.permission())) {
            throw Refusal.forbidden("To import %s needs the permission %s".formatted(kind.name(), kind.permission()));
        }
        return kind;
    }

    Optional<ImportKind<?>> find(String name) {
        for (ImportKind<?> kind : kinds) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private List<String> names() {
        return kinds.stream().map(ImportKind::name).sorted().toList();
    }
}
