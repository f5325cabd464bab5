/** Which records leave something open, so that figures about them are weaker than they could be. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.quality;
