package jp.go.jica.partnerships.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a program which is no Maven artifact. Where the program is missing, the test is skipped with one
 * line that names the Debian package; with {@code CI=true} it fails, because there everything is to be installed.
 */
@Documented
@Inherited
@Repeatable(NeedsTools.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ToolCondition.class)
public @interface NeedsTool {

    /** The program's name as looked up in PATH. */
    String command();

    /** The package that brings it. */
    String debianPackage();
}
