/** Ends and deadlines of an office's agreements as a calendar, which a calendar program can follow by a link. */
@NullMarked
package jp.go.jica.partnerships.agreements.calendar;

import org.jspecify.annotations.NullMarked;
