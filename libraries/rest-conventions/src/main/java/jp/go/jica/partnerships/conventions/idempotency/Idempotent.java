package jp.go.jica.partnerships.conventions.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method takes an {@code Idempotency-Key}: what it changes and what it answers are stored in one transaction, and
 * for 24 hours the same request of the same caller under the same key gets that answer again. It stands on every
 * {@code @POST}; the method returns a {@code Response}, and its commands join the transaction that is there.
 */
@Documented
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
