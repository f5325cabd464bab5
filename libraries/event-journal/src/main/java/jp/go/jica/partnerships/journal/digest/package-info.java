/** Counts and hashes of events, by which what was made of a journal is compared with the journal. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.journal.digest;
