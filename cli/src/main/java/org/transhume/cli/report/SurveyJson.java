package org.transhume.cli.report;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.transhume.cli.report.SurveyText.Trait;
import tools.jackson.core.JsonGenerator;

/**
 * What is known of an account or a server, for programs; docs/JSON.md says what each field is.
 * Names and words are given as they are: who shows them makes them inert.
 */
public final class SurveyJson {
  private final JsonGenerator json;

  public SurveyJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the fields into the object that is open; {@code login} is empty for a host alone. */
  public void write(String side, String server, String login, Survey survey) {
    json.writeStringProperty("event", "survey");
    json.writeNumberProperty("schema", ReportJson.SCHEMA);
    json.writeStringProperty("side", side);
    json.writeStringProperty("server", server);
    if (survey.isInside()) {
      json.writeStringProperty("login", login);
    }
    json.writeNumberProperty("port", survey.entrance().port());
    json.writeStringProperty("encryption", survey.entrance().encryption());
    survey.entrance().certificate().ifPresent(this::certificate);
    json.writeStringProperty("greeting", survey.greeting());
    json.writeObjectPropertyStart("software");
    new TreeMap<>(survey.software()).forEach(json::writeStringProperty);
    json.writeEndObject();
    texts("announcedBeforeLogin", survey.entrance().announced());
    texts("logins", survey.entrance().logins());
    uses(survey);
    if (survey.isInside()) {
      inside(survey);
    }
  }

  private void certificate(Survey.Certificate shown) {
    json.writeObjectPropertyStart("certificate");
    json.writeStringProperty("subject", shown.subject());
    texts("names", shown.names());
    json.writeStringProperty("issuer", shown.issuer());
    json.writeStringProperty("validFrom", shown.validFrom().toString());
    json.writeStringProperty("validUntil", shown.validUntil().toString());
    json.writeStringProperty("sha256", shown.sha256());
    if (!shown.refusal().isEmpty()) {
      json.writeStringProperty("refusal", shown.refusal());
    }
    json.writeEndObject();
  }

  private void uses(Survey survey) {
    json.writeArrayPropertyStart("uses");
    for (Trait trait : SurveyText.TRAITS) {
      boolean has = trait.isIn(survey.capabilities());
      if (!has && !survey.isInside()) {
        continue; // It may be announced after a login.
      }
      json.writeStartObject();
      json.writeStringProperty("what", trait.what());
      json.writeBooleanProperty("has", has);
      if (!has) {
        json.writeStringProperty("cost", trait.cost());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void inside(Survey survey) {
    texts("announced", new TreeSet<>(survey.capabilities()));
    texts("namespaces", survey.namespaces());
    texts("quotas", survey.limits());
    survey
        .appendLimitBytes()
        .ifPresent(bytes -> json.writeNumberProperty("largestMessageBytes", bytes));
    survey.messageLimit().ifPresent(most -> json.writeNumberProperty("messagesPerCommand", most));
    json.writeArrayPropertyStart("folders");
    for (Survey.Folder folder : survey.folders()) {
      json.writeStartObject();
      json.writeStringProperty("name", folder.name());
      texts("roles", folder.uses().isEmpty() ? List.of() : List.of(folder.uses().split(" ")));
      folder.messages().ifPresent(count -> json.writeNumberProperty("messages", count));
      folder.sizeBytes().ifPresent(bytes -> json.writeNumberProperty("sizeBytes", bytes));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void texts(String name, Collection<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
