package jp.go.jica.partnerships.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the programs of {@link NeedsTool} in PATH. */
final class ToolCondition implements ExecutionCondition {
    private final Map<String, String> environment;
    private final Consumer<String> announcements;

    // Surefire counts a skipped test without its reason, so the line is printed.
    ToolCondition() {
        this(System.getenv(), System.out::println);
    }

    ToolCondition(Map<String, String> environment, Consumer<String> announcements) {
        this.environment = environment;
        this.announcements = announcements;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .map(test -> evaluate(test, nameOf(context)))
                .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is needed"));
    }

    private static String nameOf(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }

    /**
     * @throws IllegalStateException if a program is missing where CI is true
     */
    ConditionEvaluationResult evaluate(AnnotatedElement test, String name) {
        return AnnotationSupport.findRepeatableAnnotations(test, NeedsTool.class).stream()
                .filter(tool -> Tools.find(tool.command(), environment).isEmpty())
                .findFirst()
                .map(tool -> missing(tool, name))
                .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is missing"));
    }

    private ConditionEvaluationResult missing(NeedsTool tool, String test) {
        String line =
                "%s needs %s: install the Debian package %s".formatted(test, tool.command(), tool.debianPackage());
        if (Boolean.parseBoolean(environment.get("CI"))) {
            throw new IllegalStateException(line);
        }
        announcements.accept("Skipped: " + line);
        return ConditionEvaluationResult.disabled(line);
    }
}
