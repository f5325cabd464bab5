package jp.go.jica.partnerships.local;

import java.util.List;
import java.util.Map;

/**
 * One child process of the launcher.
 *
 * @param name as in logs, pid files and {@code -Dpartnerships.part=…} of the command line
 * @param command program and arguments
 * @param environment what is set for it beside the launcher's own environment
 * @param address where it listens, for people
 */
record Part(String name, List<String> command, Map<String, String> environment, Readiness readiness, String address) {}
