package org.transhume.server.csv;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.selection.DateWindow;
import org.transhume.imap.TlsMode;
import org.transhume.mail.SpecialUse;
import org.transhume.server.csv.FieldReader.Host;
import org.transhume.server.transfer.MailAccess;
import org.transhume.server.transfer.Provider;
import org.transhume.server.transfer.TransferOptions;
import org.transhume.server.transfer.TransferOptions.Folders;
import org.transhume.server.transfer.TransferOptions.Messages;

/** The layout {@link CsvLayout#TRANSHUME}: every option is a column. */
final class TranshumeLines implements LineForm {
  static final List<String> COLUMNS =
      List.of(
          "title",
          "source_host",
          "source_port",
          "source_encryption",
          "source_type",
          "source_login",
          "source_master_user",
          "source_password",
          "destination_address",
          "destination_type",
          "destination_host",
          "destination_port",
          "destination_encryption",
          "destination_login",
          "destination_master_user",
          "destination_password",
          "subscribed_only",
          "folders",
          "exclude_folders",
          "exclude_uses",
          "into_folder",
          "historical_folder",
          "subscribe_all",
          "since",
          "before",
          "date_of",
          "max_size",
          "min_size",
          "max_age_days",
          "min_age_days",
          "copy_once",
          "delete_gone",
          "delete_copied",
          "delete_duplicates",
          "report_to");

  static final Set<String> NEEDED =
      Set.of("source_host", "source_login", "source_password", "destination_address");

  private static final List<String> ENCRYPTIONS = List.of("ssl", "starttls", "plain");
  private static final List<String> BASES = List.of("received", "sent");
  private static final List<String> USES =
      Arrays.stream(SpecialUse.values()).map(use -> use.name().toLowerCase(Locale.ROOT)).toList();
  private static final List<String> PROVIDERS =
      Arrays.stream(Provider.values()).map(Provider::word).toList();

  @Override
  public TransferLine read(FieldReader fields) {
    String address = fields.requiredAddress("destination_address");
    return new TransferLine(
        fields.line(),
        fields.text("title"),
        fields.word("source_type", Provider::ofWord, PROVIDERS).orElse(Provider.DEFAULT),
        access(
            fields, "source", fields.requiredHost("source_host"), fields.required("source_login")),
        fields.requiredSecret("source_password"),
        address,
        fields.word("destination_type", Provider::ofWord, PROVIDERS).orElse(Provider.DEFAULT),
        fields
            .host("destination_host")
            .map(
                host ->
                    access(
                        fields,
                        "destination",
                        host,
                        fields.text("destination_login").orElse(address))),
        fields.secret("destination_password"),
        new TransferOptions(folders(fields), messages(fields), removals(fields)),
        fields.address("report_to"));
  }

  private static MailAccess access(FieldReader fields, String side, Host host, String login) {
    OptionalInt port = fields.port(side + "_port");
    return new MailAccess(
        host.name(),
        port.isPresent() ? port : host.port(),
        fields.word(side + "_encryption", TranshumeLines::encryption, ENCRYPTIONS),
        login,
        fields.text(side + "_master_user"));
  }

  private static Optional<TlsMode> encryption(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "ssl" -> Optional.of(TlsMode.IMPLICIT);
      case "starttls" -> Optional.of(TlsMode.STARTTLS);
      case "plain" -> Optional.of(TlsMode.PLAIN);
      default -> Optional.empty();
    };
  }

  private static Folders folders(FieldReader fields) {
    var uses = EnumSet.noneOf(SpecialUse.class);
    for (String word : fields.list("exclude_uses")) {
      SpecialUse.ofAttribute("\\" + word)
          .ifPresentOrElse(
              uses::add,
              () ->
                  fields.fault("exclude_uses", word, Expectation.ONE_OF, String.join(", ", USES)));
    }
    Optional<String> into = fields.text("into_folder").filter(name -> !name.isBlank());
    Optional<String> historical = fields.historicalFolder("historical_folder");
    if (into.isPresent() && historical.isPresent()) {
      fields.fault("into_folder", into.get(), Expectation.EMPTY, "historical_folder");
      into = Optional.empty();
    }
    return new Folders(
        fields.flag("subscribed_only"),
        fields.list("folders"),
        fields.list("exclude_folders"),
        uses,
        into,
        historical,
        fields.flag("subscribe_all"));
  }

  private static Messages messages(FieldReader fields) {
    Optional<LocalDate> since = fields.day("since");
    Optional<LocalDate> before = fields.day("before");
    fields.requireOrder("since", since, before);
    OptionalLong most = fields.size("max_size");
    OptionalLong least = fields.size("min_size");
    if (most.isPresent() && least.isPresent() && least.getAsLong() > most.getAsLong()) {
      fields.fault("min_size", least.getAsLong() + "", Expectation.NO_MORE_THAN, "max_size");
    }
    OptionalInt oldest = fields.days("max_age_days");
    OptionalInt youngest = fields.days("min_age_days");
    if (oldest.isPresent() && youngest.isPresent() && youngest.getAsInt() >= oldest.getAsInt()) {
      fields.fault("min_age_days", youngest.getAsInt() + "", Expectation.LESS_THAN, "max_age_days");
    }
    return new Messages(
        since,
        before,
        fields.word("date_of", TranshumeLines::basis, BASES).orElse(DateWindow.Basis.RECEIVED),
        most,
        least,
        oldest,
        youngest,
        fields.flag("copy_once"));
  }

  private static Optional<DateWindow.Basis> basis(String word) {
    return BASES.contains(word.toLowerCase(Locale.ROOT))
        ? Optional.of(DateWindow.Basis.valueOf(word.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static Set<RemovalReason> removals(FieldReader fields) {
    var reasons = EnumSet.noneOf(RemovalReason.class);
    if (fields.flag("delete_gone")) {
      reasons.add(RemovalReason.GONE_AT_SOURCE);
    }
    if (fields.flag("delete_duplicates")) {
      reasons.add(RemovalReason.DUPLICATE);
    }
    if (fields.flag("delete_copied")) {
      if (reasons.contains(RemovalReason.GONE_AT_SOURCE)) {
        fields.fault("delete_copied", "True", Expectation.EMPTY, "delete_gone");
      }
      reasons.add(RemovalReason.COPIED);
    }
    return reasons;
  }
}
