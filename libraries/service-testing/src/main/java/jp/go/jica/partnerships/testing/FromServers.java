package jp.go.jica.partnerships.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of a test that {@link WithRealServers} fills: a {@link ServiceDatabase}, an {@link EventPublisher} or
 * the {@link RunningServers}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FromServers {}
