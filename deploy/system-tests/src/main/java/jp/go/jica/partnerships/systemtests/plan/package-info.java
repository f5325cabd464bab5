/** What is to be in the system, worked out without looking at it: the same at every run, so that a second load finds what the first one left. */
@NullMarked
package jp.go.jica.partnerships.systemtests.plan;

import org.jspecify.annotations.NullMarked;
