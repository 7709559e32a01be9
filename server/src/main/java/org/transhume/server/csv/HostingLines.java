package org.transhume.server.csv;

import java.util.Arrays;
import java.util.Optional;
import org.transhume.server.csv.FieldReader.Host;
import org.transhume.server.transfer.MailAccess;
import org.transhume.server.transfer.Provider;
import org.transhume.server.transfer.TransferOptions;

/** The layout {@link CsvLayout#HOSTING}. */
final class HostingLines implements LineForm {
  @Override
  public TransferLine read(FieldReader fields) {
    Host host = fields.requiredHost("host_source");
    Optional<Provider> type =
        fields.word(
            "type_messagerie",
            Provider::ofWord,
            Arrays.stream(Provider.values()).map(Provider::word).toList());
    boolean subscribedOnly = fields.flag("subscribed_only");
    return new TransferLine(
        fields.line(),
        Optional.empty(),
        type.orElse(Provider.DEFAULT),
        new MailAccess(
            host.name(),
            host.port(),
            Optional.empty(),
            fields.required("login_source"),
            Optional.empty()),
        fields.requiredSecret("pass_source"),
        fields.requiredAddress("login_destination"),
        Provider.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        TransferOptions.usual()
            .withFolders(TransferOptions.Folders.all().withSubscribedOnly(subscribedOnly)),
        Optional.empty());
  }
}
