package org.transhume.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.wrong.MakesLedgerRecords;
import org.transhume.engine.wrong.RemovesMail;
import org.transhume.engine.wrong.WritesLedger;
import org.transhume.mail.Secret;
import org.transhume.wrong.RevealsByReference;
import org.transhume.wrong.RevealsSecret;

/** What may be done in one place only: changing the ledger, removing mail, revealing a secret. */
final class LedgerAndSecrets {
  private LedgerAndSecrets() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "only engine.ledger makes changes of the ledger",
            noClasses()
                .that()
                .resideOutsideOfPackage("org.transhume.engine.ledger..")
                .should()
                .callConstructorWhere(targetOwner(assignableTo(LedgerRecord.class)).forSubtype())
                .because(
                    "ADR 0003: the order of writes is kept in one place, a store only applies"
                        + " them"),
            MakesLedgerRecords.class),
        Rule.of(
            "only engine.ledger writes to the ledger",
            noClasses()
                .that()
                .resideOutsideOfPackage("org.transhume.engine.ledger..")
                .should()
                .accessTargetWhere(
                    targetOwner(assignableTo(LedgerStorage.class)).and(target(name("write"))))
                .because("ADR 0003: an intent must be durable before the first byte goes out"),
            WritesLedger.class),
        Rule.of(
            "only engine.deletion removes mail",
            noClasses()
                .that()
                .resideOutsideOfPackage("org.transhume.engine.deletion..")
                .should()
                .accessTargetWhere(
                    targetOwner(resideInAPackage("org.transhume.engine.endpoint.."))
                        .and(target(nameMatching("remove(Marked)?|expunge|delete|moveTo"))))
                .because(
                    "ADR 0003: it has one operation for each reason to remove, with its guards"),
            RemovesMail.class),
        Rule.of(
            "secrets are revealed only where they are used to authenticate",
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    "org.transhume.imap.sasl..",
                    "org.transhume.connector.*.token..",
                    "org.transhume.server.vault..",
                    "org.transhume.server.notice..")
                .and()
                .haveNameNotMatching("org\\.transhume\\.imap\\.Login(Command)?")
                .should()
                .accessTargetWhere(
                    targetOwner(equivalentTo(Secret.class)).and(target(name("reveal"))))
                .because(
                    "ADR 0007: whoever can reveal a secret can log it; the list is short and"
                        + " complete"),
            RevealsSecret.class,
            RevealsByReference.class));
  }
}
