package org.transhume.server.csv;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.transhume.server.people.Actor;
import org.transhume.server.policy.Policy;

/** Files of mailboxes over REST: samples, and what is wrong with one. Nothing is created here. */
@RestController
@RequestMapping("/api/v1/files")
class FilesResource {
  private final Policy policy;
  private final MessageSource texts;

  FilesResource(Policy policy, MessageSource texts) {
    this.policy = policy;
    this.texts = texts;
  }

  /** A line without its secrets. */
  record ShownLine(
      int line, Optional<String> title, String sourceHost, String sourceLogin, String destination) {
    static ShownLine of(TransferLine line) {
      return new ShownLine(
          line.line(),
          line.title(),
          line.source().host(),
          line.source().login(),
          line.destinationAddress());
    }
  }

  /** A fault with the sentence for it. */
  record ShownFault(int line, String column, String found, Expectation code, String expected) {}

  /** A warning with the sentence for it. */
  record ShownWarning(List<Integer> lines, String found, CsvWarning.Kind code, String text) {}

  /** What was read. */
  record Checked(
      Optional<CsvLayout> layout,
      String charset,
      List<ShownLine> lines,
      List<ShownFault> faults,
      List<ShownWarning> warnings,
      int emptySurplus) {}

  @GetMapping("/samples/{layout}")
  ResponseEntity<byte[]> sample(
      @AuthenticationPrincipal Actor actor, @PathVariable CsvLayout layout) {
    actor.require(actor.mayPrepare());
    String name = "transhume-" + layout.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".csv";
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(layout.sample());
  }

  /** Reads a file and tells every fault of every line. */
  @PostMapping("/check")
  Checked check(
      @AuthenticationPrincipal Actor actor,
      @RequestParam MultipartFile file,
      @RequestParam Optional<CsvLayout> layout,
      @RequestParam(defaultValue = "false") boolean leaveOutEmptySurplus,
      Locale locale)
      throws IOException {
    actor.require(actor.mayPrepare());
    var choices = new CsvChoices(layout, leaveOutEmptySurplus, policy.mostLinesOfFile());
    CsvReading reading = MigrationFile.read(file.getBytes(), choices);
    return new Checked(
        reading.layout(),
        reading.charset().name(),
        reading.lines().stream().map(ShownLine::of).toList(),
        reading.faults().stream().map(fault -> shown(fault, locale)).toList(),
        reading.warnings().stream().map(warning -> shown(warning, locale)).toList(),
        reading.emptySurplus());
  }

  private ShownFault shown(CsvFault fault, Locale locale) {
    return new ShownFault(
        fault.line(),
        fault.column(),
        fault.found(),
        fault.expected(),
        texts.getMessage("csv.expected." + fault.expected(), fault.arguments().toArray(), locale));
  }

  private ShownWarning shown(CsvWarning warning, Locale locale) {
    return new ShownWarning(
        warning.lines(),
        warning.found(),
        warning.kind(),
        texts.getMessage("csv.warning." + warning.kind(), null, locale));
  }
}
