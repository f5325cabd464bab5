/** CSV files (RFC 4180) as people's spreadsheets write and read them, row by row and never whole in memory. */
@NullMarked
package jp.go.jica.partnerships.bulk.csv;

import org.jspecify.annotations.NullMarked;
