package org.transhume.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes the rules are held against. */
final class Classes {
  /** Where each module's classes live, relative to the root of the project. */
  static final List<String> MODULES =
      List.of(
          "mail",
          "imap",
          "imap-testkit",
          "engine",
          "connectors/imap",
          "store",
          "server",
          "cli",
          "soak-test");

  private Classes() {}

  /** The main code of every module, from the class path; not the fixtures of this module. */
  static JavaClasses ofTheProduct() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.transhume");
  }

  /** The tests of every module that are compiled at the moment, this one's own left aside. */
  static JavaClasses ofTheTests() {
    Path root = Path.of("").toAbsolutePath().getParent();
    Stream<Path> compiled =
        MODULES.stream()
            .map(module -> root.resolve(module).resolve("target/test-classes"))
            .filter(Files::isDirectory);
    return new ClassFileImporter().importPaths(compiled.toList());
  }

  /** Exactly these, with their members and member classes. */
  static JavaClasses of(List<Class<?>> classes) {
    return new ClassFileImporter().importClasses(classes);
  }
}
