package org.transhume.server.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.imap.TlsMode;
import org.transhume.mail.SpecialUse;
import org.transhume.server.transfer.Provider;

class MigrationFileTest {
  private static final CsvChoices CHOICES = CsvChoices.none(500);
  private static final String HOSTING_HEADER =
      "login_source;pass_source;host_source;type_messagerie;login_destination;subscribed_only\n";

  private static CsvReading read(String text) {
    return MigrationFile.read(text.getBytes(UTF_8), CHOICES);
  }

  private static TransferLine only(CsvReading reading) {
    assertThat(reading.faults()).isEmpty();
    assertThat(reading.lines()).hasSize(1);
    return reading.lines().getFirst();
  }

  private static List<String> faults(CsvReading reading) {
    return reading.faults().stream()
        .map(
            fault ->
                "%d %s '%s' %s%s"
                    .formatted(
                        fault.line(),
                        fault.column(),
                        fault.found(),
                        fault.expected(),
                        fault.arguments().isEmpty() ? "" : " " + fault.arguments()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("A6")
  void readsItsOwnSamples(CsvLayout layout) {
    CsvReading reading = MigrationFile.read(layout.sample(), CHOICES);

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.layout()).contains(layout);
    assertThat(reading.lines()).hasSize(2);
  }

  @Test
  @Tag("A5")
  @Tag("C2")
  void readsTheLayoutOfAHostingProvider() {
    TransferLine line =
        only(
            read(
                HOSTING_HEADER
                    + "Bob;\" \"\"se;mi\\ %é \";IMAP.example.com;Gmail;bob@example.org;True\n"));

    assertThat(line.line()).isEqualTo(2);
    assertThat(line.sourceType()).isEqualTo(Provider.GMAIL);
    assertThat(line.source().host()).isEqualTo("IMAP.example.com");
    assertThat(line.source().port()).isEmpty();
    assertThat(line.source().login()).isEqualTo("Bob");
    assertThat(line.sourcePassword().reveal()).isEqualTo(" \"se;mi\\ %é ");
    assertThat(line.destinationAddress()).isEqualTo("bob@example.org");
    assertThat(line.options().folders().subscribedOnly()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"False,false", "false,false", "'',false", "TRUE,true", "' True ',true"})
  @Tag("A5")
  void takesEverythingUnlessToldOtherwise(String word, boolean subscribedOnly) {
    String text = HOSTING_HEADER + "a;b;imap.example.com;default;a@example.org;" + word;

    assertThat(only(read(text)).options().folders().subscribedOnly()).isEqualTo(subscribedOnly);
  }

  @Test
  @Tag("B3")
  @Tag("B5")
  void readsFourFieldsWithoutHeader() {
    TransferLine line = only(read("a@example.org;192.0.2.7;some login;\"a\"\"b;c\"\n"));

    assertThat(line.destinationAddress()).isEqualTo("a@example.org");
    assertThat(line.source().host()).isEqualTo("192.0.2.7");
    assertThat(line.source().login()).isEqualTo("some login");
    assertThat(line.source().masterUser()).isEmpty();
    assertThat(line.sourcePassword().reveal()).isEqualTo("a\"b;c");
  }

  @Test
  @Tag("B4")
  void readsFiveFieldsOfAMasterUser() {
    TransferLine line = only(read("a@example.org;imap.example.com;b@example.com;pw;master\n"));

    assertThat(line.source().login()).isEqualTo("b@example.com");
    assertThat(line.source().masterUser()).contains("master");
    assertThat(line.sourcePassword().reveal()).isEqualTo("pw");
  }

  private static String archive(
      String type, String folder, String port, String since, String before) {
    String header =
        CsvLayout.ARCHIVE.columns().stream()
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(","));
    return header
        + "\r\n"
        + List.of(
                type,
                "A title",
                "john",
                "example.org",
                "new",
                "imap.example.org",
                folder,
                "report@example.org",
                "jane",
                "example.com",
                "o\"\"l,d",
                "imap.example.com",
                port,
                since,
                before)
            .stream()
            .map(field -> '"' + field + '"')
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  @Test
  @Tag("C1")
  @Tag("C4")
  @Tag("C6")
  void readsTheLayoutOfAnArchivingProvider() {
    TransferLine line =
        only(
            read(
                archive("O365-GMAIL-IMAP", "old mail", "143", "25-Sep-2017", "24 September 2018")));

    assertThat(line.title()).contains("A title");
    assertThat(line.sourceType()).isEqualTo(Provider.OFFICE);
    assertThat(line.destinationType()).isEqualTo(Provider.GMAIL);
    assertThat(line.source().login()).isEqualTo("jane@example.com");
    assertThat(line.source().port()).isEqualTo(OptionalInt.of(143));
    assertThat(line.sourcePassword().reveal()).isEqualTo("o\"l,d");
    assertThat(line.destinationAddress()).isEqualTo("john@example.org");
    assertThat(line.destination().orElseThrow().host()).isEqualTo("imap.example.org");
    assertThat(line.destinationPassword().orElseThrow().reveal()).isEqualTo("new");
    assertThat(line.options().folders().historical()).contains("old mail");
    assertThat(line.options().messages().since()).contains(LocalDate.of(2017, 9, 25));
    assertThat(line.options().messages().before()).contains(LocalDate.of(2018, 9, 24));
    assertThat(line.reportTo()).contains("report@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXCHANGEIMAP",
        "O365-GMAIL-IMAP",
        "GMAIL-O365-IMAP",
        "YAHOO-O365-IMAP",
        "YAHOO-GMAIL-IMAP",
        "YAHOO-OTHER-IMAP",
        "O365-O365-IMAP"
      })
  @Tag("C7")
  void knowsTheIdentifiersOfRequests(String type) {
    assertThat(read(archive(type, "f", "993", "", "")).faults()).isEmpty();
  }

  @Test
  @Tag("C3")
  @Tag("C4")
  @Tag("C7")
  void tellsAllFaultsOfALineAtOnce() {
    CsvReading reading = read(archive("POP3", "spam", "70000", "2018-01-01", "03/04/2017"));

    assertThat(faults(reading))
        .containsExactly(
            "2 jobtype 'POP3' ONE_OF [EXCHANGEIMAP, O365-GMAIL-IMAP, GMAIL-O365-IMAP,"
                + " YAHOO-O365-IMAP, YAHOO-GMAIL-IMAP, YAHOO-OTHER-IMAP, O365-O365-IMAP]",
            "2 sourceserverport '70000' PORT",
            "2 before '03/04/2017' DAY",
            "2 destfolder 'spam' FREE_FOLDER [archive, chat, drafts, quarantine, spam, trash]");
    assertThat(reading.lines()).isEmpty();
  }

  @Test
  @Tag("C6")
  void leavesOutEmptySurplusOnlyIfAskedTo() {
    String text = archive("EXCHANGEIMAP", "f", "993", "", "").stripTrailing() + ",\"\",\"\"\r\n";

    CsvReading asItStands = read(text);
    CsvReading leftOut =
        MigrationFile.read(text.getBytes(UTF_8), CHOICES.withEmptySurplusLeftOut());

    assertThat(faults(asItStands)).containsExactly("2  '17' FIELDS [15]");
    assertThat(asItStands.emptySurplus()).isOne();
    assertThat(leftOut.faults()).isEmpty();
    assertThat(leftOut.lines()).hasSize(1);
  }

  @Test
  @Tag("C6")
  void neverLeavesOutASurplusThatSaysSomething() {
    String text = archive("EXCHANGEIMAP", "f", "993", "", "").stripTrailing() + ",\"x\"\r\n";

    CsvReading reading =
        MigrationFile.read(text.getBytes(UTF_8), CHOICES.withEmptySurplusLeftOut());

    assertThat(faults(reading)).containsExactly("2  '16' FIELDS [15]");
    assertThat(reading.emptySurplus()).isZero();
  }

  @Test
  void readsEveryOptionOfOurOwnLayout() {
    List<TransferLine> lines = MigrationFile.read(CsvLayout.TRANSHUME.sample(), CHOICES).lines();

    TransferLine alice = lines.getFirst();
    assertThat(alice.source().tls()).contains(TlsMode.IMPLICIT);
    assertThat(alice.destination()).isEmpty();
    assertThat(alice.options().folders().exclude()).containsExactly("Newsletters*", "Lists/*");
    assertThat(alice.options().folders().excludeUses())
        .containsExactlyInAnyOrder(SpecialUse.TRASH, SpecialUse.JUNK);
    assertThat(alice.options().messages().maxBytes()).hasValue(50L << 20);
    TransferLine bob = lines.get(1);
    assertThat(bob.source().masterUser()).contains("migration");
    assertThat(bob.destination().orElseThrow().login()).isEqualTo("bob");
    assertThat(bob.options().folders().only()).containsExactly("INBOX", "Sent");
    assertThat(bob.options().folders().into()).contains("Old mail");
    assertThat(bob.options().messages().minAgeDays()).hasValue(3650);
    assertThat(bob.options().messages().once()).isTrue();
  }

  @Test
  void takesColumnsOfOurOwnLayoutInAnyOrderAndAnyNumber() {
    TransferLine line =
        only(
            read(
                """
                Destination_Address,SOURCE_PASSWORD,source_login,source_host,delete_gone
                a@example.org,pw,a,"imap.example.com:143",true
                """));

    assertThat(line.source().port()).hasValue(143);
    assertThat(line.options().removals()).containsExactly(RemovalReason.GONE_AT_SOURCE);
  }

  @Test
  void findsOptionsThatContradictEachOther() {
    CsvReading reading =
        read(
            """
            source_host;source_login;source_password;destination_address;into_folder;historical_folder;\
            since;before;max_size;min_size;max_age_days;min_age_days;delete_gone;delete_copied
            imap.example.com;a;b;a@example.org;X;Y;2020-01-02;2020-01-01;1K;1M;5;5;True;True
            """);

    assertThat(faults(reading))
        .containsExactly(
            "2 into_folder 'X' EMPTY [historical_folder]",
            "2 since '2020-01-02' DAY_BEFORE [2020-01-01]",
            "2 min_size '1048576' NO_MORE_THAN [max_size]",
            "2 min_age_days '5' LESS_THAN [max_age_days]",
            "2 delete_copied 'True' EMPTY [delete_gone]");
  }

  @Test
  void namesEachFaultOfEachLineAndNoPassword() {
    CsvReading reading =
        read(
            HOSTING_HEADER
                + "a;top secret;not a host;pop;nobody;perhaps\n"
                + "\n"
                + "b;top secret\n"
                + "c;\"top secret;imap.example.com;default;c@example.org;False\n"
                + "d;top secret;imap.example.com;default;d@example.org;False\n"
                + ";;imap.example.com:0;;@example.org;\n");

    assertThat(faults(reading))
        .containsExactly(
            "2 host_source 'not a host' HOST",
            "2 type_messagerie 'pop' ONE_OF [gmail, exchange, office, domino, yahoo, default]",
            "2 subscribed_only 'perhaps' TRUE_OR_FALSE",
            "2 login_destination 'nobody' ADDRESS",
            "4  '2' FIELDS [6]",
            "5  '' CLOSING_QUOTE",
            "7 host_source 'imap.example.com:0' PORT".replace("imap.example.com:", ""),
            "7 login_source '' VALUE",
            "7 pass_source '' VALUE",
            "7 login_destination '@example.org' ADDRESS");
    assertThat(reading.lines()).hasSize(1);
    assertThat(reading.toString()).doesNotContain("top secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login_source;pass_source;host_source;login_destination"
            + "|1 type_messagerie '' COLUMN [type_messagerie],1 subscribed_only '' COLUMN"
            + " [subscribed_only]",
        "login_source;pass_source;host_source;type_messagerie;login_destination;subscribed_only;x"
            + "|1 x 'x' KNOWN_COLUMN",
        "source_host;source_login;source_password;destination_address;source_host"
            + "|1 source_host 'source_host' COLUMN_ONCE",
        "source_host;source_login;destination_address|1 source_password '' COLUMN"
            + " [source_password]",
        "a;b;c|1  '' KNOWN_LAYOUT [;, 3]",
        "a,b|1  '' KNOWN_LAYOUT [,, 2]",
      })
  void explainsAHeaderThatIsNotQuiteOne(String header, String found) {
    CsvReading reading = read(header + "\na;b;c;d;e;f\n");

    assertThat(faults(reading)).contains(found.split(",(?=[0-9])", -1));
  }

  @Test
  void wantsLines() {
    assertThat(faults(read(""))).containsExactly("0  '' LINES");
    assertThat(faults(read("\n \r\n"))).containsExactly("0  '' LINES");
    assertThat(faults(read(HOSTING_HEADER))).containsExactly("0  '' LINES");
    assertThat(faults(read("a\0b\n"))).containsExactly("1  '' TEXT");
  }

  @Test
  @Tag("B6")
  void wantsNoMoreLinesThanAllowed() {
    String line = "a%1$d@example.org;imap.example.com;a%1$d@example.com;x\n";
    String text = IntStream.range(0, 501).mapToObj(line::formatted).collect(Collectors.joining());

    assertThat(faults(read(text))).containsExactly("0  '501' FEWER_LINES [500]");
    assertThat(MigrationFile.read(text.getBytes(UTF_8), CsvChoices.none(501)).faults()).isEmpty();
  }

  @Test
  void followsAChosenLayout() {
    CsvReading reading =
        MigrationFile.read(
            "a@example.org;imap.example.com;a;b\n".getBytes(UTF_8),
            CHOICES.withLayout(CsvLayout.PANEL_MASTER));

    assertThat(faults(reading)).containsExactly("1  '4' FIELDS [5]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void readsTheCharactersOfSpreadsheets(String name) {
    String text = HOSTING_HEADER + "é;ü€;imap.example.com;default;a@example.org;\r\n";
    Charset charset = Charset.forName(name);

    CsvReading bare = MigrationFile.read(text.getBytes(charset), CHOICES);

    assertThat(bare.charset()).isEqualTo(charset);
    assertThat(only(bare).sourcePassword().reveal()).isEqualTo("ü€");
    if (charset.equals(UTF_8) || charset.equals(UTF_16LE) || charset.equals(UTF_16BE)) {
      CsvReading marked = MigrationFile.read(("\uFEFF" + text).getBytes(charset), CHOICES);
      assertThat(only(marked).source().login()).isEqualTo("é");
    }
  }

  @Test
  void warnsOfWhatMayBeAMistake() {
    CsvReading reading =
        read(
            """
            jane@example.org;imap.example.com;john@example.com;x
            JANE@example.org;imap.example.com;jane@example.com;x
            joe@example.org;IMAP.example.com;jane@example.com;x
            ann@example.org;imap.example.com;ann;x
            """);

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.warnings())
        .extracting(CsvWarning::kind, CsvWarning::lines, CsvWarning::found)
        .containsExactly(
            tuple(CsvWarning.Kind.DESTINATION_TWICE, List.of(1, 2), "jane@example.org"),
            tuple(CsvWarning.Kind.SOURCE_TWICE, List.of(2, 3), "jane@example.com"),
            tuple(
                CsvWarning.Kind.LOCAL_PARTS_DIFFER,
                List.of(1),
                "john@example.com → jane@example.org"),
            tuple(
                CsvWarning.Kind.LOCAL_PARTS_DIFFER,
                List.of(3),
                "jane@example.com → joe@example.org"));
  }

  @ParameterizedTest
  @CsvSource({
    "imap.example.com:993,imap.example.com,993",
    "[2001:db8::1]:143,2001:db8::1,143",
    "2001:db8::1,2001:db8::1,",
    "münchen.example.org,münchen.example.org,",
    "localhost,localhost,",
  })
  @Tag("B5")
  void takesHostsWithPortsAndAddresses(String host, String name, Integer port) {
    TransferLine line = only(read("a@example.org;" + host + ";a;b\n"));

    assertThat(line.source().host()).isEqualTo(name);
    assertThat(line.source().port())
        .isEqualTo(port == null ? OptionalInt.empty() : OptionalInt.of(port));
  }
}
