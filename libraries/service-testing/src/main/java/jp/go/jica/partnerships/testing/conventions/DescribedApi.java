package jp.go.jica.partnerships.testing.conventions;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.go.jica.partnerships.testing.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The API under test: what it says of itself, and one example of each of its operations. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DescribedApi {

    private final Examples examples = new Examples();
    private Described described = Described.ofNothing();

    /** Adds an example of each operation of the service itself. */
    protected abstract void describe(Examples into);

    @BeforeAll
    void readTheDescription() {
        described = Described.served();
        examples.of("GET /v1/me", () -> byEverybody("GET", "/v1/me"));
        describe(examples);
    }

    Examples examples() {
        return examples;
    }

    Described described() {
        return described;
    }

    List<Operation> operations() {
        return described.operations();
    }

    /** The methods that each path takes. */
    Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        operations()
                .forEach(operation -> methods.computeIfAbsent(operation.path(), path -> new TreeSet<>())
                        .add(operation.method()));
        return methods;
    }

    /**
     * From somebody with every role, for all offices, and the scope that no person's role comes to: what is refused is refused
     * for another reason.
     */
    static Request byEverybody(String method, String path) {
        return Request.anonymous(method, path)
                .token(Tokens.with(
                                "recorder",
                                "approver",
                                "analyst",
                                "statistician",
                                "auditor",
                                "privacy-officer",
                                "administrator",
                                "system")
                        .offices("*")
                        .scope("journal:digest")
                        .token());
    }
}
