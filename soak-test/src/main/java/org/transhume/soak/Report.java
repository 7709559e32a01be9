package org.transhume.soak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the product says a pass came to, as docs/JSON.md has it. */
record Report(Json json) {

  /**
   * A message the product names.
   *
   * @param failed whether it counts as not, or not provably, at the destination
   */
  record Named(MessageAt message, String code, String words, boolean failed) {}

  int exitCode() {
    return (int) json.number("exitCode");
  }

  String verdict() {
    return json.text("verdict");
  }

  boolean provesNothingLostOrDoubled() {
    return json.isTrue("nothingLostOrDoubled");
  }

  /** A figure of all folders together. */
  long total(String figure) {
    return json.child("total").number(figure);
  }

  long surplusLeft() {
    return json.number("surplusLeft");
  }

  /** Whether something was sent again, so that a late copy may still appear. */
  boolean owesLook() {
    return json.has("lookDue");
  }

  /** From source to destination name. */
  Map<String, String> folderNames() {
    var names = new LinkedHashMap<String, String>();
    json.children("folders")
        .forEach(folder -> names.put(folder.text("source"), folder.text("destination")));
    return names;
  }

  List<Named> named() {
    return json.children("folders").stream()
        .flatMap(
            folder ->
                folder.children("exceptions").stream()
                    .map(
                        each ->
                            new Named(
                                new MessageAt(folder.text("source"), each.number("uid")),
                                each.text("code"),
                                each.text("words"),
                                each.isTrue("failed"))))
        .toList();
  }

  /** Folders that were not worked through, with why. */
  List<String> failures() {
    return json.children("folders").stream()
        .filter(folder -> folder.has("failure"))
        .map(folder -> folder.text("source") + ": " + folder.child("failure").text("text"))
        .toList();
  }

  @Override
  public String toString() {
    return verdict() + ", exit code " + exitCode() + ", " + json.child("total").fields();
  }
}
