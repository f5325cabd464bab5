package jp.go.jica.partnerships.programs.program;

import java.util.List;

/**
 * All of a program that a correction can change.
 *
 * @param leadOffices the last of them leads now
 * @param progress with the same state; only its days can have been wrong
 * @param runs those that are there and no others, since participants refer to them
 */
public record Corrected(
        ProgramDetails details,
        List<LeadOffice> leadOffices,
        Progress progress,
        List<Run> runs,
        List<Outcome> outcomes) {}
