package org.transhume.server.csv;

/** Makes a transfer of the fields of a line, telling the reader of them what is wrong. */
interface LineForm {
  TransferLine read(FieldReader fields);

  /** The one for a layout. */
  static LineForm of(CsvLayout layout) {
    return switch (layout) {
      case HOSTING -> new HostingLines();
      case PANEL, PANEL_MASTER -> new PanelLines();
      case ARCHIVE -> new ArchiveLines();
      case TRANSHUME -> new TranshumeLines();
    };
  }
}
