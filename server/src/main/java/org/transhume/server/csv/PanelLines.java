package org.transhume.server.csv;

import java.util.Optional;
import org.transhume.server.csv.FieldReader.Host;
import org.transhume.server.transfer.MailAccess;
import org.transhume.server.transfer.Provider;
import org.transhume.server.transfer.TransferOptions;

/** The layouts {@link CsvLayout#PANEL} and, with a fifth field, {@link CsvLayout#PANEL_MASTER}. */
final class PanelLines implements LineForm {
  @Override
  public TransferLine read(FieldReader fields) {
    boolean byMaster = fields.has("master-user-name");
    String destination = fields.requiredAddress("email@local");
    Host host = fields.requiredHost("imap-server-remote");
    String login = fields.required("email@remote");
    return new TransferLine(
        fields.line(),
        Optional.empty(),
        Provider.DEFAULT,
        new MailAccess(
            host.name(),
            host.port(),
            Optional.empty(),
            login,
            byMaster ? Optional.of(fields.required("master-user-name")) : Optional.empty()),
        fields.requiredSecret(byMaster ? "pwd-master-user" : "pwdremote"),
        destination,
        Provider.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        TransferOptions.usual(),
        Optional.empty());
  }
}
