package jp.go.jica.partnerships.agreements.agreement.rest;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method waits for what is still under way from programs-service: the changes that the caller names by {@code sees}, and
 * the programs that the body refers to. It waits before the transaction, so that nothing of the database is held meanwhile.
 */
@Documented
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface AwaitsPrograms {}
