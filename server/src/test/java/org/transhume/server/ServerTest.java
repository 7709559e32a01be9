package org.transhume.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as a program sees it: over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class ServerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PASSWORD = "a long password";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> ids = new HashMap<>();
  private Path data;
  private RunningServer server;

  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asString("");
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder;
    System.setProperty("TRANSHUME_ADMIN_PASSWORD", PASSWORD);
    server = TranshumeServer.start(options(0, "server"));
    for (String customer : new String[] {"one", "two"}) {
      ids.put(customer, id(post("admin", "/customers", "{\"name\":\"" + customer + "\"}")));
      for (String role : new String[] {"TEAM_MEMBER", "MANAGER", "OWNER"}) {
        String login = role.toLowerCase(Locale.ROOT) + "@" + customer + ".example.com";
        ids.put(login, id(post("admin", "/people", person(login, role, ids.get(customer)))));
      }
    }
  }

  private ServerOptions options(int port, String folder) {
    return new ServerOptions(
        port, "127.0.0.1", data.resolve(folder), new PrintStream(OutputStream.nullOutputStream()));
  }

  @AfterAll
  void stop() {
    server.close();
    System.clearProperty("TRANSHUME_ADMIN_PASSWORD");
  }

  private static String person(String login, String role, String customer) {
    return """
    {"login":"%s","name":"Somebody","role":"%s","password":"%s"%s%s}\
    """
        .formatted(
            login,
            role,
            PASSWORD,
            customer == null ? "" : ",\"customerId\":\"" + customer + "\"",
            role.equals("MANAGER") ? ",\"domains\":[\"Example.com\"]" : "");
  }

  private static String id(Answer created) {
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.body().get("id").asString();
  }

  private Answer send(String login, String path, HttpRequest.Builder request) throws Exception {
    String basic = Base64.getEncoder().encodeToString((login + ":" + PASSWORD).getBytes(UTF_8));
    HttpResponse<String> response =
        http.send(
            request
                .uri(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
                .header("Authorization", "Basic " + basic)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return new Answer(response.statusCode(), JSON.readTree(json ? response.body() : "{}"));
  }

  private Answer get(String login, String path) throws Exception {
    return send(login, path, HttpRequest.newBuilder());
  }

  private Answer post(String login, String path, String json) throws Exception {
    return send(
        login,
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private Answer delete(String login, String path) throws Exception {
    return send(login, path, HttpRequest.newBuilder().DELETE());
  }

  private HttpResponse<String> bare(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void tellsHealthAndDescriptionToAnybodyAndNothingElse() throws Exception {
    assertThat(bare("/actuator/health").body()).contains("\"UP\"");
    assertThat(JSON.readTree(bare("/api/v1/openapi.json").body()).get("openapi").asString())
        .startsWith("3.1");
    assertThat(bare("/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(bare("/api/v1/me").body()).contains("login-needed");
    assertThat(bare("/actuator/env").statusCode()).isEqualTo(401);
  }

  @Test
  @Tag("B2")
  void knowsWhoAsks() throws Exception {
    JsonNode me = get("manager@one.example.com", "/me").body();

    assertThat(me.get("role").asString()).isEqualTo("MANAGER");
    assertThat(me.get("domains").get(0).asString()).isEqualTo("example.com");
    assertThat(me.has("password")).isFalse();
  }

  /** Who may ask what: A administrator, T team member, M manager, O owner. */
  @ParameterizedTest
  @CsvSource({"/me, ATMO", "/people, AT", "/customers, A", "/files/samples/PANEL, ATM"})
  @Tag("B2")
  void allowsByRole(String path, String allowed) throws Exception {
    assertThat(get("admin", path).status()).isEqualTo(allowed.contains("A") ? 200 : 403);
    for (String role : new String[] {"team_member", "manager", "owner"}) {
      boolean may = allowed.indexOf(Character.toUpperCase(role.charAt(0))) >= 0;
      assertThat(get(role + "@one.example.com", path).status()).as(role).isEqualTo(may ? 200 : 403);
    }
  }

  @Test
  @Tag("B2")
  void showsATeamMemberTheirOwnCustomerAlone() throws Exception {
    Answer people = get("team_member@one.example.com", "/people");

    assertThat(people.body().get("total").asLong()).isEqualTo(3);
    assertThat(people.body().toString()).doesNotContain("two.example.com").doesNotContain("admin");
    assertThat(get("admin", "/people?limit=2&offset=1").body().get("items")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "team_member@one.example.com, one, MANAGER, 201",
    "team_member@one.example.com, two, MANAGER, 403",
    "team_member@one.example.com, , ADMINISTRATOR, 403",
    "manager@one.example.com, one, OWNER, 403",
    "owner@one.example.com, one, OWNER, 403",
    "admin, two, TEAM_MEMBER, 201",
    "admin, two, ADMINISTRATOR, 422",
    "admin, , OWNER, 422",
  })
  @Tag("B2")
  void makesAccountsWhereTheyMay(String actor, String customer, String role, int status)
      throws Exception {
    String login = "new-" + Math.abs((actor + customer + role).hashCode()) + "@example.com";

    Answer created =
        post(actor, "/people", person(login, role, customer == null ? null : ids.get(customer)));

    assertThat(created.status()).as(created.toString()).isEqualTo(status);
    if (status == 201) {
      assertThat(get(login, "/me").status()).isEqualTo(200);
      assertThat(delete(actor, "/people/" + id(created)).status()).isEqualTo(204);
      assertThat(get(login, "/me").status()).isEqualTo(401);
    }
  }

  @Test
  void refusesWithACodeAndASentence() throws Exception {
    Answer taken = post("admin", "/people", person("admin", "ADMINISTRATOR", null));
    Answer weak =
        post(
            "admin",
            "/people",
            person("x@example.com", "ADMINISTRATOR", null).replace(PASSWORD, "short"));
    String admin = get("admin", "/me").body().get("id").asString();

    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.code()).isEqualTo("login-taken");
    assertThat(taken.body().get("detail").asString()).contains("admin");
    assertThat(weak.code()).isEqualTo("invalid");
    assertThat(weak.body().get("fields").has("password")).isTrue();
    assertThat(weak.toString()).doesNotContain("short");
    assertThat(delete("admin", "/people/" + admin).code()).isEqualTo("own-account");
    assertThat(delete("admin", "/customers/" + ids.get("one")).code())
        .isEqualTo("customer-has-people");
    assertThat(post("admin", "/customers", "{\"name\":").code()).isEqualTo("bad-request");
    assertThat(get("admin", "/nothing").code()).isEqualTo("not-found");
    assertThat(get("admin", "/files/samples/EXCEL").code()).isEqualTo("bad-request");
    assertThat(get("admin", "/people?limit=5000").code()).isEqualTo("bad-request");
  }

  @Test
  void doesNotTellWhetherSomebodyElsesPeopleExist() throws Exception {
    String other = ids.get("owner@two.example.com");

    Answer there = delete("team_member@one.example.com", "/people/" + other);
    Answer nobody = delete("team_member@one.example.com", "/people/nobody");

    assertThat(there.code()).isEqualTo("not-allowed");
    assertThat(there.body().get("detail")).isEqualTo(nobody.body().get("detail"));
    assertThat(get("owner@two.example.com", "/me").status()).isEqualTo(200);
  }

  @Test
  @Tag("B3")
  void tellsTheFaultsOfAFileInThePersonsLanguage() throws Exception {
    String boundary = "boundary";
    String body =
        "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
            + "a@example.org;not a host;a;secret\r\n\r\n--boundary--\r\n";

    JsonNode checked =
        send(
                "manager@one.example.com",
                "/files/check",
                HttpRequest.newBuilder()
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .header("Accept-Language", "fr")
                    .POST(HttpRequest.BodyPublishers.ofString(body)))
            .body();

    assertThat(checked.get("layout").asString()).isEqualTo("PANEL");
    JsonNode fault = checked.get("faults").get(0);
    assertThat(fault.get("line").asInt()).isOne();
    assertThat(fault.get("code").asString()).isEqualTo("HOST");
    assertThat(fault.get("expected").asString()).startsWith("Le nom ou l'adresse IP");
    assertThat(checked.toString()).doesNotContain("secret");
  }

  @Test
  void keepsWhatItKnowsForItsOwnerAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("server"))))
        .isEqualTo("rwx------");
    Path file = data.resolve("server/server.db");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void showsTheFirstPasswordOnceWhereNoneWasGiven() throws Exception {
    System.clearProperty("TRANSHUME_ADMIN_PASSWORD");
    var terminal = new ByteArrayOutputStream();
    var options =
        new ServerOptions(0, "127.0.0.1", data.resolve("fresh"), new PrintStream(terminal, true));

    TranshumeServer.start(options).close();
    String first = terminal.toString(UTF_8);
    TranshumeServer.start(options).close();

    System.setProperty("TRANSHUME_ADMIN_PASSWORD", PASSWORD);
    assertThat(first).containsPattern("\"admin\".*\\R +[a-z2-9]{20}\\R");
    assertThat(terminal.toString(UTF_8)).isEqualTo(first);
  }

  @Test
  void letsOneServerAtATimeIntoAFolder() {
    ServerOptions options = options(0, "server");

    assertThatExceptionOfType(ServerFailedException.class)
        .isThrownBy(() -> TranshumeServer.start(options))
        .withMessageContaining("Another server works in");
  }

  @Test
  void saysThatAPortIsTakenAndGivesTheFolderBack() {
    ServerOptions options = options(server.port(), "other");

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ServerFailedException.class)
          .isThrownBy(() -> TranshumeServer.start(options))
          .withMessageContaining("is taken");
    }
  }
}
