package org.transhume.imap;

/**
 * The kind of a body section, coarse enough that a server may echo the field names in another
 * order, quoting or case.
 */
enum BodyPart {
  WHOLE,
  HEADER,
  HEADER_FIELDS,
  OTHER;

  static BodyPart of(BodySection section) {
    return switch (section) {
      case BodySection.Whole() -> WHOLE;
      case BodySection.Header() -> HEADER;
      case BodySection.HeaderFields(var _) -> HEADER_FIELDS;
    };
  }

  /** The kind of what stands between the brackets of a response. */
  static BodyPart ofText(String section) {
    if (section.isEmpty()) {
      return WHOLE;
    }
    if (section.equalsIgnoreCase("HEADER")) {
      return HEADER;
    }
    return section.regionMatches(true, 0, "HEADER.FIELDS ", 0, 14) ? HEADER_FIELDS : OTHER;
  }
}
