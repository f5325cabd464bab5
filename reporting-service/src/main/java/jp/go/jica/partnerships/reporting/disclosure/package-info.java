/** What of the attributes of persons everybody may see, and what of it is withheld. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.disclosure;
