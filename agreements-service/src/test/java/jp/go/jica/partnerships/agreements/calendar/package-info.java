@NullMarked
package jp.go.jica.partnerships.agreements.calendar;

import org.jspecify.annotations.NullMarked;
