package org.transhume.bench.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Every run by itself, and what they come to, for programs. Numbers are seconds and octets. */
public final class Json {
  private Json() {}

  /** Writes {@code file} anew. */
  public static void write(
      Path file, Machine machine, List<Measurement> runs, List<Standing> standings) {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        JsonGenerator json =
            JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeName("machine").writeStartObject();
      json.writeStringProperty("processor", machine.processor());
      json.writeNumberProperty("processors", machine.processors());
      json.writeName("versions").writeStartObject();
      machine.versions().forEach(json::writeStringProperty);
      json.writeEndObject().writeEndObject();
      json.writeName("standings").writeStartArray();
      standings.forEach(each -> standing(json, each));
      json.writeEndArray();
      json.writeName("runs").writeStartArray();
      runs.forEach(each -> run(json, each));
      json.writeEndArray().writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void standing(JsonGenerator json, Standing standing) {
    json.writeStartObject();
    json.writeStringProperty("trial", standing.trial());
    json.writeStringProperty("tool", standing.tool());
    json.writeNumberProperty("runs", standing.runs());
    json.writeNumberProperty("noisyRuns", standing.noisyRuns());
    json.writeBooleanProperty("capped", standing.isCapped());
    spread(json, "seconds", standing.seconds());
    spread(json, "messagesPerSecond", standing.rate());
    standing.reference().ifPresent(ratio -> spread(json, "referenceIsTimesAsFast", ratio));
    cpu(json, standing.cpu());
    json.writeNumberProperty("peakRssBytes", standing.peakRssBytes());
    standing.traffic().ifPresent(traffic -> traffic(json, traffic));
    json.writeEndObject();
  }

  private static void run(JsonGenerator json, Measurement run) {
    json.writeStartObject();
    json.writeStringProperty("trial", run.trial());
    json.writeStringProperty("tool", run.tool());
    json.writeNumberProperty("round", run.round());
    json.writeNumberProperty("seconds", run.wallSeconds());
    json.writeNumberProperty("messages", run.messages());
    json.writeStringProperty("ending", run.ending().name());
    json.writeBooleanProperty("noisy", run.isNoisy());
    cpu(json, run.cpu());
    json.writeNumberProperty("peakRssBytes", run.peakRssBytes());
    run.traffic().ifPresent(traffic -> traffic(json, traffic));
    json.writeEndObject();
  }

  private static void spread(JsonGenerator json, String name, Spread spread) {
    json.writeName(name).writeStartObject();
    json.writeNumberProperty("median", spread.median());
    json.writeNumberProperty("least", spread.least());
    json.writeNumberProperty("most", spread.most());
    json.writeEndObject();
  }

  private static void cpu(JsonGenerator json, CpuSeconds cpu) {
    json.writeName("cpuSeconds").writeStartObject();
    json.writeNumberProperty("client", cpu.client());
    json.writeNumberProperty("source", cpu.source());
    json.writeNumberProperty("destination", cpu.destination());
    json.writeNumberProperty("bench", cpu.bench());
    json.writeNumberProperty("foreign", cpu.foreign());
    json.writeEndObject();
  }

  private static void traffic(JsonGenerator json, Measurement.Traffic traffic) {
    json.writeName("traffic").writeStartObject();
    json.writeNumberProperty("commands", traffic.commands());
    json.writeNumberProperty("connections", traffic.connections());
    json.writeNumberProperty("bytes", traffic.bytes());
    json.writeEndObject();
  }
}
