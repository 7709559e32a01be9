package org.transhume.imap.testkit.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the configuration: IMAP and its administration on loopback, every other protocol off. */
final class JamesConfig {
  private static final String IMAP =
      """
      <imapservers>
        <imapserver enabled="true">
          <jmxName>imapserver</jmxName>
          <bind>127.0.0.1:%d</bind>
          <connectionBacklog>200</connectionBacklog>
          <tls socketTLS="false" startTLS="false"/>
          <connectionLimit>0</connectionLimit>
          <connectionLimitPerIP>0</connectionLimitPerIP>
          <plainAuthDisallowed>false</plainAuthDisallowed>
          <auth>
            <plainAuthEnabled>true</plainAuthEnabled>
            <requireSSL>false</requireSSL>
          </auth>
          <gracefulShutdown>false</gracefulShutdown>
          <provisionDefaultMailboxes>false</provisionDefaultMailboxes>
        </imapserver>
      </imapservers>
      """;

  private static final String ADMINISTRATION =
      """
      enabled=true
      host=127.0.0.1
      port=%d
      jwt.enabled=false
      """;

  private static final String DOMAINS =
      """
      <domainlist>
        <autodetect>false</autodetect>
        <autodetectIP>false</autodetectIP>
        <defaultDomain>example.com</defaultDomain>
      </domainlist>
      """;

  private static final String USERS =
      """
      <usersrepository>
        <algorithm>PBKDF2-SHA512-10</algorithm>
        <enableVirtualHosting>false</enableVirtualHosting>
      </usersrepository>
      """;

  private static final String DNS =
      """
      <dnsservice>
        <servers>
          <server>127.0.0.1</server>
        </servers>
        <autodiscover>false</autodiscover>
      </dnsservice>
      """;

  /** Nothing is delivered, and yet James does not start without these processors. */
  private static final String DELIVERY =
      """
      <mailetcontainer enableJmx="false">
        <context>
          <postmaster>postmaster@example.com</postmaster>
        </context>
        <spooler>
          <threads>1</threads>
          <errorRepository>memory://var/mail/error/</errorRepository>
        </spooler>
        <processors>
          <processor state="root" enableJmx="false">
            <mailet match="All" class="Null"/>
          </processor>
          <processor state="error" enableJmx="false">
            <mailet match="All" class="Null"/>
          </processor>
          <processor state="transport" enableJmx="false">
            <mailet match="All" class="RemoveMimeHeader">
              <name>bcc</name>
            </mailet>
            <mailet match="All" class="Null"/>
          </processor>
        </processors>
      </mailetcontainer>
      """;

  private static final String REPOSITORIES =
      """
      <mailrepositorystore>
        <defaultProtocol>memory</defaultProtocol>
        <mailrepositories>
          <mailrepository class="org.apache.james.mailrepository.memory.MemoryMailRepository">
            <protocols>
              <protocol>memory</protocol>
            </protocols>
          </mailrepository>
        </mailrepositories>
      </mailrepositorystore>
      """;

  private static final String LOG =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder>
            <pattern>%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n%rEx</pattern>
          </encoder>
        </appender>
        <root level="WARN">
          <appender-ref ref="out"/>
        </root>
      </configuration>
      """;

  private JamesConfig() {}

  static void write(Path folder, int imapPort, int administrationPort) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("imapserver.xml"), IMAP.formatted(imapPort));
    Files.writeString(
        folder.resolve("webadmin.properties"), ADMINISTRATION.formatted(administrationPort));
    Files.writeString(folder.resolve("jmap.properties"), "enabled=false\n");
    Files.writeString(folder.resolve("jmx.properties"), "jmx.enabled=false\n");
    Files.writeString(folder.resolve("jvm.properties"), "");
    Files.writeString(folder.resolve("smtpserver.xml"), "<smtpservers/>\n");
    Files.writeString(folder.resolve("lmtpserver.xml"), "<lmtpservers/>\n");
    Files.writeString(folder.resolve("pop3server.xml"), "<pop3servers/>\n");
    Files.writeString(folder.resolve("managesieveserver.xml"), "<managesieveservers/>\n");
    Files.writeString(folder.resolve("domainlist.xml"), DOMAINS);
    Files.writeString(folder.resolve("usersrepository.xml"), USERS);
    Files.writeString(folder.resolve("dnsservice.xml"), DNS);
    Files.writeString(folder.resolve("mailetcontainer.xml"), DELIVERY);
    Files.writeString(folder.resolve("mailrepositorystore.xml"), REPOSITORIES);
    Files.writeString(folder.resolve("logback.xml"), LOG);
  }
}
