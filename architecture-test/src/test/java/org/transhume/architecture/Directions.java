package org.transhume.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;
import org.transhume.connector.imap.wrong.ConnectorUsesStore;
import org.transhume.engine.wrong.EngineUsesImap;
import org.transhume.engine.wrong.EngineUsesJdbc;
import org.transhume.engine.wrong.EngineUsesWire;
import org.transhume.imap.testkit.wrong.TestkitUsesImap;
import org.transhume.imap.wrong.ImapUsesEngine;
import org.transhume.mail.wrong.MailUsesFiles;
import org.transhume.mail.wrong.MailUsesImap;
import org.transhume.soak.wrong.SoakUsesEngine;
import org.transhume.store.wrong.StoreUsesConnector;
import org.transhume.wrong.cycle.one.One;
import org.transhume.wrong.cycle.two.Two;

/** Who may know whom. */
final class Directions {
  private static final String[] ALWAYS = {"java.lang..", "java.util..", "java.time..", "java.math"};

  private static final DescribedPredicate<JavaClass> IMAP =
      resideInAPackage("org.transhume.imap..")
          .and(not(resideInAPackage("org.transhume.imap.testkit..")))
          .as("the IMAP client");

  private Directions() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "mail knows nobody and does no I/O",
            only("org.transhume.mail..", "java.nio", "java.nio.charset", "java.security")
                .because(
                    "ADR 0001: its values are shared by all, and nobody pays for more than values"),
            MailUsesImap.class,
            MailUsesFiles.class),
        Rule.of(
            "imap knows mail only, and nothing of migrations",
            classes()
                .that(IMAP)
                .should()
                .onlyDependOnClassesThat(
                    IMAP.or(
                        resideInAnyPackage(
                            "org.transhume.mail..", "org.jspecify..", "java..", "javax..")))
                .because("ADR 0001: the client could be published alone"),
            ImapUsesEngine.class),
        Rule.of(
            "imap-testkit shares no code with the client",
            noClasses()
                .that()
                .resideInAPackage("org.transhume.imap.testkit..")
                .should()
                .dependOnClassesThat(
                    IMAP.or(
                        resideInAnyPackage(
                            "org.transhume.engine..",
                            "org.transhume.connector..",
                            "org.transhume.store..",
                            "org.transhume.cli..")))
                .because(
                    "ADR 0001: a server and a judge that made the client's mistakes would hide"
                        + " them"),
            TestkitUsesImap.class),
        Rule.of(
            "soak shares no code with the product it drives",
            noClasses()
                .that()
                .resideInAPackage("org.transhume.soak..")
                .should()
                .dependOnClassesThat(
                    IMAP.or(
                        resideInAnyPackage(
                            "org.transhume.mail..",
                            "org.transhume.engine..",
                            "org.transhume.connector..",
                            "org.transhume.store..",
                            "org.transhume.cli..")))
                .because("ADR 0001: it sees what a user sees, processes and mailboxes"),
            SoakUsesEngine.class),
        Rule.of(
            "engine knows mail and its own ports",
            noClasses()
                .that()
                .resideInAPackage("org.transhume.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.transhume.imap..",
                    "org.transhume.connector..",
                    "org.transhume.store..",
                    "org.transhume.cli..",
                    "org.transhume.server..")
                .because(
                    "ADR 0001: it is tested against endpoints in memory, and an API is no special"
                        + " case"),
            EngineUsesImap.class),
        Rule.of(
            "engine needs neither a database nor a network",
            noClasses()
                .that()
                .resideInAPackage("org.transhume.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "java.net..", "javax.net..", "java.nio.channels..")
                .because("ADR 0001: both stand behind its ports"),
            EngineUsesJdbc.class),
        Rule.of(
            "a connector knows engine and its protocol, and nobody above",
            noClasses()
                .that()
                .resideInAPackage("org.transhume.connector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.transhume.store..", "org.transhume.cli..", "org.transhume.server..")
                .because("ADR 0001: a connector implements ports and decides nothing"),
            ConnectorUsesStore.class),
        Rule.of(
            "store knows engine's ports, not what implements the others",
            noClasses()
                .that()
                .resideInAPackage("org.transhume.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.transhume.imap..",
                    "org.transhume.connector..",
                    "org.transhume.cli..",
                    "org.transhume.server..",
                    "org.springframework..")
                .because("ADR 0001: the ledger is the same whatever the endpoints speak"),
            StoreUsesConnector.class),
        Rule.of(
            "nobody knows cli",
            noClasses()
                .that()
                .resideOutsideOfPackage("org.transhume.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.transhume.cli..")
                .because("ADR 0001: the command line is thin, what it does others can do too"),
            org.transhume.wrong.UsesCli.class),
        Rule.of(
            "only the command that starts it knows the server",
            noClasses()
                .that()
                .resideOutsideOfPackage("org.transhume.server..")
                .and()
                .doNotHaveFullyQualifiedName("org.transhume.cli.ServerRun")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.transhume.server..")
                .because("ADR 0025: its jars are on the class path of serve alone"),
            org.transhume.wrong.UsesServer.class),
        Rule.of(
            "Spring stays in the server",
            noClasses()
                .that()
                .resideOutsideOfPackage("org.transhume.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..")
                .because("ADR 0001: the command line starts in a fraction of a second"),
            org.transhume.cli.wrong.CliUsesSpring.class),
        Rule.of(
            "JSON only where the product meets programs",
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    "org.transhume.server..",
                    "org.transhume.connector..",
                    "org.transhume.cli..",
                    "org.transhume.bench..",
                    "org.transhume.soak..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "com.fasterxml.jackson..",
                    "tools.jackson..",
                    "com.google.gson..",
                    "jakarta.json..")
                .because("ADR 0001: a type that goes over an interface has its own record there"),
            org.transhume.engine.wrong.EngineUsesJson.class),
        Rule.of(
            "only imap uses imap.wire",
            noClasses()
                .that(not(IMAP))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.transhume.imap.wire..")
                .because("ADR 0002: bytes, lines and literals are the client's own affair"),
            EngineUsesWire.class),
        Rule.of(
            "no cycles between packages",
            slices()
                .assignedFrom(new EachPackage())
                .should()
                .beFreeOfCycles()
                .because("ADR 0001: a package is a feature that can be understood alone"),
            One.class,
            Two.class));
  }

  private static ArchRule only(String own, String... more) {
    var allowed = Stream.of(List.of(own, "org.jspecify.."), List.of(ALWAYS), List.of(more));
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.flatMap(List::stream).toArray(String[]::new));
  }

  /** A slice for each package of ours, so that a package and the one above it count as two. */
  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String name = javaClass.getPackageName();
      return name.startsWith("org.transhume.")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
