package jp.go.jica.partnerships.testing;

import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts PostgreSQL and Kafka for a {@code @QuarkusTest} and configures the service for them, with the roles, rights
 * and topics of production. All test classes of a module that carry the same annotation share one start.
 *
 * <p>Fields marked {@link FromServers} are filled before each test.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@WithTestResource(RealServers.class)
public @interface WithRealServers {

    /** The service under test, which names its database and roles: {@code programs}, {@code agreements}, … */
    String service();
}
