package org.transhume.imap.testkit.corpus;

import java.util.List;

/** Folder names that break careless programs. */
final class AwkwardFolders {
  private AwkwardFolders() {}

  /** The last one is the empty one. */
  static List<FolderName> all() {
    return List.of(
        FolderName.ordinary("INBOX"),
        new FolderName("child-of-inbox", List.of("INBOX", "Under the inbox")),
        new FolderName("double-quote", List.of("He said \"yes\"")),
        new FolderName("backslash", List.of("back\\slash")),
        new FolderName("accents", List.of("Éléments envoyés à l'été")),
        new FolderName("decomposed-accents", List.of("E\u0301te\u0301")),
        new FolderName("cyrillic", List.of("Отправленные")),
        new FolderName("japanese", List.of("送信済み", "重要")),
        new FolderName("right-to-left", List.of("דואר נכנס")),
        new FolderName("emoji", List.of("📁 Files 🎉")),
        new FolderName("ampersand", List.of("R&D & Co")),
        new FolderName("looks-like-modified-utf7", List.of("&AOk-")),
        new FolderName("percent", List.of("100% done")),
        new FolderName("asterisk", List.of("a*b")),
        new FolderName("parentheses", List.of("(draft) {5}")),
        new FolderName("brackets", List.of("[Gmail]")),
        new FolderName("named-nil", List.of("NIL")),
        new FolderName("digits", List.of("2023")),
        new FolderName("leading-space", List.of(" leading")),
        new FolderName("trailing-space", List.of("trailing ")),
        new FolderName("two-spaces-inside", List.of("a  b")),
        new FolderName("comma-and-semicolon", List.of("a,b;c=d")),
        new FolderName("apostrophe", List.of("O'Brien's")),
        new FolderName("hash", List.of("#shared")),
        new FolderName("tilde", List.of("~home")),
        new FolderName("plus-minus", List.of("+plus-minus")),
        new FolderName("dot-inside", List.of("v1.2 final")),
        new FolderName("slash-inside", List.of("in/out")),
        new FolderName("case-lower", List.of("archive")),
        new FolderName("case-upper", List.of("ARCHIVE")),
        new FolderName("long", List.of("A rather long name " + "n".repeat(100))),
        new FolderName("deep", List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")),
        new FolderName("same-as-parent", List.of("same", "same")),
        new FolderName("empty-folder", List.of("Nothing in here")));
  }
}
