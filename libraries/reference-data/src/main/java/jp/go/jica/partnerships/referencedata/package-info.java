/**
 * What the services agree on without asking each other: countries, offices, local governments, sectors, schemes,
 * facilities, thematic fields, the codes of the IATI Standard and the fiscal year. The tables are CSV resources of this package; {@code sources.csv} tells where each comes
 * from and under which licence.
 */
@NullMarked
package jp.go.jica.partnerships.referencedata;

import org.jspecify.annotations.NullMarked;
