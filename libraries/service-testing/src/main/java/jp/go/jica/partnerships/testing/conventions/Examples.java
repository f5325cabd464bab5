package jp.go.jica.partnerships.testing.conventions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** For each operation a request that succeeds; made anew for each use, since most succeed once only. */
public final class Examples {

    private final Map<String, Supplier<Request>> requests = new LinkedHashMap<>();

    /**
     * Adds an example of an operation.
     *
     * @param operation method and path as in the description, for example {@code POST /v1/agreements/{id}/activation}
     */
    public Examples of(String operation, Supplier<Request> request) {
        requests.put(operation, request);
        return this;
    }

    public Set<String> operations() {
        return requests.keySet();
    }

    /** A request that has not been used yet. */
    public Request fresh(Operation operation) {
        Supplier<Request> request = requests.get(operation.name());
        if (request == null) {
            throw new IllegalArgumentException("There is no example of " + operation.name());
        }
        return request.get();
    }
}
