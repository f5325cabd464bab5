/**
 * What the services' tests stand on: real PostgreSQL and Kafka, real tokens, and the fences between features and services.
 */
@NullMarked
package jp.go.jica.partnerships.testing;

import org.jspecify.annotations.NullMarked;
