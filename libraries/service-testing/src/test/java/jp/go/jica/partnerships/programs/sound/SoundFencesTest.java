package jp.go.jica.partnerships.programs.sound;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import jp.go.jica.partnerships.testing.Fences;

/** The fences as a service raises them. */
@AnalyzeClasses(
        packages = "jp.go.jica.partnerships.programs.sound",
        importOptions = ImportOption.OnlyIncludeTests.class)
class SoundFencesTest {
    @ArchTest
    static final ArchTests FENCES = ArchTests.in(Fences.class);
}
