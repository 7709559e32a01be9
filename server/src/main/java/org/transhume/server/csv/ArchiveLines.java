package org.transhume.server.csv;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.transhume.mail.Secret;
import org.transhume.server.csv.FieldReader.Host;
import org.transhume.server.transfer.MailAccess;
import org.transhume.server.transfer.TransferOptions;
import org.transhume.server.transfer.TransferOptions.Folders;
import org.transhume.server.transfer.TransferOptions.Messages;

/** The layout {@link CsvLayout#ARCHIVE}: users and domains apart, a folder, days, a report. */
final class ArchiveLines implements LineForm {
  @Override
  public TransferLine read(FieldReader fields) {
    RequestType type =
        fields
            .requiredWord("jobtype", RequestType::ofWord, RequestType.words())
            .orElse(RequestType.EXCHANGE);
    Host sourceHost = fields.requiredHost("sourceserver");
    OptionalInt port = fields.port("sourceserverport");
    Optional<LocalDate> since = fields.day("since");
    Optional<LocalDate> before = fields.day("before");
    fields.requireOrder("since", since, before);
    String destination = address(fields, "destuserid", "destdomain");
    Optional<Secret> destinationPassword = fields.secret("destuserpasswd");
    return new TransferLine(
        fields.line(),
        fields.text("jobtitle"),
        type.source,
        new MailAccess(
            sourceHost.name(),
            port.isPresent() ? port : sourceHost.port(),
            Optional.empty(),
            address(fields, "sourceuserid", "sourcedomainname"),
            Optional.empty()),
        fields.requiredSecret("sourceuserpassword"),
        destination,
        type.destination,
        fields
            .host("destServer")
            .map(
                host ->
                    new MailAccess(
                        host.name(), host.port(), Optional.empty(), destination, Optional.empty())),
        destinationPassword,
        TransferOptions.usual()
            .withFolders(Folders.all().withHistorical(fields.historicalFolder("destfolder")))
            .withMessages(Messages.all().between(since, before)),
        fields.address("sendreportid"));
  }

  private static String address(FieldReader fields, String user, String domain) {
    return fields.required(user) + "@" + fields.requiredDomain(domain);
  }
}
